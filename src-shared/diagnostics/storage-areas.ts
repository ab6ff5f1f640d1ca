import { z } from 'zod';
import { bytes, celsius, choice, count, figure, flag, longText, name, percent } from './field-types.ts';

export const volumeSchema = z.strictObject({
  /** Mount point or drive letter: "/", "C:". */
  mount: longText,
  label: name,
  fsType: name,
  /** What the volume is for: it holds the system, the people's files, the boot files, or anything else. */
  role: choice(['system', 'home', 'boot', 'data']),
  /** False for network shares. */
  local: flag,
  /** DISK-17: false when mounted read-only. */
  writable: flag,
  totalBytes: bytes,
  usedBytes: bytes,
  /** What a normal user may still write; less than total minus used where the system keeps a reserve. */
  availableBytes: bytes,
  /** DISK-05, Linux and macOS; null where the file system makes them as needed. */
  inodesTotal: count,
  inodesUsed: count,
  /** DISK-06: how much more is in use than at an earlier look, and how long ago that was, ms; null at the first. */
  grownBytes: figure(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  grownOverMs: count,
});
export type Volume = z.infer<typeof volumeSchema>;

/** Real file systems only: no loop mounts, snaps, images, tmpfs, or the helper volumes of macOS. */
export const volumesSchema = z.strictObject({
  volumes: z.array(volumeSchema).max(64),
});

export const diskSchema = z.strictObject({
  /** The system's own short name: "sda", "nvme0n1", "disk0", "0". */
  device: name,
  vendor: name,
  model: name,
  serial: name,
  firmware: name,
  /** DISK-15; null where a virtual or old controller can't tell. */
  type: choice(['hdd', 'ssd', 'nvme', 'removable', 'other']),
  /** "SATA", "NVMe", "USB" … */
  bus: name,
  sizeBytes: bytes,
  removable: flag,
  /** Holds the system volume. */
  system: flag,
  /** DISK-07: the disk's verdict on itself. */
  health: choice(['ok', 'failing']),
  temperatureC: celsius,
  powerOnHours: count,
  /** DISK-08: raw values of SMART 5, 187, 188, 197, 198. */
  reallocatedSectors: count,
  reportedUncorrectable: count,
  commandTimeouts: count,
  pendingSectors: count,
  offlineUncorrectable: count,
  /** DISK-09..11, NVMe: critical_warning bits, percentage_used (may pass 100), spare and its threshold. */
  nvmeCriticalWarning: figure(0, 255),
  nvmePercentageUsed: figure(0, 255),
  nvmeSparePercent: percent,
  nvmeSpareThresholdPercent: percent,
});
export type Disk = z.infer<typeof diskSchema>;

export const disksSchema = z.strictObject({
  disks: z.array(diskSchema).max(64),
});
