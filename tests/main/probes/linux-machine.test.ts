import { describe, expect, it } from 'vitest';
import { parseEdid } from '../../../src-main/platform/edid.ts';
import { linuxDisks, parseLsblk } from '../../../src-main/platform/linux/disks.ts';
import { linuxDisplays, parseXrandr } from '../../../src-main/platform/linux/displays.ts';
import { linuxGraphics, parseLspci } from '../../../src-main/platform/linux/graphics.ts';
import { linuxClock, linuxOs, linuxSystem } from '../../../src-main/platform/linux/machine.ts';
import { parseMeminfo } from '../../../src-main/platform/linux/memory.ts';
import { linuxCpu, parseCpuTicks } from '../../../src-main/platform/linux/processor.ts';
import { linuxVolumes, parseMounts } from '../../../src-main/platform/linux/volumes.ts';
import { applySmart, emptyDisk } from '../../../src-main/platform/smart.ts';
import { fakeTools, fixture } from './fixtures.ts';

describe('Linux, machine', () => {
  it('reads the firmware and says what is virtual', async () => {
    const tools = fakeTools(
      {
        '/sys/class/dmi/id/sys_vendor': 'LENOVO\n',
        '/sys/class/dmi/id/product_name': '20XW004MGE\n',
        '/sys/class/dmi/id/product_version': 'ThinkPad X1 Carbon Gen 9\n',
        '/sys/class/dmi/id/chassis_type': '10\n',
        '/sys/class/dmi/id/board_name': 'To be filled by O.E.M.\n',
      },
      { 'systemd-detect-virt': { status: 'ok', text: 'none\n', code: 1 } },
    );
    const answer = await linuxSystem(tools);
    expect(answer.status === 'ok' && answer.data).toMatchObject({
      manufacturer: 'LENOVO',
      model: 'ThinkPad X1 Carbon Gen 9',
      chassis: 'Notebook',
      virtual: false,
      virtualKind: null,
      serial: null,
      boardModel: null,
    });
  });

  it('knows a virtual machine by its processor where no program tells', async () => {
    const answer = await linuxSystem(fakeTools({ '/proc/cpuinfo': 'flags\t\t: fpu hypervisor sse\n' }));
    expect(answer.status === 'ok' && answer.data.virtual).toBe(true);
  });

  it('reads the release, the limits and the mark that a restart waits', async () => {
    const answer = await linuxOs(
      fakeTools({
        '/etc/os-release':
          'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\nVERSION_CODENAME=noble\n',
        '/proc/sys/fs/file-nr': '9412\t0\t9223372036854775807\n',
        '/run/reboot-required': '',
      }),
    );
    expect(answer.status === 'ok' && answer.data).toMatchObject({
      name: 'Ubuntu',
      id: 'ubuntu',
      version: '24.04',
      codename: 'noble',
      restartRequired: true,
      filesOpen: 9412,
      filesMax: null,
    });
  });

  it('does not say that no restart waits where the system leaves no mark', async () => {
    const answer = await linuxOs(fakeTools({ '/etc/os-release': 'NAME=Fedora\nID=fedora\n' }));
    expect(answer.status === 'ok' && answer.data.restartRequired).toBeNull();
  });

  it('reads the clock from timedatectl and knows nothing without it', async () => {
    const good = await linuxClock(fakeTools({}, { timedatectl: 'NTP=yes\nNTPSynchronized=no\n' }));
    expect(good.status === 'ok' && good.data).toEqual({ synchronised: false, serviceActive: true });
    const none = await linuxClock(fakeTools());
    expect(none.status === 'ok' && none.data).toEqual({ synchronised: null, serviceActive: null });
  });

  it('reads the processor and its hottest sensor', async () => {
    const answer = await linuxCpu(
      fakeTools({
        '/proc/cpuinfo':
          'processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Core(TM) i5-1135G7 @ 2.40GHz\nphysical id\t: 0\ncore id\t: 0\n\n' +
          'processor\t: 1\nphysical id\t: 0\ncore id\t: 0\n\nprocessor\t: 2\nphysical id\t: 0\ncore id\t: 1\n',
        '/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq': '4200000\n',
        '/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count': '17\n',
        '/sys/class/hwmon/hwmon0/name': 'nvme\n',
        '/sys/class/hwmon/hwmon0/temp1_input': '90000\n',
        '/sys/class/hwmon/hwmon3/name': 'coretemp\n',
        '/sys/class/hwmon/hwmon3/temp1_input': '61000\n',
        '/sys/class/hwmon/hwmon3/temp2_input': '83500\n',
        '/sys/class/hwmon/hwmon3/temp2_crit': '100000\n',
      }),
    );
    expect(answer.status === 'ok' && answer.data).toMatchObject({
      manufacturer: 'Intel',
      brand: 'Intel(R) Core(TM) i5-1135G7 @ 2.40GHz',
      physicalCores: 2,
      maxSpeedGhz: 4.2,
      temperatureC: 83.5,
      temperatureCriticalC: 100,
      throttleCount: 17,
    });
  });

  it('tells busy, waiting and stolen time apart', () => {
    expect(parseCpuTicks('cpu  100 5 50 800 40 1 4 10 0 0\ncpu0 1 1 1 1\n')).toEqual({
      busy: 170,
      total: 1010,
      ioWait: 40,
      steal: 10,
      cores: [{ busy: 3, total: 4 }],
    });
    expect(parseCpuTicks('')).toBeNull();
  });

  it('counts memory in use without what the kernel would give back', () => {
    const text =
      'MemTotal: 8000 kB\nMemFree: 1000 kB\nMemAvailable: 3000 kB\nBuffers: 100 kB\nCached: 2000 kB\nShmem: 300 kB\nSReclaimable: 200 kB\nSwapTotal: 4000 kB\nSwapFree: 1000 kB\n';
    expect(parseMeminfo(text)).toEqual({
      totalBytes: 8_192_000,
      availableBytes: 3_072_000,
      usedBytes: 5000 * 1024,
      swapTotalBytes: 4_096_000,
      swapUsedBytes: 3_072_000,
      pressure: null,
    });
  });
});

