import { yes, type Limit } from './limit.ts';

const anyOf = (unit: string, anchor: string): Limit => ({
  compare: 'atLeast',
  unit,
  levels: [{ limit: 1, severity: 'high' }],
  anchor,
});

/** Limits of the rules on updates, crashes, logs, the start and sign-in: part of the one table (limits.ts). */
export const healthLimits = {
  'DISK-16': anyOf('errors', 'GK; event ids OSQ:windows_eventlog'),
  'MEM-05': {
    ...anyOf('programs', 'ND:ram (oom_kill); Windows GK'),
    also: { minutes: 30, windowsMinutes: 24 * 60 },
  },
  'NET-16': { ...anyOf('clashes', 'GK'), also: { minutes: 24 * 60 } },
  // any that waits is the milder level; the age of the oldest decides the worse one
  'UPD-02': {
    compare: 'over',
    unit: 'days',
    levels: [
      { limit: 0, severity: 'medium' },
      { limit: 14, severity: 'high' },
    ],
    anchor: 'OSQ:windows_update_history; days GK',
  },
  'UPD-03': {
    compare: 'over',
    unit: 'days',
    levels: [{ limit: 35, severity: 'medium' }],
    anchor: 'GK; OSQ:patches',
  },
  'UPD-04': {
    compare: 'atLeast',
    unit: 'failed',
    levels: [{ limit: 2, severity: 'medium' }],
    anchor: 'GK',
  },
  'UPD-05': yes('medium', 'GK'),
  'OS-03': {
    compare: 'over',
    unit: 's',
    levels: [{ limit: 120, severity: 'low' }],
    also: { signInSeconds: 60 },
    anchor: 'EA (concept); seconds GK',
  },
  'OS-04': {
    compare: 'over',
    unit: 'programs',
    levels: [
      { limit: 15, severity: 'low' },
      { limit: 30, severity: 'medium' },
    ],
    anchor: 'OSQ:startup_items; counts GK',
  },
  'OS-05': {
    compare: 'atLeast',
    unit: 'services',
    levels: [{ limit: 1, severity: 'medium' }],
    anchor: 'ND:systemdunits',
  },
  'OS-06': {
    compare: 'atLeast',
    unit: 'crashes',
    levels: [{ limit: 3, severity: 'medium' }],
    anchor: 'OSQ:crashes, OSQ:windows_crashes, REL; 3 is ours',
  },
  'OS-07': {
    compare: 'atLeast',
    unit: 'stops',
    levels: [
      { limit: 1, severity: 'medium' },
      { limit: 3, severity: 'high' },
    ],
    anchor: 'EV41, OSQ:kernel_panics; counts ours',
  },
  'OS-08': {
    compare: 'under',
    unit: 'of 10',
    levels: [
      { limit: 5, severity: 'medium' },
      { limit: 3, severity: 'high' },
    ],
    anchor: 'REL; limits ours',
  },
  'OS-09': anyOf('errors', 'GK'),
  'OS-11': yes('high', 'GK'),
  'SEC-11': {
    compare: 'over',
    unit: 'min',
    levels: [{ limit: 15, severity: 'low' }],
    anchor: 'OSQ:screenlock; minutes GK',
  },
  'DSP-03': {
    compare: 'atLeast',
    unit: 'restarts',
    levels: [{ limit: 1, severity: 'medium' }],
    anchor: 'GK',
  },
} as const satisfies Readonly<Record<string, Limit>>;
