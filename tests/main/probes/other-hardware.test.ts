import { describe, expect, it } from 'vitest';
import {
  bluetoothFrom,
  conditionOf,
  macBackup,
  parseAppleRaid,
  parseLatestBackup,
  parsePmset,
  parseSpeedLimit,
  parseSwapouts,
} from '../../../src-main/platform/mac/hardware.ts';
import {
  fileTime,
  windowsBackup,
  windowsBluetooth,
  windowsCameras,
} from '../../../src-main/platform/windows/devices.ts';
import {
  parseScheme,
  windowsDiskCounters,
  windowsMemoryHealth,
  windowsPools,
  windowsPower,
  windowsProcessTimes,
} from '../../../src-main/platform/windows/hardware.ts';
import { fakeTools, fixture } from './fixtures.ts';

const shapes = JSON.parse(fixture('win32/hardware.json')) as Record<string, unknown>;
const windows = (part: string) => fakeTools({}, { 'powershell.exe': JSON.stringify(shapes[part]) });

describe('Windows, hardware', () => {
  it('reads Storage Spaces', async () => {
    expect(await windowsPools(windows('pools'))).toMatchObject({
      status: 'ok',
      data: {
        pools: [
          { kind: 'storage-spaces', state: 'degraded', disks: 3, disksDown: 1 },
          { state: 'healthy', disksDown: 0 },
        ],
      },
    });
    const none = fakeTools({}, { 'powershell.exe': '{"p":[]}' });
    expect(await windowsPools(none)).toMatchObject({ status: 'unavailable' });
  });

  it('reads modules, the commit charge and logged errors', async () => {
    expect(await windowsMemoryHealth(windows('memory'))).toMatchObject({
      data: {
        modules: [{ slot: 'DIMM A', kind: 'DDR4', speedMts: 3200, part: 'M471A1K43EB1-CWE' }],
        commitBytes: 18 * 1024 ** 3,
        commitLimitBytes: 19 * 1024 ** 3,
        swappedOutBytes: 1024 ** 3,
        correctedErrors: 2,
        uncorrectedErrors: 0,
        memoryTest: 'passed',
      },
    });
  });

  it('reads processor time of programs', async () => {
    const tools = fakeTools(
      {},
      {
        'powershell.exe':
          '{"p":[{"ProcessId":4,"Name":"System","T":25000000},{"ProcessId":8,"Name":"","T":1}]}',
      },
    );
    expect(await windowsProcessTimes(tools)).toMatchObject({
      data: [{ pid: 4, name: 'System', cpuSeconds: 2.5 }],
    });
  });

  it('turns raw counters into times', async () => {
    expect(await windowsDiskCounters(windows('counters'))).toMatchObject({
      data: [{ device: '0 C:', reads: 1000, readMs: 2000, writeMs: 1000, busyMs: 400_000 }],
    });
  });

  it('knows plans by their number, whatever their name', async () => {
    const german = 'GUID des Energieschemas: a1841308-3541-4fab-bc81-f71556f20b4a  (Energiesparmodus)';
    expect(parseScheme(german)).toBe('saver');
    expect(parseScheme('x 11111111-2222-3333-4444-555555555555 (Mine)')).toBe('other');
    expect(parseScheme('')).toBeNull();
    const tools = fakeTools(
      {},
      { 'powercfg.exe': german, 'powershell.exe': '{"b":[{"PowerOnline":false}]}' },
    );
    expect(await windowsPower(tools)).toMatchObject({ data: { plan: 'saver', onMains: false, ups: [] } });
  });

  it('reads when File History last ran, and does not take 0 for never', async () => {
    expect(fileTime('134081064000000000')).toBe(Date.UTC(2025, 10, 20, 10));
    expect([fileTime('0'), fileTime(''), fileTime('x')]).toEqual([null, null, null]);
    expect(await windowsBackup(windows('backup'))).toMatchObject({
      data: { setUp: true, tools: [{ tool: 'file-history', lastAt: Date.UTC(2025, 10, 20, 10) }] },
    });
    const zero = fakeTools({}, { 'powershell.exe': '{"fh":"0","set":true,"wb":""}' });
    expect(await windowsBackup(zero)).toMatchObject({ status: 'unavailable' });
  });

  it('lists Bluetooth devices and cameras, and no scanner', async () => {
    expect(await windowsBluetooth(windows('bluetooth'))).toMatchObject({
      data: {
        adapters: [{ powered: true }],
        devices: [{ batteryPercent: 10, connected: true }, { batteryPercent: null }],
      },
    });
    expect(await windowsCameras(windows('cameras'))).toMatchObject({
      data: { cameras: [{ name: 'HP HD Camera' }] },
    });
  });

  it('says so when an answer cannot be read', async () => {
    const broken = fakeTools({}, { 'powershell.exe': 'Get-StoragePool : Access denied' });
    for (const source of [
      windowsPools,
      windowsMemoryHealth,
      windowsDiskCounters,
      windowsBackup,
      windowsBluetooth,
    ])
      expect(await source(broken)).toMatchObject({ status: 'failed' });
  });
});

