import { z } from 'zod';
import { bytes, celsius, choice, count, figure, flag, moment, name, percent } from './field-types.ts';

/** The computer as hardware. */
export const systemSchema = z.strictObject({
  manufacturer: name,
  model: name,
  serial: name,
  uuid: name,
  /** "Notebook", "Desktop" … as the firmware says. */
  chassis: name,
  /** Runs inside a virtual machine or container (OS-12). */
  virtual: flag,
  /** "KVM", "VMware", "container" … */
  virtualKind: name,
  boardManufacturer: name,
  boardModel: name,
  biosVendor: name,
  biosVersion: name,
  /** As the firmware writes it, usually a date. */
  biosDate: name,
});

export const osSchema = z.strictObject({
  /** "Debian GNU/Linux", "Windows 11 Pro", "macOS". */
  name,
  /** Machine-readable, lower case: "debian", "ubuntu", "windows", "macos". With `version` the key of OS-01. */
  id: name,
  /** "12", "24.04", "10.0.22631", "15.6". */
  version: name,
  codename: name,
  /** Windows: "23H2"; macOS: "24G84". */
  build: name,
  kernel: name,
  /** "x64", "arm64". */
  arch: name,
  hostName: name,
  userName: name,
  domain: name,
  /** How the desktop is drawn: "x11", "wayland", "windows", "quartz", or "tty". */
  sessionType: name,
  /** "GNOME", "KDE" … Linux only. */
  desktop: name,
  /** UPD-01: an update waits for a restart. */
  restartRequired: flag,
  /** OS-10, Linux: file descriptors of the whole system. */
  filesOpen: count,
  filesMax: count,
});

export const uptimeSchema = z.strictObject({
  seconds: count,
});

export const timeSchema = z.strictObject({
  /** Minutes east of UTC; never the zone's name. */
  zoneOffsetMinutes: figure(-16 * 60, 16 * 60),
  /** TIME-02: the system says its clock is kept in step. */
  synchronised: flag,
  /** A time service runs, whether or not it has synchronised yet. */
  serviceActive: flag,
  /** TIME-01: this clock minus a trusted one, ms; null where nobody was asked. */
  offsetMs: figure(-4e12, 4e12),
  /** TIME-03: when this app was built, epoch ms. The clock itself is the snapshot's `takenAt`. */
  appBuiltAt: moment,
});

export const cpuSchema = z.strictObject({
  manufacturer: name,
  brand: name,
  /** Logical cores. */
  cores: count,
  physicalCores: count,
  /** GHz. */
  speedGhz: figure(0, 100),
  maxSpeedGhz: figure(0, 100),
  /** CPU-06: the hottest sensor. */
  temperatureC: celsius,
  /** What the sensor itself calls critical. */
  temperatureCriticalC: celsius,
  /** CPU-07, Linux: how often a core has slowed itself down because of heat, since the start. */
  throttleCount: count,
});

export const loadSchema = z.strictObject({
  /** CPU-01: whole machine, over `sampleMs`. */
  cpuPercent: percent,
  sampleMs: count,
  /** CPU-04: runnable tasks, averages over 1, 5 and 15 minutes; null on Windows, which has none. */
  load1: figure(0, 1e6),
  load5: figure(0, 1e6),
  load15: figure(0, 1e6),
  /** Logical cores, so that load can be judged without the cpu area. */
  cores: count,
  /** CPU-02 and CPU-03, Linux, over `sampleMs`. */
  ioWaitPercent: percent,
  stealPercent: percent,
});

export const memorySchema = z.strictObject({
  totalBytes: bytes,
  /** MEM-01: what programs could still get, caches counted as free. */
  availableBytes: bytes,
  /** MEM-02: in use without caches. */
  usedBytes: bytes,
  /** 0 when the system has no swap. */
  swapTotalBytes: bytes,
  swapUsedBytes: bytes,
  /** MEM-10, macOS. */
  pressure: choice(['normal', 'warning', 'critical']),
});
