import { z } from 'zod';

/** What the person can allow, one at a time. Later releases add control, files, clipboard, voice. */
export const capabilitySchema = z.enum(['findings', 'screen']);
export type Capability = z.infer<typeof capabilitySchema>;
export const capabilities: readonly Capability[] = capabilitySchema.options;

/** How long a grant lasts before the person must renew it, in ms. */
export const LEASE_MS: Readonly<Record<Capability, number>> = { findings: 60 * 60_000, screen: 60 * 60_000 };

export const capabilityStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  /** `until` is epoch ms on the host's clock; while paused the clock of the lease stands still. */
  z.strictObject({
    state: z.literal('granted'),
    grantedAt: z.number(),
    until: z.number(),
    leaseMs: z.number(),
    /** What exactly, in the person's words: "Screen 1", "Office printer". */
    what: z.string().max(120).optional(),
    /** For the screen: a display or one window. */
    scope: z.enum(['display', 'window']).optional(),
  }),
  /** The link is lost or the session paused: granted, but nothing flows. `leftMs` is what the lease has left. */
  z.strictObject({
    state: z.literal('held'),
    grantedAt: z.number(),
    leftMs: z.number(),
    leaseMs: z.number(),
    what: z.string().max(120).optional(),
    scope: z.enum(['display', 'window']).optional(),
  }),
]);
export type CapabilityState = z.infer<typeof capabilityStateSchema>;
export const capabilityMapSchema = z.strictObject({
  findings: capabilityStateSchema,
  screen: capabilityStateSchema,
});
