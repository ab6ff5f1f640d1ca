import { describe, expect, it } from 'vitest';
import { linuxBackup, timeshiftTime } from '../../../src-main/platform/linux/backup.ts';
import { linuxBluetooth, parseManagedObjects } from '../../../src-main/platform/linux/bluetooth.ts';
import { parseDiskCounters } from '../../../src-main/platform/linux/disk-counters.ts';
import { linuxCameras, linuxMedia, parsePortal } from '../../../src-main/platform/linux/media.ts';
import { linuxMemoryHealth } from '../../../src-main/platform/linux/memory-health.ts';
import { linuxPools, parseMdstat } from '../../../src-main/platform/linux/pools.ts';
import { linuxPower, planFrom } from '../../../src-main/platform/linux/power.ts';
import { linuxThermal } from '../../../src-main/platform/linux/thermal.ts';
import { fakeTools, fixture } from './fixtures.ts';

const dataOf = <T>(answer: { status: string; data?: T }) => answer.data;

describe('Linux, groups of disks', () => {
  it('tells whole, degraded, rebuilding, plain and broken md arrays apart', () => {
    const pools = parseMdstat(fixture('linux/proc-mdstat.txt'));
    expect(pools.map(({ name, state, disks, disksDown }) => [name, state, disks, disksDown])).toEqual([
      ['md0', 'healthy', 2, 0],
      ['md1', 'degraded', 2, 1],
      ['md127', 'rebuilding', 3, 1],
      ['md2', 'healthy', 2, 0],
      ['md3', 'failed', 1, 0],
    ]);
  });

  it('reads ZFS and btrfs from the kernel, without rights', async () => {
    const id = '0f2b1c3d-1111-2222-3333-444455556666';
    const answer = await linuxPools(
      fakeTools({
        '/proc/spl/kstat/zfs/tank/state': 'DEGRADED\n',
        '/proc/spl/kstat/zfs/old/state': 'SUSPENDED\n',
        '/sys/fs/btrfs/features/x': '',
        [`/sys/fs/btrfs/${id}/label`]: 'photos\n',
        [`/sys/fs/btrfs/${id}/devinfo/1/missing`]: '0\n',
        [`/sys/fs/btrfs/${id}/devinfo/1/error_stats`]:
          'write_errs 3\nread_errs 9\nflush_errs 1\ncorruption_errs 7\ngeneration_errs 0\n',
        [`/sys/fs/btrfs/${id}/devinfo/2/missing`]: '1\n',
      }),
    );
    expect(dataOf(answer)?.pools).toEqual([
      { kind: 'zfs', name: 'tank', state: 'degraded', disks: null, disksDown: null, errors: null },
      { kind: 'zfs', name: 'old', state: 'failed', disks: null, disksDown: null, errors: null },
      { kind: 'btrfs', name: 'photos', state: 'degraded', disks: 2, disksDown: 1, errors: 4 },
    ]);
  });

  it('says that there is none', async () => {
    expect(await linuxPools(fakeTools())).toMatchObject({ status: 'unavailable' });
  });
});

describe('Linux, backups', () => {
  const home = { HOME: '/home/me' };

  it('finds the traces that programs leave', async () => {
    const store = 'a'.repeat(64);
    const answer = await linuxBackup(
      fakeTools(
        {
          '/usr/share/glib-2.0/schemas/org.gnome.DejaDup.gschema.xml': '',
          '/home/me/.config/borg/security/one/manifest-timestamp': '2026-11-20T10:00:00.123456',
          '/home/me/.config/borg/security/two/manifest-timestamp': '2026-11-22T10:00:00.000000',
          [`/home/me/.cache/restic/${store}/snapshots/ab/abcd`]: '',
          [`/home/me/.cache/restic/${store}/snapshots/ab/abcd@`]: '1795000000000',
          '/timeshift/snapshots/2026-11-01_10-00-01/info.json': '',
        },
        { gsettings: "'2026-11-21T08:30:00.000000Z'\n" },
        home,
      ),
    );
    expect(dataOf(answer)).toEqual({
      setUp: true,
      tools: [
        { tool: 'deja-dup', keeps: 'files', lastAt: Date.UTC(2026, 10, 21, 8, 30) },
        { tool: 'borg', keeps: 'files', lastAt: Date.UTC(2026, 10, 22, 10) },
        { tool: 'restic', keeps: 'files', lastAt: 1795000000000 },
        { tool: 'timeshift', keeps: 'system', lastAt: timeshiftTime('2026-11-01_10-00-01') },
      ],
    });
  });

  it('does not call no trace "none": there are many other programs', async () => {
    const never = fakeTools(
      { '/usr/share/glib-2.0/schemas/org.gnome.DejaDup.gschema.xml': '' },
      { gsettings: "''\n" },
      home,
    );
    expect(await linuxBackup(never)).toMatchObject({ status: 'unavailable' });
  });

  it('reads the settings of a flatpak', async () => {
    const path = '/home/me/.var/app/org.gnome.DejaDup/config/glib-2.0/settings/keyfile';
    const keyfile = "[org/gnome/deja-dup]\nlast-run='x'\nlast-backup='2026-11-19T10:00:00Z'\n";
    const answer = await linuxBackup(fakeTools({ [path]: keyfile }, {}, home));
    expect(dataOf(answer)?.tools).toMatchObject([{ tool: 'deja-dup', lastAt: Date.UTC(2026, 10, 19, 10) }]);
  });
});

