import { rule, type Case } from '../case.ts';
import { battery, GIB, healthyAreas, volume, type AreasPatch } from '../machine.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 10, 46, 21);
const windows = { platform: 'win32' } as const;
const mac = { platform: 'darwin' } as const;
const active = (level = 0) => ({ active: level });

/** Ten minutes in which 1 GiB was written, with room for so many hours at that rate. */
const filling = (hours: number, change: object = {}) =>
  ({
    volumes: {
      volumes: [
        {
          ...volume,
          availableBytes: Math.round(hours * 6 * GIB),
          grownBytes: GIB,
          grownOverMs: 600_000,
          ...change,
        },
      ],
    },
  }) as AreasPatch;
const busyDisk = {
  device: 'sda',
  busyPercent: 2,
  readMs: 1,
  writeMs: 2,
  requests: 500,
  readBytes: 1,
  writtenBytes: 1,
};
const disk = (change: object, sampleMs = 600_000, removable = false) =>
  ({
    diskActivity: { sampleMs, disks: [{ ...busyDisk, ...change }] },
    ...(removable && { disks: { disks: [{ ...healthyAreas.disks.disks[0], removable: true }] } }),
  }) as AreasPatch;
const pool = (change: object) =>
  ({
    pools: {
      pools: [{ kind: 'md', name: 'md0', state: 'healthy', disks: 2, disksDown: 0, errors: null, ...change }],
    },
  }) as AreasPatch;
const backup = (days: number | null, change: object = {}) =>
  ({
    backup: {
      setUp: true,
      tools: [
        {
          tool: 'time-machine',
          keeps: 'files',
          lastAt: days === null ? null : Math.round(NOW - days * DAY),
          ...change,
        },
      ],
    },
  }) as AreasPatch;
const health = (change: object, up = 10 * 86_400) =>
  ({ memoryHealth: change, memory: { totalBytes: 100 * GIB }, uptime: { seconds: up } }) as AreasPatch;
const swapped = (ever: number | null, recent: number | null, minutes = 30) =>
  health({
    swappedOutBytes: ever === null ? null : Math.round(ever * GIB),
    swappedOutInSample: recent === null ? null : Math.round(recent * GIB),
    sampleMs: minutes * 60_000,
  });
const commit = (percent: number | null) =>
  health({ commitBytes: percent === null ? null : percent * GIB, commitLimitBytes: 100 * GIB });
const steady = (corePercent: number | null, idleSeconds: number | null = 300, overMs = 60_000) =>
  ({ processes: { idleSeconds, steady: [{ name: 'indexer', corePercent, overMs }] } }) as AreasPatch;
const thermal = (change: object, heat: number | null = 85) =>
  ({ thermal: change, cpu: { temperatureC: heat } }) as AreasPatch;
const fans = (rpms: readonly (number | null)[], heat: number | null = 85, change: object = {}) =>
  thermal({ fans: rpms.map((rpm, i) => ({ name: `fan${i + 1}`, rpm, minRpm: null, ...change })) }, heat);
const power = (change: object) => ({ power: change }) as AreasPatch;
const ups = (change: object) =>
  power({
    ups: [
      {
        name: 'ups',
        model: 'Back-UPS 700',
        onBattery: false,
        chargePercent: 100,
        remainingSeconds: 1200,
        replaceBattery: false,
        ...change,
      },
    ],
  });
const cell = (condition: string | null) =>
  ({ battery: { batteries: [{ ...battery, condition }] } }) as AreasPatch;

