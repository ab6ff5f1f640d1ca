import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';

/** One sentence, if any: one line of it, and nothing that only changes how others are shown. */
export const satisfactionCommentSchema = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]*$/u, 'has characters that cannot be seen');

/** The answer to the one question: was it good, or not. */
export const satisfactionAnswerSchema = z.strictObject({
  good: z.boolean(),
  comment: satisfactionCommentSchema.default(''),
});
export type SatisfactionAnswer = z.infer<typeof satisfactionAnswerSchema>;

/** As a ticket has it. A person is asked once for each ticket, at its end or at the end of a session. */
export const satisfactionSchema = z.strictObject({
  askedAt: timeSchema,
  answer: z
    .strictObject({
      ...satisfactionAnswerSchema.shape,
      comment: satisfactionCommentSchema,
      at: timeSchema,
      /** Null when it came by the link. */
      sessionId: idSchema.nullable(),
    })
    .nullable(),
});
export type Satisfaction = z.infer<typeof satisfactionSchema>;

/** What the person who has the link sees. */
export const satisfactionQuestionSchema = z.strictObject({
  organisation: z.string(),
  ticket: z.number().int(),
  subject: z.string(),
  answer: z.strictObject({ good: z.boolean(), comment: z.string() }).nullable(),
  /** Until then it can be given, or changed. */
  until: timeSchema,
});
export type SatisfactionQuestion = z.infer<typeof satisfactionQuestionSchema>;

const DAY_MS = 86_400_000;
/** How long an answer can be changed, and how long a question waits for one; ms. */
export const SATISFACTION_CHANGE_MS = 7 * DAY_MS;
export const SATISFACTION_WAIT_MS = 60 * DAY_MS;

/** Until when this question can be answered. */
export function answerableUntil(askedAt: number, answeredAt: number | null): number {
  return answeredAt === null ? askedAt + SATISFACTION_WAIT_MS : answeredAt + SATISFACTION_CHANGE_MS;
}
