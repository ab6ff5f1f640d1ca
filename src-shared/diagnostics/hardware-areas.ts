import { z } from 'zod';
import { bytes, celsius, choice, count, figure, flag, moment, name, percent } from './field-types.ts';

/** Disks that stand in for each other: RAID and storage pools. */
export const poolsSchema = z.strictObject({
  pools: z
    .array(
      z.strictObject({
        kind: choice(['md', 'zfs', 'btrfs', 'storage-spaces', 'apple-raid']),
        name,
        /** DISK-18; "rebuilding": still works, and is being made whole. */
        state: choice(['healthy', 'rebuilding', 'degraded', 'failed']),
        /** Disks that belong to it, and how many of them do not work or are gone. */
        disks: count,
        disksDown: count,
        /** btrfs: write and flush errors counted by the file system. */
        errors: count,
      }),
    )
    .max(64),
});
export type Pool = z.infer<typeof poolsSchema>['pools'][number];

/** What the system and well-known programs tell of copies of the person's files. */
export const backupSchema = z.strictObject({
  /** DISK-19: false only where the system itself says that none is set up; null where traces are all there is. */
  setUp: flag,
  tools: z
    .array(
      z.strictObject({
        tool: choice([
          'time-machine',
          'file-history',
          'windows-backup',
          'deja-dup',
          'timeshift',
          'borg',
          'restic',
        ]),
        /** Timeshift keeps the system and, unless told otherwise, nothing of the person's. */
        keeps: choice(['files', 'system']),
        lastAt: moment,
      }),
    )
    .max(16),
});

export const diskActivitySchema = z.strictObject({
  /** How long was measured, ms: since the look before where that was not too long ago. */
  sampleMs: count,
  disks: z
    .array(
      z.strictObject({
        device: name,
        /** DISK-13: share of the time with requests under way. */
        busyPercent: percent,
        /** DISK-14: mean time from request to answer, ms; null when nothing was read or written. */
        readMs: figure(0, 1e7),
        writeMs: figure(0, 1e7),
        /** Requests in the sample, so that a mean of two says less than one of thousands. */
        requests: count,
        readBytes: bytes,
        writtenBytes: bytes,
      }),
    )
    .max(64),
});

export const thermalSchema = z.strictObject({
  sensors: z
    .array(
      z.strictObject({
        name,
        temperatureC: celsius,
        /** What the sensor itself calls critical. */
        criticalC: celsius,
      }),
    )
    .max(64),
  fans: z
    .array(
      z.strictObject({
        name,
        /** CPU-08: turns a minute. */
        rpm: figure(0, 100_000),
        /** Lowest speed that is right for it; an empty socket has none. */
        minRpm: figure(0, 100_000),
      }),
    )
    .max(32),
  /** CPU-07, Linux: how often cores slowed down for heat since the start, and how much of it within `sampleMs`. */
  throttleCount: count,
  throttledInSample: count,
  sampleMs: count,
  /** macOS: 100 is full speed. */
  speedLimitPercent: percent,
  /** Windows: Kernel-Processor-Power 37 in the last 24 hours. */
  slowedEvents: count,
});
export type Fan = z.infer<typeof thermalSchema>['fans'][number];

export const memoryHealthSchema = z.strictObject({
  modules: z
    .array(
      z.strictObject({
        slot: name,
        sizeBytes: bytes,
        /** "DDR4". */
        kind: name,
        speedMts: figure(0, 1e6),
        manufacturer: name,
        part: name,
        serial: name,
      }),
    )
    .max(64),
  /** MEM-09: errors counted by the memory controller since the start; null where nobody counts. */
  correctedErrors: count,
  uncorrectedErrors: count,
  /** Memory that Linux took out of use because it was broken. */
  brokenBytes: bytes,
  /** Windows: last result of its own memory test, and memory errors in its log. */
  memoryTest: choice(['passed', 'failed']),
  /** MEM-06: what programs were promised, and the most that can be promised. */
  commitBytes: bytes,
  commitLimitBytes: bytes,
  /** MEM-04: moved from memory to disk since the start, and since the look before. */
  swappedOutBytes: bytes,
  swappedOutInSample: bytes,
  sampleMs: count,
});

export const powerSchema = z.strictObject({
  /** CPU-09. */
  plan: choice(['saver', 'balanced', 'performance', 'other']),
  onMains: flag,
  ups: z
    .array(
      z.strictObject({
        name,
        model: name,
        /** BAT-06. */
        onBattery: flag,
        chargePercent: percent,
        remainingSeconds: count,
        replaceBattery: flag,
      }),
    )
    .max(8),
});
export type Ups = z.infer<typeof powerSchema>['ups'][number];
