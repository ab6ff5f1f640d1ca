import { z } from 'zod';
import { bytes, choice, count, figure, flag, name, percent } from './field-types.ts';

export const batterySchema = z.strictObject({
  /** BAT-04: plugged in. */
  onMains: flag,
  batteries: z
    .array(
      z.strictObject({
        percent,
        state: choice(['charging', 'discharging', 'full', 'not-charging']),
        /** BAT-01, both in mWh (or both in mAh where the maker gives only that). */
        designedCapacity: figure(0, 1e7),
        fullCapacity: figure(0, 1e7),
        /** BAT-02; null where the maker does not count (0 from firmware means the same). */
        cycleCount: count,
        /** Seconds until empty. */
        remainingSeconds: count,
        /** BAT-03: what the system says of it. */
        condition: choice(['good', 'service']),
        manufacturer: name,
        model: name,
        serial: name,
      }),
    )
    .max(8),
});

export const processSchema = z.strictObject({
  /** Name of the executable, without folder and never with arguments. */
  name,
  /** How many processes of this name are added up here. */
  count,
  /** CPU-05: of one core, over `sampleMs`; may pass 100 on many cores. */
  corePercent: figure(0, 1_000_000),
  /** Of the whole machine. */
  cpuPercent: percent,
  /** MEM-07: resident memory of all of this name; shared pages count more than once, so capped. */
  memoryPercent: percent,
  memoryBytes: bytes,
  /** The oldest of them. */
  runningSeconds: count,
});
export type ProcessEntry = z.infer<typeof processSchema>;

export const processesSchema = z.strictObject({
  total: count,
  /** Over how long the processor figures were measured; null: since each process began. */
  sampleMs: count,
  /** The 15 with most processor time and the 15 with most memory, joined; busiest first. */
  top: z.array(processSchema).max(30),
  /**
   * CPU-05: single processes that have used most of a core for long, busiest first: since the look before, or since
   * they began where they are still as busy now. Absent in files of versions that did not measure it.
   */
  steady: z
    .array(z.strictObject({ name, corePercent: figure(0, 1_000_000), overMs: count }))
    .max(10)
    .optional(),
  /** CPU-05: seconds since the person last touched keyboard or mouse; null where nobody can tell. */
  idleSeconds: count,
  /** SEC-09: known remote-control programs among all running ones, without this app. */
  remoteTools: z.array(z.strictObject({ name })).max(20),
});

export const printersSchema = z.strictObject({
  /** PRN-03: the print service runs. */
  serviceRunning: flag,
  printers: z
    .array(
      z.strictObject({
        name,
        model: name,
        /** PRN-04. */
        isDefault: flag,
        /** PRN-01. */
        status: choice(['idle', 'printing', 'offline', 'stopped', 'error']),
        /** PRN-02. */
        jobs: count,
        oldestJobSeconds: count,
      }),
    )
    .max(64),
});

export const usbSchema = z.strictObject({
  devices: z
    .array(
      z.strictObject({
        name,
        vendor: name,
        /** "Keyboard", "Camera", "Hub" … where the system tells. */
        kind: name,
        serial: name,
        /** USB-01, Windows: driver problem code, 0 is fine. */
        problemCode: figure(0, 1000),
      }),
    )
    .max(128),
});

export const audioSchema = z.strictObject({
  /** AUD-03: a sound service runs. */
  serviceRunning: flag,
  /** AUD-01 fires on an empty list; a system that can't tell answers "unavailable" instead. */
  devices: z
    .array(
      z.strictObject({
        name,
        manufacturer: name,
        output: flag,
        input: flag,
        isDefault: flag,
      }),
    )
    .max(64),
});