export const hardwareCases: readonly Case[] = [
  ...rule(
    'DISK-06',
    ['full in 8 hours', filling(8), 'ok'],
    ['full in 7.9 hours', filling(7.9), 'medium'],
    ['full in 2 hours', filling(2), 'medium'],
    ['full in 1.9 hours', filling(1.9), 'critical'],
    ['active, full in 47.9 hours', filling(47.9), 'medium', active()],
    ['active, full in 48 hours', filling(48), 'ok', active()],
    ['not growing', filling(1, { grownBytes: 0 }), 'ok'],
    ['getting emptier', filling(1, { grownBytes: -GIB }), 'ok'],
    ['looks 9 minutes apart', filling(1, { grownOverMs: 540_000 }), 'unknown'],
    ['the first look', filling(1, { grownBytes: null, grownOverMs: null }), 'unknown'],
    ['a data volume', filling(1, { role: 'data', mount: '/data' }), 'critical'],
    ['a network share', filling(1, { local: false }), 'unknown'],
  ),
  ...rule(
    'DISK-13',
    ['98 %', disk({ busyPercent: 98 }), 'ok'],
    ['98.1 %', disk({ busyPercent: 98.1 }), 'medium'],
    ['for a second', disk({ busyPercent: 99 }, 1000), 'low'],
    ['active, 69 %', disk({ busyPercent: 69 }), 'medium', active()],
    ['active, 68.9 %', disk({ busyPercent: 68.9 }), 'ok', active()],
    ['a USB stick', disk({ busyPercent: 99 }, 600_000, true), 'unknown'],
    ['not measured', disk({ busyPercent: null }), 'unknown'],
    ['on a Mac', disk({ busyPercent: 99 }), 'notRelevant', mac],
  ),
  ...rule(
    'DISK-14',
    ['15 ms', disk({ readMs: 15 }), 'ok'],
    ['15.1 ms', disk({ readMs: 15.1 }), 'low'],
    ['writes in 25.1 ms', disk({ writeMs: 25.1, readMs: null }), 'medium'],
    ['25 ms', disk({ readMs: 25 }), 'low'],
    ['25.1 ms for a second', disk({ readMs: 25.1 }, 1000), 'low'],
    ['15.1 ms for a second', disk({ readMs: 15.1 }, 1000), 'info'],
    ['slow, but a handful of requests', disk({ readMs: 80, requests: 49 }), 'unknown'],
    ['quick, with a handful of requests', disk({ readMs: 2, requests: 3 }), 'ok'],
    ['nothing to do', disk({ readMs: null, writeMs: null, requests: 0 }), 'unknown'],
  ),
  ...rule(
    'DISK-18',
    ['healthy', pool({}), 'ok'],
    ['rebuilding', pool({ state: 'rebuilding' }), 'ok'],
    ['degraded', pool({ state: 'degraded', disksDown: 1 }), 'high'],
    ['one disk down', pool({ disksDown: 1 }), 'high'],
    ['failed', pool({ state: 'failed' }), 'critical'],
    ['with errors', pool({ kind: 'btrfs', errors: 1 }), 'high'],
    ['no errors', pool({ kind: 'btrfs', errors: 0 }), 'ok'],
    ['not told', pool({ state: null }), 'unknown'],
    ['no errors, state not told', pool({ state: null, errors: 0 }), 'unknown'],
    ['no groups', { pools: { pools: [] } }, 'notRelevant'],
  ),
  ...rule(
    'DISK-19',
    ['7 days', backup(7), 'ok'],
    ['7.1 days', backup(7.1), 'low'],
    ['30 days', backup(30), 'low'],
    ['30.1 days', backup(30.1), 'medium'],
    ['in the future', backup(-1), 'ok'],
    ['set up and never made', backup(null), 'medium'],
    ['none set up', { backup: { setUp: false, tools: [] } }, 'medium'],
    ['no trace', { backup: { setUp: null, tools: [] } }, 'unknown'],
    ['only of the system', backup(40, { tool: 'timeshift', keeps: 'system' }), 'unknown'],
  ),
  ...rule(
    'MEM-04',
    ['30 % since the start', swapped(30, null), 'ok'],
    ['31 % since the start, 30 % in half an hour', swapped(31, 30), 'ok'],
    ['30.1 % in half an hour', swapped(40, 30.1), 'medium'],
    ['30.1 % in ten minutes', swapped(40, 30.1, 10), 'medium'],
    ['10 % in ten minutes', swapped(40, 10, 10), 'unknown'],
    ['40 % since a start 20 minutes ago', { ...swapped(40, null), uptime: { seconds: 1200 } }, 'medium'],
    ['40 % since the start, one look', swapped(40, null), 'unknown'],
    ['active, 20 % in half an hour', swapped(40, 20), 'medium', active()],
    ['active, 19.9 % in half an hour', swapped(40, 19.9), 'ok', active()],
    ['not told', swapped(null, null), 'unknown'],
  ),
  ...rule(
    'MEM-06',
    ['90 %', commit(90), 'ok', windows],
    ['91 %', commit(91), 'high', windows],
    ['not told', commit(null), 'unknown', windows],
    ['on Linux, which promises more than it has', commit(120), 'notRelevant'],
  ),
  ...rule(
    'MEM-09',
    ['none', health({}), 'ok'],
    ['one repaired', health({ correctedErrors: 1 }), 'medium'],
    ['some taken out of use', health({ brokenBytes: 4096 }), 'medium'],
    ['one not repaired', health({ uncorrectedErrors: 1 }), 'critical'],
    ['a failed test', health({ memoryTest: 'failed' }), 'critical', windows],
    [
      'only a passed test',
      health({ correctedErrors: null, uncorrectedErrors: null, memoryTest: 'passed' }),
      'ok',
    ],
    [
      'nothing counts',
      health({ correctedErrors: null, uncorrectedErrors: null, brokenBytes: null, memoryTest: null }),
      'unknown',
    ],
  ),
  ...rule(
    'CPU-05',
    ['90 %', steady(90), 'ok'],
    ['90.1 %, nobody there', steady(90.1), 'medium'],
    ['90.1 %, in use', steady(90.1, 59), 'low'],
    ['90.1 %, nobody knows who is there', steady(90.1, null), 'low'],
    ['watched for 59 s', steady(99, 300, 59_000), 'unknown'],
    ['no program told', steady(null), 'unknown'],
  ),
  ...rule(
    'CPU-07',
    ['none in the sample', thermal({}), 'ok'],
    ['counted before, not now', thermal({ throttleCount: 12 }), 'ok'],
    ['one in the sample', thermal({ throttledInSample: 1 }), 'medium'],
    ['full speed', thermal({ speedLimitPercent: 100 }), 'ok', mac],
    ['99 % speed', thermal({ speedLimitPercent: 99 }), 'medium', mac],
    ['one event', thermal({ slowedEvents: 1 }), 'medium', windows],
    ['no event', thermal({ slowedEvents: 0 }), 'ok', windows],
    ['nobody counts', thermal({ throttledInSample: null }), 'unknown'],
  ),
  ...rule(
    'CPU-08',
    ['the only fan stands, hot', fans([0]), 'high'],
    ['the only fan stands, cool', fans([0], 79), 'ok'],
    ['the only fan stands, at 80', fans([0], 80), 'high'],
    ['one of two empty places', fans([900, 0]), 'ok'],
    ['one of two that should turn', fans([900, 0], 85, { minRpm: 300 }), 'high'],
    [
      'the fan of the processor',
      thermal({
        fans: [
          { name: 'Processor Fan', rpm: 0, minRpm: null },
          { name: 'Rear', rpm: 700, minRpm: null },
        ],
      }),
      'high',
    ],
    ['all turn', fans([900, 1]), 'ok'],
    ['no thermometer', fans([0], null), 'unknown'],
    ['no fan tells', fans([null]), 'unknown'],
  ),
  ...rule(
    'CPU-09',
    ['saver on mains', power({ plan: 'saver', onMains: true }), 'low'],
    ['saver on battery', power({ plan: 'saver', onMains: false }), 'ok'],
    ['balanced', power({ plan: 'balanced' }), 'ok'],
    ['plan not told', power({ plan: null }), 'unknown'],
    ['saver, mains not told', power({ plan: 'saver', onMains: null }), 'unknown'],
  ),
  ...rule(
    'BAT-03',
    ['service', cell('service'), 'high'],
    ['good', cell('good'), 'ok'],
    ['not told', cell(null), 'unknown'],
  ),
  ...rule(
    'BAT-06',
    ['75 %', ups({ chargePercent: 75 }), 'ok'],
    ['74 %', ups({ chargePercent: 74 }), 'medium'],
    ['40 %', ups({ chargePercent: 40 }), 'medium'],
    ['39 %', ups({ chargePercent: 39 }), 'critical'],
    ['in use, full', ups({ onBattery: true }), 'medium'],
    ['in use, 39 %', ups({ onBattery: true, chargePercent: 39 }), 'critical'],
    ['needs a new battery', ups({ replaceBattery: true }), 'medium'],
    ['charge not told', ups({ chargePercent: null }), 'unknown'],
    ['nothing told', ups({ chargePercent: null, onBattery: null, replaceBattery: null }), 'unknown'],
    ['none', power({ ups: [] }), 'notRelevant'],
  ),
];
