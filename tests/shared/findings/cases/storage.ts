import { rule, type Case } from '../case.ts';
import { disk, GIB, nvme, volume, type AreasPatch } from '../machine.ts';

/** A volume of 1000 GiB with so much in use. */
const full = (percent: number, change: Partial<Record<keyof typeof volume, unknown>> = {}) => {
  const total = 1000 * GIB;
  const usedBytes = Math.round((percent / 100) * total);
  return {
    volumes: {
      volumes: [{ ...volume, totalBytes: total, usedBytes, availableBytes: total - usedBytes, ...change }],
    },
  } as AreasPatch;
};
/** A small volume of 100 GiB, so that 98 % leaves less than 5 GiB. */
const small = (percent: number, change: object = {}) => {
  const usedBytes = Math.round((percent / 100) * 100 * GIB);
  return {
    volumes: {
      volumes: [
        { ...volume, totalBytes: 100 * GIB, usedBytes, availableBytes: 100 * GIB - usedBytes, ...change },
      ],
    },
  } as AreasPatch;
};
const free = (gib: number) =>
  ({
    volumes: {
      volumes: [
        {
          ...volume,
          usedBytes: Math.round((200 - gib) * GIB),
          availableBytes: Math.round(gib * GIB),
          totalBytes: 200 * GIB,
        },
      ],
    },
  }) as AreasPatch;
const inodes = (used: number | null, total: number | null = 1000) =>
  ({ volumes: { volumes: [{ ...volume, inodesUsed: used, inodesTotal: total }] } }) as AreasPatch;
const sata = (change: object) => ({ disks: { disks: [{ ...disk, ...change }] } }) as AreasPatch;
const ssd = (change: object) => ({ disks: { disks: [{ ...nvme, ...change }] } }) as AreasPatch;
const windows = { platform: 'win32' } as const;
const mac = { platform: 'darwin' } as const;
const active = (level = 0) => ({ active: level });

