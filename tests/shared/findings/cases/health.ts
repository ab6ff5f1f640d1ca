import type { EventKind } from '../../../../src-shared/diagnostics/health-areas.ts';
import { rule, type Case } from '../case.ts';
import { healthyAreas, NOW, type AreasPatch } from '../machine.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The moment at which the areas of the test computer answered. */
const AT = NOW - 500;

const updates = (change: object) => ({ updates: change }) as AreasPatch;
const boot = (change: object) => ({ boot: change }) as AreasPatch;
const users = (change: object) => ({ users: change }) as AreasPatch;
const crashes = (change: object) => ({ crashes: change }) as AreasPatch;
const event = (kind: EventKind, change: object) =>
  ({
    events: {
      kinds: healthyAreas.events.kinds.map((entry) =>
        entry.kind === kind ? { ...entry, ...change } : entry,
      ),
    },
  }) as AreasPatch;
const service = {
  name: 'cups.service',
  description: 'CUPS Scheduler',
  kind: 'service',
  scope: 'system',
  exitCode: 1,
};
const program = { name: 'firefox', crashes: 3, hangs: 0, newestAt: AT - DAY };

const windows = { platform: 'win32' } as const;

/** A rule over a kind of log entry where each one counts. */
const perEntry = (id: 'DISK-16' | 'OS-09' | 'DSP-03', kind: EventKind, fires: 'high' | 'medium') =>
  rule(
    id,
    ['none', {}, 'ok'],
    ['one', event(kind, { count: 1, newestAt: AT - 3 * DAY, text: 'as the log has it' }), fires],
    ['many', event(kind, { count: 40, newestAt: AT - MINUTE }), fires],
    ['the log does not tell', event(kind, { count: null }), 'unknown'],
  );

