import { z } from 'zod';
import { idSchema, timeSchema } from '../id.ts';
import { satisfactionAnswerSchema, satisfactionQuestionSchema, satisfactionSchema } from '../satisfaction.ts';
import { route } from './route.ts';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });
const byToken = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** Where a person answers in a browser, with the token behind it. */
export const SATISFACTION_PAGE = '/answer/';

export const satisfactionRoutes = {
  get: route({
    method: 'GET',
    path: '/api/tickets/:id/satisfaction',
    needs: 'tickets.read',
    summary: 'Whether the person was asked how it was, and what they said.',
    params: byId,
    query: nothing,
    body: z.undefined(),
    answers: satisfactionSchema.nullable(),
  }),
  ask: route({
    method: 'POST',
    path: '/api/tickets/:id/satisfaction/link',
    needs: 'tickets.write',
    summary:
      'Makes the secret link with the one question. It is shown this once; a ticket that was asked for is a CONFLICT.',
    params: byId,
    query: nothing,
    body: z.undefined(),
    answers: z.strictObject({ path: z.string(), until: timeSchema }),
  }),
  file: route({
    method: 'PUT',
    path: '/api/tickets/:id/satisfaction',
    needs: 'tickets.write',
    summary: 'Files what the person said at the end of a session. Filing the same again changes nothing.',
    params: byId,
    query: nothing,
    body: z.strictObject({ ...satisfactionAnswerSchema.shape, sessionId: idSchema }),
    answers: satisfactionSchema,
  }),
  look: route({
    method: 'GET',
    path: '/api/satisfaction/:token',
    needs: 'nobody',
    summary: 'What the link asks about. Looking answers nothing.',
    params: byToken,
    query: nothing,
    body: z.undefined(),
    answers: satisfactionQuestionSchema,
    perMinute: 60,
  }),
  answer: route({
    method: 'PUT',
    path: '/api/satisfaction/:token',
    needs: 'nobody',
    summary: 'Answers, or changes the answer within a week.',
    params: byToken,
    query: nothing,
    body: satisfactionAnswerSchema,
    answers: satisfactionQuestionSchema,
    perMinute: 30,
  }),
} as const;
