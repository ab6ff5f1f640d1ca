import { connectivityLimits } from './connectivity-limits.ts';
import type { RuleId } from './finding.ts';
import { hardwareLimits } from './hardware-limits.ts';
import { yes, type Limit } from './limit.ts';
import { securityLimits } from './security-limits.ts';
import { healthLimits } from './health-limits.ts';

export type { Compare, Level, Limit } from './limit.ts';

export type Limits = Readonly<Record<RuleId, Limit>>;

const minute = 60_000;

/** Every limit of every rule. An organisation changes them through {@link mergeLimits}, never here. */
export const defaultLimits: Limits = {
  ...hardwareLimits,
  'DISK-01': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 90, clear: 80, severity: 'medium' }],
    anchor: 'ND:disks',
  },
  'DISK-02': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 98, clear: 90, severity: 'critical' }],
    also: { availableGiB: 5 },
    anchor: 'ND:disks',
  },
  'DISK-03': { compare: 'under', unit: '%', levels: [{ limit: 15, severity: 'low' }], anchor: 'MS-CTR' },
  'DISK-04': { compare: 'under', unit: 'GiB', levels: [{ limit: 20, severity: 'medium' }], anchor: 'GK' },
  'DISK-05': {
    compare: 'over',
    unit: '%',
    levels: [
      { limit: 90, clear: 80, severity: 'medium' },
      { limit: 98, severity: 'critical' },
    ],
    anchor: 'ND:disks',
  },
  'DISK-07': yes('critical', 'ND:nvme, BB, NX'),
  'DISK-08': {
    compare: 'atLeast',
    unit: 'attributes',
    levels: [
      { limit: 1, severity: 'medium' },
      { limit: 2, severity: 'high' },
    ],
    anchor: 'BB; two levels are ours',
  },
  'DISK-09': yes('critical', 'ND:nvme, NVME'),
  'DISK-10': {
    compare: 'atLeast',
    unit: '%',
    levels: [
      { limit: 80, severity: 'low' },
      { limit: 100, severity: 'medium' },
    ],
    anchor: 'NVME; 80 is ours',
  },
  // used only where the disk does not name its own threshold
  'DISK-11': { compare: 'under', unit: '%', levels: [{ limit: 10, severity: 'critical' }], anchor: 'NVME' },
  'DISK-12': {
    compare: 'atLeast',
    unit: '°C',
    levels: [
      { limit: 52, severity: 'medium' },
      { limit: 60, severity: 'high' },
    ],
    also: { ssdWarning: 70, ssdHigh: 80 },
    anchor: 'GL; SSD GK',
  },
  'DISK-15': yes('low', 'EA'),
  'DISK-17': yes('critical', 'GK'),
  'MEM-01': {
    compare: 'under',
    unit: '%',
    levels: [{ limit: 10, clear: 15, severity: 'medium' }],
    anchor: 'ND:ram',
  },
  'MEM-02': {
    compare: 'over',
    unit: '%',
    levels: [
      { limit: 90, clear: 80, severity: 'medium' },
      { limit: 98, severity: 'critical' },
    ],
    also: { windowsAvailableMB: 100, windowsAvailablePercent: 5 },
    anchor: 'ND:ram, PFE',
  },
  'MEM-03': {
    compare: 'over',
    unit: '%',
    levels: [
      { limit: 90, clear: 80, severity: 'medium' },
      { limit: 98, severity: 'critical' },
    ],
    also: { windowsLow: 70 },
    anchor: 'ND:swap, MS-CTR',
  },
  'MEM-07': {
    compare: 'over',
    unit: '%',
    levels: [
      { limit: 50, severity: 'low' },
      { limit: 70, severity: 'medium' },
      { limit: 90, severity: 'high' },
    ],
    anchor: 'GL (processlist)',
  },
  'MEM-08': {
    compare: 'under',
    unit: 'GiB',
    // 8 and 4 GiB, less the tenth that firmware and graphics may keep for themselves
    levels: [
      { limit: 7.2, severity: 'info' },
      { limit: 3.6, severity: 'low' },
    ],
    anchor: 'GK',
  },
  'MEM-10': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'medium' },
      { limit: 2, severity: 'high' },
    ],
    anchor: 'GK',
  },
  'CPU-01': {
    compare: 'over',
    unit: '%',
    levels: [
      { limit: 85, clear: 75, severity: 'medium' },
      { limit: 95, clear: 85, severity: 'high' },
    ],
    windowMs: 10 * minute,
    // a second of full work is no finding while the last minute was calm: our own start makes one
    also: { briefMs: 30_000, calmLoadPerCore: 0.7 },
    anchor: 'ND:cpu, MS-CTR; brief samples are ours',
  },
  'CPU-02': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 40, clear: 20, severity: 'medium' }],
    windowMs: 10 * minute,
    anchor: 'ND:cpu',
  },
  'CPU-03': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 10, clear: 5, severity: 'low' }],
    windowMs: 20 * minute,
    anchor: 'ND:cpu',
  },
  'CPU-04': {
    compare: 'over',
    unit: 'per core',
    levels: [{ limit: 2, clear: 1.75, severity: 'medium' }],
    also: { load5: 4, load1: 8 },
    anchor: 'ND:load',
  },
  'CPU-06': {
    compare: 'atLeast',
    unit: '°C',
    levels: [
      { limit: 80, severity: 'low' },
      { limit: 95, severity: 'high' },
    ],
    also: { belowCritical: 5 },
    anchor: 'GL; upper GK',
  },
  'BAT-01': {
    compare: 'under',
    unit: '%',
    levels: [
      { limit: 80, severity: 'low' },
      { limit: 60, severity: 'medium' },
    ],
    anchor: 'AB; 60 is ours',
  },
  'BAT-02': { compare: 'atLeast', unit: 'charges', levels: [{ limit: 1000, severity: 'low' }], anchor: 'AB' },
  'BAT-04': {
    compare: 'under',
    unit: '%',
    levels: [{ limit: 10, severity: 'medium' }],
    anchor: 'ND:power_supply_capacity',
  },
  'BAT-05': { compare: 'under', unit: '%', levels: [{ limit: 60, severity: 'info' }], anchor: 'GK' },
  'NET-01': yes('critical', 'GK'),
  'NET-02': yes('high', 'GK (RFC 3927)'),
  ...connectivityLimits,
  'NET-14': yes('info', 'GK'),
  'NET-18': { compare: 'atMost', unit: 'Mbit/s', levels: [{ limit: 100, severity: 'low' }], anchor: 'GK' },
  'NET-19': {
    compare: 'under',
    unit: 'dBm',
    levels: [
      { limit: -67, severity: 'low' },
      { limit: -75, severity: 'medium' },
      { limit: -85, severity: 'high' },
    ],
    anchor: 'WIFI',
  },
  'NET-20': yes('medium', 'GK'),
  'NET-22': yes('info', 'GK'),
  'NET-27': yes('medium', 'OSQ:etc_hosts'),
  'TIME-01': {
    compare: 'over',
    unit: 's',
    levels: [
      { limit: 60, severity: 'low' },
      { limit: 300, severity: 'high' },
    ],
    anchor: 'KRB; 60 is ours',
  },
  'TIME-02': { ...yes('low', 'ND:timex'), also: { uptimeMinutes: 17 } },
  'TIME-03': yes('high', 'GK'),
  'UPD-01': yes('medium', 'ND:reboot, MS-REB'),
  'OS-01': {
    compare: 'under',
    unit: 'days',
    levels: [
      { limit: 90, severity: 'low' },
      { limit: 0, severity: 'high' },
    ],
    anchor: 'EOL',
  },
  'OS-02': {
    compare: 'over',
    unit: 'days',
    levels: [
      { limit: 14, severity: 'low' },
      { limit: 30, severity: 'medium' },
    ],
    anchor: 'GK',
  },
  'OS-10': {
    compare: 'over',
    unit: '%',
    levels: [{ limit: 90, severity: 'high' }],
    anchor: 'ND:file_descriptors',
  },
  'OS-12': yes('info', 'GK'),
  ...securityLimits,
  'PRN-01': yes('medium', 'OSQ:cups_destinations'),
  'PRN-02': {
    compare: 'over',
    unit: 'jobs',
    levels: [{ limit: 5, severity: 'medium' }],
    also: { oldestMinutes: 15 },
    anchor: 'OSQ:cups_jobs; numbers are ours',
  },
  'PRN-03': yes('high', 'GK'),
  'PRN-04': yes('low', 'GK'),
  // In a virtual machine drawing without a card is the rule, not a fault: 1 is virtual, 2 a real computer.
  'DSP-01': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'info' },
      { limit: 2, severity: 'medium' },
    ],
    anchor: 'GK; the milder level is ours',
  },
  'DSP-04': { compare: 'under', unit: 'Hz', levels: [{ limit: 50, severity: 'info' }], anchor: 'GK' },
  'DSP-05': { compare: 'over', unit: '°C', levels: [{ limit: 85, severity: 'low' }], anchor: 'GK' },
  'AUD-01': yes('medium', 'GK'),
  'AUD-03': yes('high', 'GK'),
  'USB-01': yes('medium', 'GK; OSQ:drivers'),
  ...healthLimits,
};

/** A further number of a rule; naming one that is not in the table is a mistake in the rule. */
export function alsoOf(limit: Limit, name: string): number {
  const value = limit.also?.[name];
  if (value === undefined) throw new Error(`no number named ${name} in the limits table`);
  return value;
}
