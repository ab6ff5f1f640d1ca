import { z } from 'zod';
import { name } from './field-types.ts';

const share = z.number().min(0).max(100);
const amount = z.number().nonnegative().nullable();

export const MAX_CORES = 256;
export const MAX_BUSY = 6;

/** A program that is busy now. Its name is the one thing here that could point to a person: hidden like any text. */
export const busyProgramSchema = z.strictObject({
  name: name,
  /** How many processes of that name. */
  count: z.number().int().positive(),
  /** 100 is one core. */
  corePercent: z.number().min(0).max(1e6),
  /** Bytes. */
  memory: amount,
});
export type BusyProgram = z.infer<typeof busyProgramSchema>;

/** One live sample; null where the system cannot tell. */
export const vitalsSampleSchema = z.strictObject({
  at: z.number(),
  /** 0 to 100, over all cores, since the sample before. */
  cpuPercent: share.nullable(),
  /** The same for each core; empty where the system cannot tell. */
  cores: z.array(share).max(MAX_CORES),
  /** Programs that want to run, mean of the last minute. */
  load: z.number().min(0).max(1e6).nullable(),
  /** Bytes. */
  memoryUsed: amount,
  memoryTotal: z.number().positive().nullable(),
  swapUsed: amount,
  swapTotal: amount,
  /** 0 to 100, the busiest disk. */
  diskBusyPercent: share.nullable(),
  /** Bytes a second over all disks. */
  diskRead: amount,
  diskWrite: amount,
  /** Bytes a second over all real interfaces. */
  networkUp: amount,
  networkDown: amount,
  /** The hottest processor sensor. */
  temperatureC: z.number().min(-100).max(300).nullable(),
  batteryPercent: share.nullable(),
  onMains: z.boolean().nullable(),
  /** The busiest first; null where the system cannot tell cheaply enough for every second. */
  programs: z.array(busyProgramSchema).max(MAX_BUSY).nullable(),
});
export type VitalsSample = z.infer<typeof vitalsSampleSchema>;
