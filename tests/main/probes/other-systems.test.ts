import { describe, expect, it } from 'vitest';
import { parseCharge, parseNetstat, parsePs, parseVmStat } from '../../../src-main/platform/mac/mac-live.ts';
import { parsePressure, parseProxies, parseRoute } from '../../../src-main/platform/mac/mac-state.ts';
import { diskFrom, volumesFrom } from '../../../src-main/platform/si/storage.ts';
import { interfaceFrom } from '../../../src-main/platform/si/network.ts';
import {
  parsePrinters,
  parseProxyKey,
  parseW32tm,
  windowsRestartRequired,
} from '../../../src-main/platform/windows/windows-state.ts';
import { fakeTools, fixture } from './fixtures.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

describe('macOS, live', () => {
  it('counts memory as Activity Monitor does', () => {
    expect(parseVmStat(fixture('darwin/vm_stat.txt'))).toBe((298_529 - 3187 + 107_932 + 431_200) * 16_384);
    expect(parseVmStat('')).toBeNull();
  });

  it('adds up the traffic of real adapters, each once', () => {
    expect(parseNetstat(fixture('darwin/netstat-ibn.txt'))).toEqual({
      received: 5_434_252_345 + 200_000,
      sent: 513_244_123 + 100_000,
    });
    expect(parseNetstat('')).toBeNull();
  });

  it('reads the battery', () => {
    expect(parseCharge(fixture('darwin/pmset-batt.txt'))).toEqual({ batteryPercent: 83, onMains: false });
    expect(parseCharge("Now drawing from 'AC Power'\n")).toEqual({ batteryPercent: null, onMains: null });
  });

  it('reads the time that programs used', () => {
    const list = parsePs(fixture('darwin/ps-time.txt'));
    expect(list.map(({ name, cpuSeconds }) => [name, cpuSeconds])).toEqual([
      ['launchd', 41.08],
      ['WindowServer', 132.62],
      ['Finder', 62.5],
      ['Google Chrome Helper (Renderer)', 39_753.1],
    ]);
    expect(list[2]?.memoryBytes).toBe(10_485_760);
  });
});

describe('Windows', () => {
  it('reads the time service in any language', () => {
    expect(parseW32tm(fixture('win32/w32tm-status.txt'), 0)).toEqual({
      synchronised: true,
      serviceActive: true,
    });
    expect(parseW32tm(fixture('win32/w32tm-status-de.txt'), 0)).toEqual({
      synchronised: false,
      serviceActive: true,
    });
    expect(parseW32tm('The service has not been started.', 1)).toEqual({
      synchronised: null,
      serviceActive: false,
    });
  });

  it('knows a waiting restart by keys that exist only then', async () => {
    const missing = { status: 'ok', text: '', code: 1 } as const;
    expect(await windowsRestartRequired(fakeTools({}, { 'reg.exe': missing }))).toBe(false);
    expect(await windowsRestartRequired(fakeTools({}, { 'reg.exe': 'HKEY_LOCAL_MACHINE' }))).toBe(true);
    expect(await windowsRestartRequired(fakeTools())).toBeNull();
  });

  it('says whether a proxy is set, not which', () => {
    expect(parseProxyKey(fixture('win32/reg-proxy.txt'))).toBe(true);
    expect(parseProxyKey(fixture('win32/reg-proxy.txt').replace('0x1', '0x0'))).toBe(false);
  });

  it('reads printers with their queues', () => {
    expect(parsePrinters(fixture('win32/printers.json'), now)).toEqual({
      serviceRunning: true,
      printers: [
        {
          name: 'Office printer',
          model: 'Brother HL-L2375DW series',
          isDefault: true,
          status: 'offline',
          jobs: 2,
          oldestJobSeconds: 3540,
        },
        {
          name: 'Microsoft Print to PDF',
          model: 'Microsoft Print To PDF',
          isDefault: false,
          status: 'idle',
          jobs: 0,
          oldestJobSeconds: null,
        },
      ],
    });
    expect(parsePrinters('Get-CimInstance : Access denied', now)).toBeNull();
  });

  it('knows the system volume by its letter', () => {
    const volume = {
      fs: 'C:',
      type: 'NTFS',
      size: 100,
      used: 94,
      available: 6,
      use: 94,
      mount: 'C:',
      rw: true,
    };
    const cd = { ...volume, mount: 'D:', type: 'CDFS' };
    expect(volumesFrom([volume, cd], new Set(['C:']))).toMatchObject([
      { mount: 'C:', role: 'system', availableBytes: 6 },
    ]);
  });
});