describe('Linux, disks and heat', () => {
  it('reads what whole disks have done', () => {
    expect(parseDiskCounters(fixture('linux/proc-diskstats.txt'))).toEqual([
      {
        device: 'vda',
        reads: 801_633,
        readBytes: 28_227_578 * 512,
        readMs: 3_572_235,
        writes: 498_234,
        writtenBytes: 59_683_480 * 512,
        writeMs: 461_402,
        busyMs: 356_208,
      },
    ]);
  });

  it('lists thermometers, fans and throttling', async () => {
    const answer = await linuxThermal(
      fakeTools({
        '/sys/class/hwmon/hwmon0/name': 'coretemp\n',
        '/sys/class/hwmon/hwmon0/temp1_input': '67000\n',
        '/sys/class/hwmon/hwmon0/temp1_label': 'Package id 0\n',
        '/sys/class/hwmon/hwmon0/temp1_crit': '100000\n',
        '/sys/class/hwmon/hwmon1/name': 'thinkpad\n',
        '/sys/class/hwmon/hwmon1/fan1_input': '0\n',
        '/sys/class/hwmon/hwmon1/temp2_input': '0\n',
        '/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count': '4\n',
        '/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count': '3\n',
      }),
    );
    expect(dataOf(answer)).toEqual({
      sensors: [{ name: 'coretemp Package id 0', temperatureC: 67, criticalC: 100 }],
      fans: [{ name: 'thinkpad fan1', rpm: 0, minRpm: null }],
      throttleCount: 7,
      speedLimitPercent: null,
      slowedEvents: null,
    });
    expect(await linuxThermal(fakeTools())).toMatchObject({ status: 'unavailable' });
  });
});

describe('Linux, memory', () => {
  it('reads modules from udev, counts of the controller, and what was swapped', async () => {
    const answer = await linuxMemoryHealth(
      fakeTools({
        '/proc/vmstat': 'pswpin 10\npswpout 256\n',
        '/proc/meminfo':
          'CommitLimit:    12342048 kB\nCommitted_AS:    4056436 kB\nHardwareCorrupted:     4 kB\n',
        '/run/udev/data/+dmi:id': fixture('linux/udev-dmi-id.txt'),
        '/sys/devices/system/edac/mc/mc0/ce_count': '2\n',
        '/sys/devices/system/edac/mc/mc0/ue_count': '0\n',
        '/sys/devices/system/edac/mc/mc1/ce_count': '1\n',
      }),
    );
    expect(dataOf(answer)).toEqual({
      modules: [
        {
          slot: 'Bottom-Slot 1(left)',
          sizeBytes: 8 * 1024 ** 3,
          kind: 'DDR4',
          speedMts: 2933,
          manufacturer: 'Samsung',
          part: 'M471A1K43EB1-CWE',
          serial: '373a5b21',
        },
      ],
      correctedErrors: 3,
      uncorrectedErrors: 0,
      brokenBytes: 4096,
      memoryTest: null,
      commitBytes: 4_056_436 * 1024,
      commitLimitBytes: 12_342_048 * 1024,
      swappedOutBytes: 256 * 4096,
    });
  });
});