export const healthCases: readonly Case[] = [
  ...perEntry('DISK-16', 'disk', 'high'),
  ...rule(
    'MEM-05',
    ['none', {}, 'ok'],
    ['30 minutes ago', event('memory', { count: 1, newestAt: AT - 30 * MINUTE, program: 'chrome' }), 'high'],
    ['31 minutes ago', event('memory', { count: 2, newestAt: AT - 31 * MINUTE, program: 'chrome' }), 'ok'],
    ['just now, no name', event('memory', { count: 1, newestAt: AT - MINUTE }), 'high'],
    ['23 hours ago on Windows', event('memory', { count: 1, newestAt: AT - DAY + MINUTE }), 'high', windows],
    ['25 hours ago on Windows', event('memory', { count: 1, newestAt: AT - DAY - MINUTE }), 'ok', windows],
    ['no time', event('memory', { count: 1, newestAt: null }), 'unknown'],
    ['the log does not tell', event('memory', { count: null }), 'unknown'],
  ),
  ...rule(
    'NET-16',
    ['none', {}, 'ok'],
    ['in the last day', event('address', { count: 1, newestAt: AT - DAY + MINUTE }), 'high'],
    ['the day before', event('address', { count: 3, newestAt: AT - DAY - MINUTE }), 'ok'],
    ['the log does not tell', event('address', { count: null }), 'unknown'],
  ),
  ...rule(
    'UPD-02',
    ['none waits', {}, 'ok'],
    ['one waits', updates({ securityPending: 1 }), 'medium'],
    ['14 days', updates({ securityPending: 2, oldestSecurityAt: AT - 14 * DAY }), 'medium'],
    ['over 14 days', updates({ securityPending: 2, oldestSecurityAt: AT - 14 * DAY - MINUTE }), 'high'],
    ['not known', updates({ securityPending: null }), 'unknown'],
  ),
  ...rule(
    'UPD-03',
    ['35 days', updates({ pending: 3, lastSuccessAt: AT - 35 * DAY }), 'ok'],
    ['over 35 days', updates({ pending: 3, lastSuccessAt: AT - 36 * DAY }), 'medium'],
    [
      'over 35 days, but nothing waited yesterday',
      updates({ pending: 0, checkedAt: AT - DAY, lastSuccessAt: AT - 60 * DAY }),
      'ok',
    ],
    [
      'over 35 days, and nobody looked either',
      updates({ pending: 0, checkedAt: AT - 40 * DAY, lastSuccessAt: AT - 60 * DAY }),
      'medium',
    ],
    ['not known', updates({ pending: null, lastSuccessAt: null }), 'unknown'],
  ),
  ...rule(
    'UPD-04',
    ['1', updates({ failedCount: 1, lastFailedAt: AT - DAY }), 'ok'],
    ['2', updates({ failedCount: 2, lastFailedAt: AT - DAY }), 'medium'],
    ['one half installed', updates({ broken: 1 }), 'medium'],
    ['not known', updates({ failedCount: null, broken: 0 }), 'unknown'],
  ),
  ...rule(
    'UPD-05',
    ['on', {}, 'ok'],
    ['off', updates({ automatic: false }), 'medium'],
    ['not known', updates({ automatic: null }), 'unknown'],
  ),
  ...rule(
    'OS-03',
    ['120 s', boot({ seconds: 120 }), 'ok'],
    ['over 120 s', boot({ seconds: 121 }), 'low'],
    ['60 s to a quiet desktop', boot({ signInSeconds: 60 }), 'ok'],
    ['over 60 s to a quiet desktop', boot({ signInSeconds: 61 }), 'low'],
    ['only the desktop is known, and slow', boot({ seconds: null, signInSeconds: 75 }), 'low'],
    ['not known', boot({ seconds: null, signInSeconds: null }), 'unknown'],
  ),
  ...rule(
    'OS-04',
    ['15', { startup: { programCount: 15 } }, 'ok'],
    ['16', { startup: { programCount: 16 } }, 'low'],
    ['30', { startup: { programCount: 30 } }, 'low'],
    ['31', { startup: { programCount: 31 } }, 'medium'],
    ['not known', { startup: { programCount: null } }, 'unknown'],
  ),
  ...rule(
    'OS-05',
    ['none', {}, 'ok'],
    ['one', { services: { failedCount: 1, failed: [service] } } as AreasPatch, 'medium'],
    [
      'two',
      { services: { failedCount: 2, failed: [service, { ...service, description: null }] } } as AreasPatch,
      'medium',
    ],
    ['left without its name', { services: { failedCount: 1, failed: [] } }, 'medium'],
    ['not known', { services: { failedCount: null } }, 'unknown'],
  ),
  ...rule(
    'OS-06',
    ['none', {}, 'ok'],
    ['2', crashes({ total: 2, programs: [{ ...program, crashes: 2 }] }), 'ok'],
    ['3', crashes({ total: 3, programs: [program] }), 'medium'],
    [
      '2 crashes and a hang',
      crashes({ total: 3, programs: [{ ...program, crashes: 2, hangs: 1 }] }),
      'medium',
    ],
    [
      '3 of different programs',
      crashes({ total: 3, programs: ['a', 'b', 'c'].map((name) => ({ ...program, name, crashes: 1 })) }),
      'ok',
    ],
    ['not known', crashes({ total: null }), 'unknown'],
  ),
  ...rule(
    'OS-07',
    ['none', {}, 'ok'],
    ['1', crashes({ shutdowns: 1, newestShutdownAt: AT - DAY }), 'medium'],
    ['2, the power', crashes({ shutdowns: 2, newestShutdownAt: AT - DAY, shutdownKind: 'power' }), 'medium'],
    ['3, the system', crashes({ shutdowns: 3, newestShutdownAt: AT - DAY, shutdownKind: 'crash' }), 'high'],
    ['not known', crashes({ shutdowns: null }), 'unknown'],
  ),
  ...rule(
    'OS-08',
    ['5', crashes({ stabilityIndex: 5 }), 'ok', windows],
    ['4.9', crashes({ stabilityIndex: 4.9 }), 'medium', windows],
    ['3', crashes({ stabilityIndex: 3 }), 'medium', windows],
    ['2.9', crashes({ stabilityIndex: 2.9 }), 'high', windows],
    ['no figure', crashes({ stabilityIndex: null }), 'unknown', windows],
    ['on Linux', crashes({ stabilityIndex: 1 }), 'notRelevant'],
  ),
  ...perEntry('OS-09', 'hardware', 'high'),
  ...rule(
    'OS-11',
    ['own', {}, 'ok', windows],
    ['temporary', users({ temporaryProfile: true }), 'high', windows],
    ['not known', users({ temporaryProfile: null }), 'unknown', windows],
    ['on Linux', users({ temporaryProfile: true }), 'notRelevant'],
  ),
  ...rule(
    'SEC-11',
    ['15 min', users({ lockAfterSeconds: 900 }), 'ok'],
    ['16 min', users({ lockAfterSeconds: 960 }), 'low'],
    ['off', users({ lockEnabled: false, lockAfterSeconds: null }), 'low'],
    ['after some time', users({ lockAfterSeconds: null }), 'unknown'],
    ['not known', users({ lockEnabled: null }), 'unknown'],
  ),
  ...perEntry('DSP-03', 'graphics', 'medium'),
  ...rule(
    'UPD-01',
    [
      'only the list of updates knows',
      {
        os: { restartRequired: null },
        updates: { restartPending: true, restartReasons: [{ name: 'linux-image' }] },
      },
      'medium',
    ],
    [
      'the list of updates knows of none',
      { os: { restartRequired: null }, updates: { restartPending: false } },
      'ok',
    ],
  ),
];