describe('macOS', () => {
  it('leaves out helper volumes and finds the one that fills up', () => {
    const volume = {
      fs: '/dev/disk3s1',
      type: 'APFS',
      size: 100,
      used: 50,
      available: 50,
      use: 50,
      rw: true,
    };
    const mounts = ['/', '/System/Volumes/VM', '/System/Volumes/Preboot', '/System/Volumes/Data'];
    const volumes = volumesFrom(
      mounts.map((mount) => ({ ...volume, mount })),
      new Set(['/SYSTEM/VOLUMES/DATA']),
    );
    expect(volumes.map(({ mount, role }) => [mount, role])).toEqual([
      ['/', 'data'],
      ['/System/Volumes/Data', 'system'],
    ]);
  });

  it('reads pressure, proxy and route', () => {
    expect([' 1\n', '2', '4', 'x'].map(parsePressure)).toEqual(['normal', 'warning', 'critical', null]);
    expect(parseProxies(fixture('darwin/scutil-proxy.txt'))).toBe(true);
    expect(
      parseProxies(fixture('darwin/scutil-proxy.txt').replace('HTTPSEnable : 1', 'HTTPSEnable : 0')),
    ).toBe(false);
    expect(parseRoute(fixture('darwin/route-default.txt'))).toEqual({
      hasDefault: true,
      interface: 'en0',
      gateway: '192.168.1.1',
      gateway6: null,
    });
    expect(parseRoute('route: writing to routing socket: not in table')).toMatchObject({
      hasDefault: false,
      gateway: null,
    });
  });
});

describe('the library', () => {
  const layout = {
    device: '/dev/disk0',
    type: 'HD',
    name: 'WDC WD10EZEX',
    vendor: 'Western Digital',
    size: 1e12,
    bytesPerSector: 512,
    totalCylinders: 0,
    totalHeads: 0,
    totalSectors: 0,
    totalTracks: 0,
    tracksPerCylinder: 0,
    sectorsPerTrack: 0,
    firmwareRevision: '01.01A01',
    serialNum: 'WD-123',
    interfaceType: 'SATA',
    smartStatus: 'Ok',
    temperature: null,
  };

  it.each([
    ['Ok', 'ok'],
    ['Verified', 'ok'],
    ['Predicted Failure', 'failing'],
    ['Pred Fail', 'failing'],
    ['unknown', null],
    ['', null],
  ])('says %s of a disk and means %s', (smartStatus, health) =>
    expect(diskFrom({ ...layout, smartStatus }).health).toBe(health),
  );

  it('knows a VPN by the name of its adapter', () => {
    const entry = {
      iface: 'Ethernet 3',
      ifaceName: 'TAP-Windows Adapter V9 OpenVPN',
      default: false,
      ip4: '',
      ip4subnet: '',
      ip6: '',
      ip6subnet: '',
      mac: '00:ff:00:00:00:00',
      internal: false,
      virtual: false,
      operstate: 'up',
      type: 'wired',
      duplex: '',
      mtu: null,
      speed: -1,
      dhcp: false,
      dnsSuffix: '',
      ieee8021xAuth: '',
      ieee8021xState: '',
      carrierChanges: 0,
    };
    expect(interfaceFrom(entry)).toMatchObject({ kind: 'vpn', up: true, speedMbit: null });
    expect(interfaceFrom({ ...entry, ifaceName: 'Realtek PCIe GbE', speed: 1000 })).toMatchObject({
      kind: 'wired',
      speedMbit: 1000,
    });
  });
});