describe('Linux, storage', () => {
  it('lists real drives once, with what they are for', async () => {
    const answer = await linuxVolumes(fakeTools({ '/proc/self/mounts': fixture('linux/proc-mounts.txt') }));
    const volumes = answer.status === 'ok' ? answer.data.volumes : [];
    expect(volumes.map(({ mount, role, writable, local }) => ({ mount, role, writable, local }))).toEqual([
      { mount: '/', role: 'system', writable: true, local: true },
      { mount: '/boot/efi', role: 'boot', writable: true, local: true },
      { mount: '/home', role: 'home', writable: false, local: true },
      { mount: '/media/anna/Anna Stick\\x', role: 'data', writable: true, local: true },
      { mount: '/mnt/share', role: 'data', writable: true, local: false },
    ]);
    expect(volumes[0]).toMatchObject({
      totalBytes: 1000,
      usedBytes: 600,
      availableBytes: 350,
      inodesTotal: 100,
      inodesUsed: 10,
    });
    expect(volumes[4]).toMatchObject({ totalBytes: null, usedBytes: null });
  });

  it('never asks a network share for its size', async () => {
    const tools = fakeTools({ '/proc/self/mounts': '//dead/share /mnt/x cifs rw 0 0\n' });
    const asked: string[] = [];
    const files = { ...tools.files, space: async (path: string) => (asked.push(path), null) };
    await linuxVolumes({ ...tools, files });
    expect(asked).toEqual([]);
  });

  it('says why when no drive is listed', async () => {
    expect(await linuxVolumes(fakeTools())).toMatchObject({ status: 'unavailable' });
    expect(parseMounts('tmpfs /run tmpfs rw 0 0')).toEqual([]);
  });

  it('lists whole disks and finds the one that holds the system', () => {
    const disks = parseLsblk(fixture('linux/lsblk.json')) ?? [];
    expect(disks.map(({ device, type, system, bus }) => ({ device, type, system, bus }))).toEqual([
      { device: 'sda', type: 'hdd', system: false, bus: 'SATA' },
      { device: 'sdb', type: 'removable', system: false, bus: 'USB' },
      { device: 'nvme0n1', type: 'nvme', system: true, bus: 'NVME' },
      { device: 'vda', type: null, system: false, bus: null },
    ]);
    expect(disks[3]?.vendor).toBeNull();
  });

  it('does not take other text for a list of disks', () => {
    expect(parseLsblk('lsblk: unknown column')).toBeNull();
    expect(parseLsblk('{"blockdevices":[{"name":1}]}')).toBeNull();
  });

  it('says why when lsblk is missing or too slow', async () => {
    expect(await linuxDisks(fakeTools())).toMatchObject({
      status: 'unavailable',
      reason: 'lsblk is not installed',
    });
    const slow = fakeTools({}, { lsblk: { status: 'timeout', reason: 'lsblk did not answer in time' } });
    expect(await linuxDisks(slow)).toMatchObject({
      status: 'failed',
      reason: 'lsblk did not answer in time',
    });
  });

  it('reads SMART of a failing disk, with the packed counter taken apart', () => {
    expect(applySmart(emptyDisk, JSON.parse(fixture('linux/smartctl-ata.json')))).toMatchObject({
      health: 'failing',
      temperatureC: 47,
      powerOnHours: 20_411,
      reallocatedSectors: 24,
      reportedUncorrectable: 3,
      commandTimeouts: 2,
      pendingSectors: 8,
      offlineUncorrectable: 8,
      nvmePercentageUsed: null,
    });
  });

  it('reads SMART of an SSD', () => {
    expect(applySmart(emptyDisk, JSON.parse(fixture('linux/smartctl-nvme.json')))).toMatchObject({
      health: 'ok',
      temperatureC: 38,
      nvmeCriticalWarning: 0,
      nvmePercentageUsed: 4,
      nvmeSparePercent: 100,
      nvmeSpareThresholdPercent: 10,
      reallocatedSectors: null,
    });
  });
});

