import { z } from 'zod';
import { idSchema } from '../id.ts';
import { nameSchema } from '../member.ts';

/**
 * Live news of the help desk, on one WebSocket for each page that is signed in (its cookie says who). It says only that
 * something changed: what, is asked for by the routes, which check what this person may see. // HD-8
 */
export const EVENTS_PATH = '/api/events';
export const EVENTS_SUBPROTOCOL = 'alongside-desk.1';
/** Longest frame a page may send, in bytes. */
export const MAX_PAGE_FRAME = 512;

export const presentSchema = z.strictObject({ id: idSchema, name: nameSchema, writing: z.boolean() });
export type Present = z.infer<typeof presentSchema>;

export const eventFrameSchema = z.discriminatedUnion('type', [
  /** Comes first, and after it everything that changes. Whoever was away asks anew for what is on the screen. */
  z.strictObject({ type: z.literal('hello') }),
  z.strictObject({
    type: z.enum([
      'ticket.changed',
      'ticket.warned',
      'ticket.breached',
      'queue.changed',
      'member.changed',
      'article.changed',
    ]),
    id: idSchema,
    /** A ticket's; 0 for others. */
    version: z.number().int().min(0),
    byId: idSchema.nullable(),
  }),
  /** Who else has this ticket open. */
  z.strictObject({ type: z.literal('present'), ticketId: idSchema, people: z.array(presentSchema).max(50) }),
]);
export type EventFrame = z.infer<typeof eventFrameSchema>;

/** What a page says: the ticket it shows, and whether somebody writes an answer there. */
export const pageFrameSchema = z.strictObject({
  type: z.literal('at'),
  ticketId: idSchema.nullable(),
  writing: z.boolean(),
});
export type PageFrame = z.infer<typeof pageFrameSchema>;

/** The login has ended, or its rights have changed: sign in anew. */
export const LOGIN_ENDED = 4401;
