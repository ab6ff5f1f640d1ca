import { z } from 'zod';

/** One live sample; null where the system cannot tell. Nothing in it points to a person. */
export const vitalsSampleSchema = z.strictObject({
  at: z.number(),
  /** 0 to 100, over all cores, since the sample before. */
  cpuPercent: z.number().min(0).max(100).nullable(),
  /** Bytes. */
  memoryUsed: z.number().nonnegative().nullable(),
  memoryTotal: z.number().positive().nullable(),
  /** 0 to 100, the busiest disk. */
  diskBusyPercent: z.number().min(0).max(100).nullable(),
  /** Bytes a second over all real interfaces. */
  networkUp: z.number().nonnegative().nullable(),
  networkDown: z.number().nonnegative().nullable(),
});
export type VitalsSample = z.infer<typeof vitalsSampleSchema>;