describe('macOS, hardware', () => {
  it('reads a mirror with a missing half', () => {
    expect(parseAppleRaid(fixture('darwin/apple-raid.txt'))).toEqual([
      { kind: 'apple-raid', name: 'Photos', state: 'degraded', disks: 2, disksDown: 1, errors: null },
    ]);
    expect(parseAppleRaid('No AppleRAID sets found\n')).toEqual([]);
  });

  it('knows the last backup by the name of its folder', () => {
    const local = new Date(2026, 10, 20, 10, 15, 0).getTime();
    expect(parseLatestBackup('/Volumes/Backup/Backups.backupdb/Mac/2026-11-20-101500\n')).toBe(local);
    expect(
      parseLatestBackup('/Volumes/.timemachine/A/2026-11-20-101500.backup/2026-11-20-101500.backup'),
    ).toBe(local);
    expect(parseLatestBackup('')).toBeNull();
  });

  it('tells no backup from no right to know', async () => {
    const tmutil = (latest: string, code: number, drives: string) =>
      fakeTools(
        {},
        {
          '/usr/bin/tmutil latestbackup': { status: 'ok', text: latest, code },
          '/usr/bin/tmutil destinationinfo': drives,
        },
      );
    expect(await macBackup(tmutil('', 1, 'tmutil: No destinations configured.'))).toMatchObject({
      data: { setUp: false, tools: [] },
    });
    expect(await macBackup(tmutil('', 80, 'Name          : Backup\n'))).toMatchObject({ status: 'denied' });
    expect(await macBackup(tmutil('', 1, 'Name          : Backup\n'))).toMatchObject({
      status: 'unavailable',
    });
  });

  it('reads speed, swapping, power and the backup power unit', () => {
    expect(parseSpeedLimit('Note: x\n CPU_Scheduler_Limit = 100\n CPU_Speed_Limit \t= 62\n')).toBe(62);
    expect(parseSpeedLimit('Note: No thermal warning level has been recorded\n')).toBeNull();
    expect(parseSwapouts(fixture('darwin/vm-stat.txt'))).toBe(4567 * 16384);
    expect(parsePmset(' standby 1\n lowpowermode         1\n', fixture('darwin/pmset-ups.txt'))).toEqual({
      plan: 'saver',
      onMains: false,
      ups: [
        {
          name: null,
          model: 'Back-UPS ES 700 FW:871.O3 .I USB FW:O3',
          onBattery: true,
          chargePercent: 64,
          remainingSeconds: null,
          replaceBattery: null,
        },
      ],
    });
  });

  it('lists Bluetooth devices with the emptier side of earphones', () => {
    expect(bluetoothFrom(JSON.parse(fixture('darwin/bluetooth.json')))).toEqual({
      adapters: [{ name: 'BCM_4387', powered: true }],
      devices: [
        { name: "Marg's AirPods", kind: 'Headphones', connected: true, batteryPercent: 14 },
        { name: 'Magic Keyboard', kind: 'Keyboard', connected: true, batteryPercent: 91 },
        { name: 'Magic Mouse', kind: 'Mouse', connected: false, batteryPercent: null },
      ],
    });
  });

  it.each([
    ['Normal', 'good'],
    ['Good', 'good'],
    ['Service Recommended', 'service'],
    ['Check Battery', 'service'],
    ['Poor', 'service'],
    ['Replace Now', 'service'],
    ['something new', null],
    [undefined, null],
  ])('says %s of a battery and means %s', (word, condition) => expect(conditionOf(word)).toBe(condition));
});
