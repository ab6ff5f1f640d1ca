import { z } from 'zod';
import { printable } from './field-types.ts';

/**
 * The answer of one probe. Empty is not healthy (reference: diagnostics A1): whatever a probe could not learn says
 * why instead of being a blank, and a rule that needs it answers "unknown".
 */
export const probeFailureSchema = z.strictObject({
  status: z.enum(['unavailable', 'denied', 'failed']),
  /** Plain English, safe to show: "no battery", "needs administrator rights", "no answer in 3 s". */
  reason: z.string().max(300).regex(printable),
  /** Milliseconds the probe took. */
  ms: z.number().nonnegative(),
  /** Epoch ms at which the answer was complete. */
  at: z.number(),
  /** Where it was asked: "si.fsSize()", "/proc/meminfo". */
  source: z.string().max(200).regex(printable),
});
export type ProbeFailure = z.infer<typeof probeFailureSchema>;

export type ProbeResult<T> =
  | {
      readonly status: 'ok';
      readonly data: T;
      readonly ms: number;
      readonly at: number;
      readonly source: string;
    }
  | ProbeFailure;

/** Schema of a probe's answer, given the schema of its data. */
export function probeResultSchema<T extends z.ZodType>(data: T) {
  return z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('ok'),
      data,
      ms: z.number().nonnegative(),
      at: z.number(),
      source: z.string().max(200).regex(printable),
    }),
    probeFailureSchema,
  ]);
}
