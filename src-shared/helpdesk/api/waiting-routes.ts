import { z } from 'zod';
import { helpStatusSchema, publicQueueSchema, waitingPersonSchema } from '../help-request.ts';
import { idSchema } from '../id.ts';
import { emailSchema, nameSchema } from '../member.ts';
import { ticketSchema } from '../ticket.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });
const bySecret = z.strictObject({ secret: z.string().min(1).max(100) });

/** Largest report that comes with a request, with all around it, in bytes. */
export const MAX_REQUEST_BYTES = 768 * 1024;

/** People who wait for help: their own side, which needs no login, and the technicians'. */
export const waitingRoutes = {
  queue: route({
    method: 'GET',
    path: '/api/public/queues/:id',
    needs: 'nobody',
    summary: 'A queue that is open to everybody: its name, how many wait, and how long people waited lately.',
    params: byId,
    query: nothing,
    body: none,
    answers: publicQueueSchema,
    perMinute: 60,
  }),
  ask: route({
    method: 'POST',
    path: '/api/public/queues/:id/requests',
    needs: 'nobody',
    summary: 'Asks for help. `secret`, shown this once, tells how it goes on.',
    params: byId,
    query: nothing,
    body: z.strictObject({
      name: nameSchema,
      email: emailSchema.optional(),
      /** In their own words: plain text. */
      what: z.string().trim().min(1, 'is empty').max(4_000),
      /** The app's report, with what the person has left out of it taken out. Its findings become tags. */
      report: z.record(z.string(), z.unknown()).optional(),
    }),
    answers: z.strictObject({ secret: z.string(), status: helpStatusSchema }),
    perMinute: 5,
    jsonBytes: MAX_REQUEST_BYTES,
  }),
  status: route({
    method: 'POST',
    path: '/api/public/requests/status',
    needs: 'nobody',
    summary:
      'How a request stands. Asking is a sign of life: who is not heard of for half an hour leaves the line.',
    params: nothing,
    query: nothing,
    body: bySecret,
    answers: helpStatusSchema,
    perMinute: 120,
  }),
  cancel: route({
    method: 'POST',
    path: '/api/public/requests/cancel',
    needs: 'nobody',
    summary: 'Takes a request back that nobody has taken up yet.',
    params: nothing,
    query: nothing,
    body: bySecret,
    answers: helpStatusSchema,
    perMinute: 30,
  }),
  list: route({
    method: 'GET',
    path: '/api/queues/:id/waiting',
    needs: 'tickets.read',
    summary: 'Who waits in a queue, first come first.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.strictObject({
      people: z.array(waitingPersonSchema),
      usualWaitMs: z.number().int().min(0).nullable(),
    }),
  }),
  next: route({
    method: 'POST',
    path: '/api/queues/:id/next',
    needs: 'tickets.write',
    summary:
      'Takes the next one: who waits longest; when nobody waits, the most pressing ticket that nobody has. Null when there is none.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.strictObject({ ticket: ticketSchema.nullable() }),
  }),
} as const;
