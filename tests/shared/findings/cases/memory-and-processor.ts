import { rule, type Case } from '../case.ts';
import { GIB, program, type AreasPatch } from '../machine.ts';

const memory = (change: object) => ({ memory: change }) as AreasPatch;
const ram = (availablePercent: number) =>
  memory({ totalBytes: 100 * GIB, availableBytes: Math.round(availablePercent * GIB) });
const used = (percent: number) =>
  memory({ totalBytes: 100 * GIB, usedBytes: Math.round(percent * GIB), availableBytes: 20 * GIB });
const swap = (percent: number) =>
  memory({ swapTotalBytes: 100 * GIB, swapUsedBytes: Math.round(percent * GIB) });
const top = (memoryPercent: number | null) =>
  ({ processes: { top: [program, { ...program, name: 'teams', memoryPercent }] } }) as AreasPatch;
const load = (change: object) => ({ load: change }) as AreasPatch;
const busy = (cpuPercent: number, sampleMs = 600_000) => load({ cpuPercent, sampleMs });
const heat = (temperatureC: number | null, temperatureCriticalC: number | null = null) => ({
  cpu: { temperatureC, temperatureCriticalC },
});
const windows = { platform: 'win32' } as const;
const mac = { platform: 'darwin' } as const;
const active = (level = 0) => ({ active: level });