describe('Linux, power', () => {
  it('asks the desktop first, then the firmware', async () => {
    const files = { '/sys/firmware/acpi/platform_profile': 'low-power\n', '/sys/class/power_supply/x': '' };
    const both = await linuxPower(fakeTools(files, { busctl: 's "balanced"\n' }));
    const firmware = await linuxPower(fakeTools(files));
    expect([dataOf(both)?.plan, dataOf(firmware)?.plan]).toEqual(['balanced', 'saver']);
    expect(['performance', 'cool', '', undefined].map(planFrom)).toEqual([
      'performance',
      'other',
      null,
      null,
    ]);
  });

  it('takes a computer without a battery for plugged in', async () => {
    const supply = (kind: string, more: string) => `POWER_SUPPLY_TYPE=${kind}\n${more}\n`;
    const onMains = async (files: Record<string, string>) =>
      dataOf(await linuxPower(fakeTools(files, { busctl: 's "balanced"' })))?.onMains;
    const folder = '/sys/class/power_supply';
    const own = { [`${folder}/BAT0/uevent`]: supply('Battery', '') };
    expect(
      await onMains({ [`${folder}/mouse/uevent`]: supply('Battery', 'POWER_SUPPLY_SCOPE=Device') }),
    ).toBe(true);
    expect(await onMains({ ...own, [`${folder}/AC/uevent`]: supply('Mains', 'POWER_SUPPLY_ONLINE=0') })).toBe(
      false,
    );
    expect(await onMains(own)).toBeNull();
    expect(await onMains({})).toBeNull();
  });

  it('reads units of NUT and apcupsd, and puts only plain names into a command', async () => {
    const answer = await linuxPower(
      fakeTools(
        {},
        {
          'upsc -l': 'office\n-h\nx;y\n',
          'upsc office': fixture('linux/upsc.txt'),
          'apcaccess status': fixture('linux/apcaccess.txt'),
        },
      ),
    );
    expect(dataOf(answer)?.ups).toEqual([
      {
        name: 'office',
        model: 'Back-UPS ES 700G',
        onBattery: true,
        chargePercent: 38,
        remainingSeconds: 412,
        replaceBattery: true,
      },
      {
        name: 'office',
        model: 'Back-UPS XS 950U',
        onBattery: false,
        chargePercent: 100,
        remainingSeconds: 2490,
        replaceBattery: true,
      },
    ]);
  });
});

describe('Linux, devices near and built in', () => {
  it('lists own Bluetooth devices and nobody else’s', () => {
    expect(parseManagedObjects(fixture('linux/bluez-objects.json'))).toEqual({
      adapters: [{ name: 'usb:v1D6Bp0246d0542', powered: true }],
      devices: [
        { name: 'MX Master 3', kind: 'input-mouse', connected: true, batteryPercent: 10 },
        { name: 'WH-1000XM4', kind: 'audio-headset', connected: false, batteryPercent: null },
      ],
    });
    expect(parseManagedObjects('Call failed')).toBeNull();
  });

  it('does not wake the Bluetooth service where there is no adapter', async () => {
    const asked: string[] = [];
    const tools = fakeTools();
    const run: typeof tools.run = async (program, args) => (asked.push(program), tools.run(program, args));
    expect(await linuxBluetooth({ ...tools, run })).toMatchObject({ status: 'unavailable' });
    expect(asked).toEqual([]);
    const adapter = fakeTools(
      { '/sys/class/bluetooth/hci0/x': '' },
      { busctl: { status: 'ok', text: '', code: 1 } },
    );
    expect(await linuxBluetooth(adapter)).toMatchObject({
      status: 'unavailable',
      reason: /service does not run/,
    });
  });

  it('counts a camera with several nodes once', async () => {
    const folder = '/sys/class/video4linux';
    const answer = await linuxCameras(
      fakeTools({
        [`${folder}/video0/name`]: 'HP HD Camera: HP HD Camera\n',
        [`${folder}/video0/index`]: '0\n',
        [`${folder}/video1/name`]: 'HP HD Camera: HP HD Camera\n',
        [`${folder}/video1/index`]: '1\n',
      }),
    );
    expect(dataOf(answer)).toEqual({ cameras: [{ name: 'HP HD Camera: HP HD Camera' }] });
    expect(await linuxCameras(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it('asks for the portal on Wayland only', async () => {
    const wayland = { XDG_SESSION_TYPE: 'wayland' };
    const portal = async (env: Record<string, string>, busctl?: string) =>
      dataOf(await linuxMedia(fakeTools({}, busctl === undefined ? {} : { busctl }, env)))?.screenCastPortal;
    expect(await portal({ XDG_SESSION_TYPE: 'x11' }, 'u 7')).toBeNull();
    expect(await portal(wayland, 'u 7\n')).toBe(true);
    expect(await portal(wayland, 'u 0\n')).toBe(false);
    expect(await portal(wayland)).toBeNull();
    expect(parsePortal('', 1)).toBe(false);
  });
});
