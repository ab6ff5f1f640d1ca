import { z } from 'zod';
import {
  personCountsSchema,
  personExportSchema,
  personIdSchema,
  retentionLookSchema,
  retentionSchema,
} from '../privacy.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
/** Typed by whoever does it, so that nobody does it by a slip. */
const typedName = z.string().trim().max(120);

export const privacyRoutes = {
  person: route({
    method: 'GET',
    path: '/api/privacy/people/:id',
    needs: 'privacy.write',
    summary: 'How much is kept about one person.',
    params: personIdSchema,
    query: nothing,
    body: none,
    answers: personCountsSchema,
  }),
  exportPerson: route({
    method: 'POST',
    path: '/api/privacy/people/:id/export',
    needs: 'privacy.write',
    summary:
      'Everything that is kept about one person, their files in base64. It is written to the audit log.',
    params: personIdSchema,
    query: nothing,
    body: none,
    answers: personExportSchema,
  }),
  erasePerson: route({
    method: 'POST',
    path: '/api/privacy/people/:id/erase',
    needs: 'privacy.write',
    stepUp: true,
    summary:
      'Takes out a person’s name, address, words and files, for ever. Tickets stay as numbers. `name` is theirs, typed.',
    params: personIdSchema,
    query: nothing,
    body: z.strictObject({ name: typedName }),
    answers: z.strictObject({
      tickets: z.number().int(),
      messages: z.number().int(),
      attachments: z.number().int(),
    }),
  }),
  retention: route({
    method: 'GET',
    path: '/api/privacy/retention',
    needs: 'settings.read',
    summary: 'How long closed tickets are kept.',
    params: nothing,
    query: nothing,
    body: none,
    answers: retentionSchema,
  }),
  setRetention: route({
    method: 'PUT',
    path: '/api/privacy/retention',
    needs: 'privacy.write',
    summary:
      'Changes how long closed tickets are kept. Nothing goes before somebody has looked and let it run.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ closedMonths: retentionSchema.shape.closedMonths }),
    answers: retentionSchema,
  }),
  lookRetention: route({
    method: 'POST',
    path: '/api/privacy/retention/look',
    needs: 'privacy.write',
    summary: 'Counts what the rule would take now. Takes nothing.',
    params: nothing,
    query: nothing,
    body: none,
    answers: retentionLookSchema,
  }),
  runRetention: route({
    method: 'POST',
    path: '/api/privacy/retention/run',
    needs: 'privacy.write',
    stepUp: true,
    summary: 'Lets the rule run from now on, after a look. `organisation` is its name, typed.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ organisation: typedName }),
    answers: retentionSchema,
  }),
} as const;
