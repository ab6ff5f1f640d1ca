import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';
import { capabilityMapSchema, capabilitySchema } from './capability.ts';
import { technicianSchema } from './technician.ts';

/**
 * The host's session as the main process holds it and its windows see it. `reduce` (host-session-reducer.ts) is the
 * only maker of the next state; main is the only caller.
 */
export const endReasonSchema = z.enum([
  'stopped-by-person', // the Stop button, here or on the indicator
  'stopped-by-key',
  'window-closed',
  'refused', // "No, end now" on the consent screen
  'left-by-technician',
  'link-lost', // five minutes without a link
  'expired', // eight hours
  'failed',
]);
export type EndReason = z.infer<typeof endReasonSchema>;

/** One line of what happened, for the end screen and the receipt; times are epoch ms. */
export const sessionEventSchema = z.strictObject({
  at: z.number(),
  what: z.enum([
    'code-shown',
    'code-wrong',
    'code-expired',
    'technician-joined',
    'granted',
    'taken-back',
    'lease-ended',
    'paused',
    'resumed',
    'link-lost',
    'link-back',
    'snapshot-sent',
    'ended',
  ]),
  capability: capabilitySchema.optional(),
  detail: z.string().max(200).optional(),
});
export type SessionEvent = z.infer<typeof sessionEventSchema>;

export const hostSessionSchema = z.strictObject({
  phase: z.enum(['idle', 'invite', 'pairing', 'consent', 'live', 'ended']),
  /** Epoch ms at which the technician was paired; null before. */
  pairedAt: z.number().nullable(),
  technician: technicianSchema.nullable(),
  /** Epoch ms before which an unverified technician can be given nothing (docs/threat-model.md, TM-7). */
  cooldownUntil: z.number().nullable(),
  /** The person passed the "we do not know who this is" screen. */
  letIn: z.boolean(),
  link: z.enum(['none', 'connecting', 'up', 'lost']),
  linkLostAt: z.number().nullable(),
  paused: z.boolean(),
  capabilities: capabilityMapSchema,
  /** Wrong codes in the last ten minutes; three bring a pause, five a stop (PR-3). */
  wrongCodes: z.array(z.number()),
  endedAt: z.number().nullable(),
  endReason: endReasonSchema.nullable(),
  error: appErrorSchema.nullable(),
  events: z.array(sessionEventSchema).max(500),
});
export type HostSession = z.infer<typeof hostSessionSchema>;
