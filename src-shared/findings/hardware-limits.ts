import { yes, type Limit } from './limit.ts';

const minute = 60_000;

/** Limits of the rules about disks over time, memory that fails, heat, power and devices (limits.ts holds them all). */
export const hardwareLimits = {
  'DISK-06': {
    compare: 'under',
    unit: 'hours',
    levels: [
      { limit: 8, clear: 48, severity: 'medium' },
      { limit: 2, severity: 'critical' },
    ],
    also: { sampleMinutes: 10 },
    anchor: 'ND:disks',
  },
  'DISK-13': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 98, clear: 69, severity: 'medium' }],
    windowMs: 10 * minute,
    anchor: 'ND:disks',
  },
  'DISK-14': {
    compare: 'over',
    unit: 'ms',
    levels: [
      { limit: 15, severity: 'low' },
      { limit: 25, severity: 'medium' },
    ],
    windowMs: minute,
    also: { requests: 50 },
    anchor: 'PAL; the number of requests is ours',
  },
  // 1 is degraded or has counted errors, 2 has failed
  'DISK-18': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'high' },
      { limit: 2, severity: 'critical' },
    ],
    anchor: 'ND:mdstat, ND:zfs, ND:btrfs',
  },
  'DISK-19': {
    compare: 'over',
    unit: 'days',
    levels: [
      { limit: 7, severity: 'low' },
      { limit: 30, severity: 'medium' },
    ],
    anchor: 'OSQ:time_machine_backups; days GK',
  },
  'MEM-04': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 30, clear: 20, severity: 'medium' }],
    also: { windowMinutes: 30 },
    anchor: 'ND:swap',
  },
  'MEM-06': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 90, severity: 'high' }],
    anchor: 'PFE; 90 GK',
  },
  // 1 was repaired, 2 was not
  'MEM-09': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'medium' },
      { limit: 2, severity: 'critical' },
    ],
    anchor: 'ND:memory',
  },
  // one level milder while somebody uses the computer: what is busy then may be wanted
  'CPU-05': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 90, severity: 'medium' }],
    also: { sampleSeconds: 60, idleSeconds: 60 },
    anchor: 'GL; ETRE (runaway process); milder in use is ours',
  },
  'CPU-07': yes('medium', 'GK'),
  'CPU-08': yes('high', 'GK'),
  'CPU-09': yes('low', 'GK'),
  'BAT-03': yes('high', 'AB; ETRE'),
  'BAT-06': {
    compare: 'under',
    unit: '%',
    levels: [
      { limit: 75, severity: 'medium' },
      { limit: 40, severity: 'critical' },
    ],
    anchor: 'ND:upsd, ND:apcupsd',
  },
  'DSP-02': {
    compare: 'over',
    unit: 'days',
    levels: [{ limit: 730, severity: 'low' }],
    anchor: 'GK; OSQ:video_info',
  },
  'DSP-06': yes('critical', 'GK'),
  // 1 the system will ask when sharing begins, 2 it has been refused
  'DSP-07': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'info' },
      { limit: 2, severity: 'critical' },
    ],
    anchor: 'GK; the milder level is ours',
  },
  'AUD-02': yes('medium', 'GK'),
  'AUD-04': {
    compare: 'under',
    unit: 'dBFS',
    levels: [{ limit: -60, severity: 'low' }],
    also: { testSeconds: 5 },
    anchor: 'GK',
  },
  'CAM-01': yes('low', 'GK'),
  'BT-01': { compare: 'under', unit: '%', levels: [{ limit: 15, severity: 'info' }], anchor: 'GK' },
} as const satisfies Readonly<Record<string, Limit>>;