export const storageCases: readonly Case[] = [
  ...rule(
    'DISK-01',
    ['at 90 %', full(90), 'ok'],
    ['over 90 %', full(90.1), 'medium'],
    ['under 90 %', full(89.9), 'ok'],
    ['active, at 80 %', full(80), 'medium', active()],
    ['active, under 80 %', full(79.9), 'ok', active()],
    ['full but a network share', full(99, { local: false }), 'unknown'],
    ['full but read-only', full(99, { writable: false }), 'unknown'],
    ['size not known', full(50, { usedBytes: null }), 'unknown'],
    ['no volume listed', { volumes: { volumes: [] } }, 'unknown'],
  ),
  ...rule(
    'DISK-02',
    ['at 98 % with 2 GiB', small(98), 'ok'],
    ['over 98 % with less than 5 GiB', small(98.1), 'critical'],
    ['over 98 % with more than 5 GiB', full(98.5), 'ok'],
    ['active, at 90 %', small(90), 'critical', active()],
    ['active, under 90 %', small(89.9), 'ok', active()],
    ['a data volume', small(99, { role: 'data', mount: '/data' }), 'critical'],
    ['size not known', full(50, { availableBytes: null }), 'unknown'],
  ),
  ...rule(
    'DISK-03',
    ['at 15 % free', full(85), 'ok'],
    ['under 15 % free', full(85.1), 'low'],
    ['over 15 % free', full(84.9), 'ok'],
    ['not the system volume', full(95, { role: 'data' }), 'unknown'],
  ),
  ...rule(
    'DISK-04',
    ['20 GiB free', free(20), 'ok', windows],
    ['19.9 GiB free', free(19.9), 'medium', windows],
    ['21 GiB free', free(21), 'ok', mac],
    ['on Linux', free(1), 'notRelevant'],
    ['size not known', full(50, { usedBytes: null }), 'unknown', windows],
  ),
  ...rule(
    'DISK-05',
    ['at 90 %', inodes(900), 'ok'],
    ['over 90 %', inodes(901), 'medium'],
    ['at 98 %', inodes(980), 'medium'],
    ['over 98 %', inodes(981), 'critical'],
    ['active, at 80 %', inodes(800), 'medium', active()],
    ['active, under 80 %', inodes(799), 'ok', active()],
    ['a file system without the limit', inodes(null, null), 'notRelevant'],
    ['used not known', inodes(null), 'unknown'],
    ['on Windows', inodes(999), 'notRelevant', windows],
  ),
  ...rule(
    'DISK-07',
    ['failing', sata({ health: 'failing' }), 'critical'],
    ['ok', sata({ health: 'ok' }), 'ok'],
    ['not told', sata({ health: null }), 'unknown'],
    ['one of two not told', { disks: { disks: [disk, { ...nvme, health: null }] } }, 'unknown'],
    [
      'a USB stick that does not tell',
      { disks: { disks: [disk, { ...disk, removable: true, health: null }] } },
      'ok',
    ],
    ['no disk listed', { disks: { disks: [] } }, 'unknown'],
  ),
  ...rule(
    'DISK-08',
    ['no counter above 0', sata({}), 'ok'],
    ['one above 0', sata({ pendingSectors: 1 }), 'medium'],
    ['two above 0', sata({ pendingSectors: 1, reallocatedSectors: 8 }), 'high'],
    ['some counters only', sata({ reportedUncorrectable: null, commandTimeouts: null }), 'ok'],
    [
      'no counter read',
      sata({
        reallocatedSectors: null,
        reportedUncorrectable: null,
        commandTimeouts: null,
        pendingSectors: null,
        offlineUncorrectable: null,
      }),
      'unknown',
    ],
    ['NVMe only', ssd({}), 'notRelevant'],
  ),
  ...rule(
    'DISK-09',
    ['warning 4', ssd({ nvmeCriticalWarning: 4 }), 'critical'],
    ['warning 0', ssd({}), 'ok'],
    ['not told', ssd({ nvmeCriticalWarning: null }), 'unknown'],
    ['no NVMe', sata({}), 'notRelevant'],
  ),
  ...rule(
    'DISK-10',
    ['79 %', ssd({ nvmePercentageUsed: 79 }), 'ok'],
    ['80 %', ssd({ nvmePercentageUsed: 80 }), 'low'],
    ['99 %', ssd({ nvmePercentageUsed: 99 }), 'low'],
    ['100 %', ssd({ nvmePercentageUsed: 100 }), 'medium'],
    ['not told', ssd({ nvmePercentageUsed: null }), 'unknown'],
  ),
  ...rule(
    'DISK-11',
    ['at the threshold', ssd({ nvmeSparePercent: 10 }), 'ok'],
    ['under it', ssd({ nvmeSparePercent: 9 }), 'critical'],
    ['over it', ssd({ nvmeSparePercent: 11 }), 'ok'],
    [
      'under its own threshold of 20',
      ssd({ nvmeSparePercent: 19, nvmeSpareThresholdPercent: 20 }),
      'critical',
    ],
    ['threshold not told, 9 %', ssd({ nvmeSparePercent: 9, nvmeSpareThresholdPercent: null }), 'critical'],
    ['not told', ssd({ nvmeSparePercent: null }), 'unknown'],
  ),
  ...rule(
    'DISK-12',
    ['hard disk at 51', sata({ type: 'hdd', temperatureC: 51 }), 'ok'],
    ['hard disk at 52', sata({ type: 'hdd', temperatureC: 52 }), 'medium'],
    ['hard disk at 60', sata({ type: 'hdd', temperatureC: 60 }), 'high'],
    ['SSD at 69', sata({ temperatureC: 69 }), 'ok'],
    ['SSD at 70', sata({ temperatureC: 70 }), 'medium'],
    ['SSD at 80', sata({ temperatureC: 80 }), 'high'],
    ['not told', sata({ temperatureC: null }), 'unknown'],
  ),
  ...rule(
    'DISK-15',
    ['rotating', sata({ type: 'hdd' }), 'low'],
    ['SSD', sata({}), 'ok'],
    ['kind not known', sata({ type: null }), 'unknown'],
    ['which disk is not known', sata({ system: null }), 'notRelevant'],
  ),
  ...rule(
    'DISK-17',
    ['read-only system', full(50, { writable: false }), 'critical'],
    ['read-only home', full(50, { role: 'home', writable: false }), 'critical'],
    ['read-write', full(50), 'ok'],
    ['not known', full(50, { writable: null }), 'unknown'],
    ['a data volume', full(50, { role: 'data', writable: false }), 'unknown'],
    ['on a Mac, where the system is always read-only', full(50, { writable: false }), 'notRelevant', mac],
  ),
];
