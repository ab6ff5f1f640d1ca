import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';
import { nameSchema } from './member.ts';
import { subjectSchema } from './ticket.ts';

/** `left`: whoever asked has not been heard of for a while; asking again puts them back to their place. */
export const helpRequestStates = ['waiting', 'taken', 'left', 'cancelled', 'ended'] as const;
export const helpRequestStateSchema = z.enum(helpRequestStates);
export type HelpRequestState = z.infer<typeof helpRequestStateSchema>;

/** What a person who waits may know. */
export const helpStatusSchema = z.strictObject({
  state: helpRequestStateSchema,
  /** From 1; null when they do not wait any more. */
  place: z.number().int().min(1).nullable(),
  /** How long people waited lately, in ms: the middle one of the last twenty. Null when nobody has. */
  usualWaitMs: z.number().int().min(0).nullable(),
  /** The ticket's number. */
  number: z.number().int().min(1),
  /** Who takes care of it. */
  by: nameSchema.nullable(),
});
export type HelpStatus = z.infer<typeof helpStatusSchema>;

/** A queue as whoever asks for help sees it. */
export const publicQueueSchema = z.strictObject({
  name: nameSchema,
  organisation: nameSchema,
  waiting: z.number().int().min(0),
  usualWaitMs: z.number().int().min(0).nullable(),
});
export type PublicQueue = z.infer<typeof publicQueueSchema>;

/** Somebody who waits, as technicians see them. */
export const waitingPersonSchema = z.strictObject({
  id: idSchema,
  place: z.number().int().min(1),
  ticketId: idSchema,
  number: z.number().int().min(1),
  name: nameSchema,
  subject: subjectSchema,
  since: timeSchema,
  /** When their page was last heard of. */
  seenAt: timeSchema,
});
export type WaitingPerson = z.infer<typeof waitingPersonSchema>;