describe('Linux, picture', () => {
  it('reads cards and drivers from lspci', async () => {
    expect(
      parseLspci(fixture('linux/lspci-vmmk.txt')).map(({ vendor, model, driver }) => [vendor, model, driver]),
    ).toEqual([
      ['Intel', 'TigerLake-LP GT2 [Iris Xe Graphics]', 'i915'],
      ['NVIDIA', 'GP108M [GeForce MX330]', 'nvidia'],
    ]);
    expect(await linuxGraphics(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it('reads cards from the kernel where lspci is missing', async () => {
    const answer = await linuxGraphics(
      fakeTools({
        '/sys/class/drm/card0/device/vendor': '0x1002\n',
        '/sys/class/drm/card0/device/device': '0x164e\n',
        '/sys/class/drm/card0/device/uevent': 'DRIVER=amdgpu\nPCI_CLASS=30000\n',
      }),
    );
    expect(answer.status === 'ok' && answer.data.controllers[0]).toMatchObject({
      vendor: 'AMD',
      driver: 'amdgpu',
    });
  });

  it('reads current and native modes from xrandr', () => {
    expect(parseXrandr(fixture('linux/xrandr.txt'))).toMatchObject([
      {
        connection: 'eDP-1',
        internal: true,
        main: true,
        widthPx: 1920,
        heightPx: 1080,
        nativeWidthPx: 1920,
        refreshHz: 60.02,
      },
      {
        connection: 'HDMI-1',
        internal: false,
        main: false,
        widthPx: 1920,
        heightPx: 1080,
        nativeWidthPx: 2560,
        nativeHeightPx: 1440,
        refreshHz: 60,
      },
    ]);
  });

  it('joins what a monitor says of itself with the mode in use', async () => {
    const answer = await linuxDisplays(
      fakeTools(
        { '/sys/class/drm/card0-HDMI-1/status': 'connected\n', '/sys/class/drm/card0-HDMI-1/edid': edid() },
        { 'xrandr --query': fixture('linux/xrandr.txt') },
        { DISPLAY: ':0' },
      ),
    );
    expect(answer.status === 'ok' && answer.data.displays).toMatchObject([
      {
        vendor: 'DEL',
        model: 'DELL U2720Q',
        serial: '7T4K9X2',
        widthPx: 1920,
        nativeWidthPx: 3840,
        nativeHeightPx: 2160,
      },
    ]);
  });

  it('takes no other bytes for a monitor', () => {
    expect(parseEdid(new Uint8Array(128))).toBeNull();
    expect(parseEdid(edid().slice(0, 100))).toBeNull();
  });
});

/** A minimal EDID: maker DEL, 3840x2160 as its first timing, a name and a serial. */
function edid(): Uint8Array {
  const bytes = new Uint8Array(128);
  bytes.set([0, 255, 255, 255, 255, 255, 255, 0, 0x10, 0xac]);
  bytes.set([0x4d, 0xd0, 0x00, 0x00, 0xf0, 0x70], 54); // 3840 = 0xf00, 2160 = 0x870: low bytes and high nibbles
  bytes[56] = 0x00;
  bytes[58] = 0xf0;
  bytes[59] = 0x70;
  bytes[61] = 0x80;
  bytes.set([0, 0, 0, 0xfc, 0, ...new TextEncoder().encode('DELL U2720Q\n ')], 72);
  bytes.set([0, 0, 0, 0xff, 0, ...new TextEncoder().encode('7T4K9X2\n     ')], 90);
  return bytes;
}
