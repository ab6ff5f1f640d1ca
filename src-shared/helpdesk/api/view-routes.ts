import { z } from 'zod';
import { idSchema } from '../id.ts';
import { nameSchema } from '../member.ts';
import { route } from './route.ts';
import { ticketQuerySchema } from './ticket-routes.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

/** What a list may be asked for, without the page and without a moment that would soon be past. */
export const viewQuerySchema = ticketQuerySchema.omit({ after: true, limit: true, dueBefore: true });

export const savedViewSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** Everybody here has it; otherwise only whoever made it. */
  shared: z.boolean(),
  query: viewQuerySchema,
  position: z.number().int().min(0).max(1_000),
});
export type SavedView = z.infer<typeof savedViewSchema>;

const newView = savedViewSchema.omit({ id: true });

export const viewRoutes = {
  list: route({
    method: 'GET',
    path: '/api/views',
    needs: 'tickets.read',
    summary: 'Own and shared views of the list of tickets, in their order.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(savedViewSchema),
  }),
  create: route({
    method: 'POST',
    path: '/api/views',
    needs: 'tickets.write',
    summary: 'Keeps a view. One for everybody needs the right to change settings.',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      ...newView.shape,
      shared: z.boolean().default(false),
      position: newView.shape.position.default(0),
    }),
    answers: savedViewSchema,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/views/:id',
    needs: 'tickets.write',
    summary: 'Changes an own view, or with the right to change settings a shared one.',
    params: byId,
    query: nothing,
    body: newView.partial(),
    answers: savedViewSchema,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/views/:id',
    needs: 'tickets.write',
    summary: 'Takes a view away.',
    params: byId,
    query: nothing,
    body: none,
    answers: nothing,
  }),
} as const;
