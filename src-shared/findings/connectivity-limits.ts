import { yes, type Limit } from './limit.ts';

const quarterMinute = 15_000;

/** Limits of the rules that judge the network tests. */
export const connectivityLimits = {
  'NET-03': yes('critical', 'ND:ping'),
  'NET-04': {
    compare: 'over',
    unit: '%',
    levels: [
      { limit: 1, severity: 'medium' },
      { limit: 5, severity: 'high' },
    ],
    // fewer packets say nothing about a share
    also: { fewest: 8 },
    windowMs: quarterMinute,
    anchor: 'TEAMS; ND:ping; 5 and 8 are ours',
  },
  'NET-05': {
    compare: 'over',
    unit: 'ms',
    levels: [
      { limit: 100, severity: 'low' },
      { limit: 300, severity: 'medium' },
    ],
    anchor: 'TEAMS; 300 is ours',
  },
  'NET-06': {
    compare: 'over',
    unit: 'ms',
    levels: [{ limit: 30, severity: 'low' }],
    windowMs: quarterMinute,
    anchor: 'TEAMS',
  },
  'NET-07': yes('high', 'ND:dns_query'),
  'NET-08': yes('critical', 'ND:dns_query'),
  'NET-09': {
    compare: 'over',
    unit: 'ms',
    levels: [
      { limit: 100, severity: 'low' },
      { limit: 500, severity: 'medium' },
    ],
    anchor: 'GK',
  },
  'NET-10': yes('medium', 'GK (RFC 6761)'),
  'NET-11': yes('high', 'NCSI'),
  'NET-12': { ...yes('critical', 'NCSI'), also: { hosts: 2 } },
  'NET-13': yes('high', 'GK'),
  'NET-15': yes('medium', 'GK (RFC 1191)'),
  'NET-17': {
    compare: 'atLeast',
    unit: '%',
    levels: [{ limit: 2, severity: 'medium' }],
    also: { wifiPercent: 10, errors: 5, fewest: 100 },
    windowMs: 600_000,
    anchor: 'ND:net; 100 is ours',
  },
  'NET-21': { compare: 'over', unit: 'dBm', levels: [{ limit: -70, severity: 'info' }], anchor: 'GK' },
  'NET-23': yes('low', 'GK'),
  'NET-24': yes('critical', 'GK'),
  'NET-25': yes('low', 'GK'),
  // 1 is a root that this computer trusts, 2 one that nobody does
  'NET-26': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'info' },
      { limit: 2, severity: 'medium' },
    ],
    anchor: 'GK',
  },
  'NET-28': { compare: 'under', unit: 'Mbit/s', levels: [{ limit: 1.5, severity: 'low' }], anchor: 'GK' },
  'SEC-13': {
    compare: 'under',
    unit: 'days',
    levels: [
      { limit: 14, severity: 'medium' },
      { limit: 7, severity: 'high' },
    ],
    anchor: 'ND:x509check',
  },
} as const satisfies Record<string, Limit>;
