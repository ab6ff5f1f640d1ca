import { z } from 'zod';
import { longText } from '../diagnostics/field-types.ts';
import { netTargetSchema } from './net-host.ts';
import { networkTestIdSchema } from './network-test-id.ts';

/** A round of tests that a technician asks for, and how far it has come. Both sides show the same. // PM-12 */
const question = z.strictObject({ test: networkTestIdSchema, target: netTargetSchema.nullable() });
export type NetQuestion = z.infer<typeof question>;

/** One round asks at most each test once. */
export const MAX_QUESTIONS = 18;
export const netQuestionsSchema = z.array(question).min(1).max(MAX_QUESTIONS);

export const netRoundStateSchema = z.enum([
  'asked', // the person has not answered yet
  'running',
  'done',
  'refused',
  'stopped', // by either side, or with the grant
]);

export const netRoundSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
  state: netRoundStateSchema,
  rows: z
    .array(
      question.extend({
        state: z.enum(['waiting', 'running', 'done']),
        /** 0 to 1. */
        share: z.number().min(0).max(1),
        /** How it went, once it is done; the result itself comes with the diagnosis. */
        status: z.enum(['ok', 'unavailable', 'denied', 'failed']).nullable(),
        reason: longText,
      }),
    )
    .max(MAX_QUESTIONS),
});
export type NetRound = z.infer<typeof netRoundSchema>;

/** A yes quicker than that was meant for something else: nobody has read the list. ms */
export const MIN_READ_MS = 700;

/** A round that nobody has answered yet. */
export function askedRound(id: string, questions: readonly NetQuestion[]): NetRound {
  const rows = questions.map((one) => ({
    ...one,
    state: 'waiting' as const,
    share: 0,
    status: null,
    reason: null,
  }));
  return { id, state: 'asked', rows };
}

/** True while tests of it may still begin or run. */
export function isOpenRound({ state }: NetRound): boolean {
  return state === 'asked' || state === 'running';
}

/** 0 to 1 over all its tests. */
export function roundShare({ rows }: NetRound): number {
  const total = rows.reduce((sum, row) => sum + (row.state === 'done' ? 1 : row.share), 0);
  return rows.length === 0 ? 0 : total / rows.length;
}
