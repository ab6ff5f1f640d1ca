import { z } from 'zod';
import { connectionChangeSchema, connectionSchema, newConnectionSchema } from '../connection.ts';
import { connectorTroubleSchema } from '../connector-trouble.ts';
import { idSchema } from '../id.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

/** What was found one by one; nothing was changed over there. */
export const connectionVerdictSchema = z.strictObject({
  works: z.boolean(),
  checks: z.array(
    z.strictObject({
      what: z.enum(['reach', 'sign-in', 'role', 'queue', 'fields', 'create']),
      result: z.enum(['ok', 'failed', 'unknown']),
      detail: z.string().max(1_000),
    }),
  ),
});

/** Something that could not be told to another help desk, and waits for a person. */
export const deadLetterSchema = z.strictObject({
  id: idSchema,
  connectionId: idSchema,
  /** Our ticket's id, or the session's. */
  lane: z.string().max(200),
  what: z.enum(['create', 'note', 'reply', 'state']),
  /** The mark to look for over there. */
  marker: z.string().max(120),
  attempts: z.number().int().min(0),
  trouble: connectorTroubleSchema,
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

const remoteSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9#_-]{1,200}$/, 'is no id'),
  number: z.string().regex(/^[A-Za-z0-9#_-]{1,200}$/, 'is no number'),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
});

export const connectionRoutes = {
  list: route({
    method: 'GET',
    path: '/api/connections',
    needs: 'settings.read',
    summary: 'Connections to other help desks. Of their keys only when each was set and how it ends.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(connectionSchema),
  }),
  add: route({
    method: 'POST',
    path: '/api/connections',
    needs: 'connectors.write',
    stepUp: true,
    summary: 'Makes a connection. Its keys are sealed and never shown again.',
    params: nothing,
    query: nothing,
    body: newConnectionSchema,
    answers: connectionSchema,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/connections/:id',
    needs: 'connectors.write',
    stepUp: true,
    summary: 'Changes a connection. Another address asks for the keys anew.',
    params: byId,
    query: nothing,
    body: connectionChangeSchema,
    answers: connectionSchema,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/connections/:id',
    needs: 'connectors.write',
    summary: 'Removes a connection with its keys. What waits for it becomes dead letters.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.null(),
  }),
  test: route({
    method: 'POST',
    path: '/api/connections/:id/test',
    needs: 'connectors.write',
    summary: 'Asks the other help desk whether the connection works. Makes no ticket.',
    params: byId,
    query: nothing,
    body: none,
    answers: connectionVerdictSchema,
    perMinute: 20,
  }),
  deadLetters: route({
    method: 'GET',
    path: '/api/connections/dead-letters',
    needs: 'settings.read',
    summary: 'What could not be told to another help desk, newest first, with the reason.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(deadLetterSchema).max(200),
  }),
  decide: route({
    method: 'POST',
    path: '/api/connections/dead-letters/:id',
    needs: 'connectors.write',
    summary: 'Tries a dead letter again, drops it, or says that it has arrived after all.',
    params: byId,
    query: nothing,
    body: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('retry') }),
      z.strictObject({ type: z.literal('drop') }),
      z.strictObject({ type: z.literal('sent'), remote: remoteSchema.optional() }),
    ]),
    answers: z.null(),
  }),
} as const;