export const memoryAndProcessorCases: readonly Case[] = [
  ...rule(
    'MEM-01',
    ['10 % available', ram(10), 'ok'],
    ['9.9 %', ram(9.9), 'medium'],
    ['10.1 %', ram(10.1), 'ok'],
    ['active, 14.9 %', ram(14.9), 'medium', active()],
    ['active, 15 %', ram(15), 'ok', active()],
    ['not told', memory({ availableBytes: null }), 'unknown'],
  ),
  ...rule(
    'MEM-02',
    ['90 %', used(90), 'ok'],
    ['90.1 %', used(90.1), 'medium'],
    ['98 %', used(98), 'medium'],
    ['98.1 %', used(98.1), 'critical'],
    ['active, 80 %', used(80), 'medium', active()],
    ['active, 79 %', used(79), 'ok', active()],
    [
      'Windows with 99 MB available',
      memory({ totalBytes: GIB, usedBytes: GIB / 2, availableBytes: 99 * 1024 ** 2 }),
      'critical',
      windows,
    ],
    [
      'Windows with 4.9 % available',
      memory({ totalBytes: 100 * GIB, usedBytes: 50 * GIB, availableBytes: Math.round(4.9 * GIB) }),
      'critical',
      windows,
    ],
    [
      'Windows with 5 % available',
      memory({ totalBytes: 100 * GIB, usedBytes: 50 * GIB, availableBytes: 5 * GIB }),
      'ok',
      windows,
    ],
    ['not told', memory({ usedBytes: null }), 'unknown'],
  ),
  ...rule(
    'MEM-03',
    ['90 %', swap(90), 'ok'],
    ['90.1 %', swap(90.1), 'medium'],
    ['98.1 %', swap(98.1), 'critical'],
    ['active, 80 %', swap(80), 'medium', active()],
    ['active, 79 %', swap(79), 'ok', active()],
    ['Windows at 70 %', swap(70), 'ok', windows],
    ['Windows at 71 %', swap(71), 'low', windows],
    ['Windows at 91 %', swap(91), 'medium', windows],
    ['no swap', memory({ swapTotalBytes: 0, swapUsedBytes: 0 }), 'notRelevant'],
    ['not told', memory({ swapUsedBytes: null }), 'unknown'],
  ),
  ...rule(
    'MEM-07',
    ['50 %', top(50), 'ok'],
    ['50.1 %', top(50.1), 'low'],
    ['70.1 %', top(70.1), 'medium'],
    ['90.1 %', top(90.1), 'high'],
    ['no program told', { processes: { top: [] } }, 'unknown'],
  ),
  ...rule(
    'MEM-08',
    ['8 GiB, of which 7.6 are seen', memory({ totalBytes: Math.ceil(7.6 * GIB) }), 'ok'],
    ['7.2 GiB', memory({ totalBytes: Math.ceil(7.2 * GIB) }), 'ok'],
    ['6 GiB', memory({ totalBytes: 6 * GIB }), 'info'],
    ['3.6 GiB', memory({ totalBytes: Math.ceil(3.6 * GIB) }), 'info'],
    ['2 GiB', memory({ totalBytes: 2 * GIB }), 'low'],
    ['not told', memory({ totalBytes: null }), 'unknown'],
  ),
  ...rule(
    'MEM-10',
    ['normal', memory({ pressure: 'normal' }), 'ok', mac],
    ['warning', memory({ pressure: 'warning' }), 'medium', mac],
    ['critical', memory({ pressure: 'critical' }), 'high', mac],
    ['not told', memory({ pressure: null }), 'unknown', mac],
    ['on Linux', memory({ pressure: 'critical' }), 'notRelevant'],
  ),
  ...rule(
    'CPU-01',
    ['85 %', busy(85), 'ok'],
    ['85.1 %', busy(85.1), 'medium'],
    ['95.1 %', busy(95.1), 'high'],
    ['85.1 % for one second, no load known', load({ cpuPercent: 85.1, sampleMs: 1000, load1: null }), 'low'],
    ['85.1 % for one second, a busy minute', load({ cpuPercent: 85.1, sampleMs: 1000, load1: 5.6 }), 'low'],
    [
      '85.1 % for one second, a calm minute',
      load({ cpuPercent: 85.1, sampleMs: 1000, load1: 5.5 }),
      'unknown',
    ],
    ['95.1 % for one second, a busy minute', load({ cpuPercent: 95.1, sampleMs: 1000, load1: 8 }), 'medium'],
    ['a calm minute, but measured for half of one', busy(85.1, 30_000), 'low'],
    ['12 % for one second', busy(12, 1000), 'ok'],
    ['active, 75 %', busy(75), 'medium', active()],
    ['active, 74 %', busy(74), 'ok', active()],
    ['active on high, 85 %', busy(85), 'high', active(1)],
    ['active on high, 84 %', busy(84), 'medium', active(1)],
    ['not measured', load({ cpuPercent: null }), 'unknown'],
  ),
  ...rule(
    'CPU-02',
    ['40 %', load({ ioWaitPercent: 40 }), 'ok'],
    ['40.1 %', load({ ioWaitPercent: 40.1 }), 'medium'],
    ['for a second', load({ ioWaitPercent: 41, sampleMs: 1000 }), 'low'],
    ['active, 20 %', load({ ioWaitPercent: 20 }), 'medium', active()],
    ['active, 19 %', load({ ioWaitPercent: 19 }), 'ok', active()],
    ['not measured', load({ ioWaitPercent: null }), 'unknown'],
    ['on Windows', load({ ioWaitPercent: 90 }), 'notRelevant', windows],
  ),
  ...rule(
    'CPU-03',
    ['10 %', load({ stealPercent: 10, sampleMs: 1_200_000 }), 'ok'],
    ['10.1 %', load({ stealPercent: 10.1, sampleMs: 1_200_000 }), 'low'],
    ['for ten minutes', load({ stealPercent: 11 }), 'info'],
    ['not measured', load({ stealPercent: null }), 'unknown'],
  ),
  ...rule(
    'CPU-04',
    ['load15 of 16 on 8 cores', load({ load15: 16 }), 'ok'],
    ['load15 of 16.1 on 8 cores', load({ load15: 16.1 }), 'medium'],
    ['active, load15 of 14', load({ load15: 14 }), 'medium', active()],
    ['active, load15 of 13.9', load({ load15: 13.9 }), 'ok', active()],
    ['load5 of 32.1', load({ load5: 32.1 }), 'medium'],
    ['load5 of 32', load({ load5: 32 }), 'ok'],
    ['load1 of 64.1', load({ load1: 64.1 }), 'medium'],
    ['load1 of 64', load({ load1: 64 }), 'ok'],
    ['not told', load({ load15: null }), 'unknown'],
    ['on Windows', load({ load15: 99 }), 'notRelevant', windows],
  ),
  ...rule(
    'CPU-06',
    ['79', heat(79), 'ok'],
    ['80', heat(80), 'low'],
    ['94', heat(94), 'low'],
    ['95', heat(95), 'high'],
    ['94 with critical at 100', heat(94, 100), 'low'],
    ['95 with critical at 100', heat(95, 100), 'high'],
    ['98 with critical at 110', heat(98, 110), 'low'],
    ['no thermometer', heat(null), 'unknown'],
  ),
];
