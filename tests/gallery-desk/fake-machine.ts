import { withheldOf } from '../../src-shared/diagnostics/withheld.ts';
import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import { decodeSnapshot, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';

const GB = (size: number) => Math.round(size * 1024 ** 3);
const MB = 1024 ** 2;

/** A Windows notebook at a library desk, as it arrives: already redacted. */
const data: { readonly [A in AreaId]?: AreaDataOf[A] } = {
  system: {
    manufacturer: 'HP',
    model: 'ProBook 450 G8',
    serial: 'serial-1',
    uuid: 'uuid-1',
    chassis: 'Notebook',
    virtual: false,
    virtualKind: null,
    boardManufacturer: 'HP',
    boardModel: '87E9',
    biosVendor: 'HP',
    biosVersion: 'T74 01.12.00',
    biosDate: '2024-03-11',
  },
  os: {
    name: 'Windows 11 Pro',
    id: 'windows',
    version: '10.0.26200',
    codename: null,
    build: '25H2',
    kernel: '10.0.26200',
    arch: 'x64',
    hostName: 'computer-1',
    userName: 'person-1',
    domain: null,
    sessionType: 'windows',
    desktop: null,
    restartRequired: true,
    filesOpen: null,
    filesMax: null,
  },
  uptime: { seconds: 38 * 86_400 + 7200 },
  time: {
    zoneOffsetMinutes: 0,
    synchronised: true,
    serviceActive: true,
    offsetMs: null,
    appBuiltAt: 1_763_000_000_000,
  },
  cpu: {
    manufacturer: 'Intel',
    brand: 'Core i5-1135G7',
    cores: 8,
    physicalCores: 4,
    speedGhz: 2.4,
    maxSpeedGhz: 4.2,
    temperatureC: 61,
    temperatureCriticalC: 100,
    throttleCount: null,
  },
  load: {
    cpuPercent: 34,
    sampleMs: 2000,
    load1: null,
    load5: null,
    load15: null,
    cores: 8,
    ioWaitPercent: null,
    stealPercent: null,
  },
  memory: {
    totalBytes: GB(7.9),
    availableBytes: GB(0.7),
    usedBytes: GB(7.2),
    swapTotalBytes: GB(2),
    swapUsedBytes: GB(0.4),
    pressure: null,
  },
  volumes: {
    volumes: [
      {
        mount: 'C:',
        label: null,
        fsType: 'NTFS',
        role: 'system',
        local: true,
        writable: true,
        totalBytes: GB(237),
        usedBytes: GB(222.9),
        availableBytes: GB(14.1),
        inodesTotal: null,
        inodesUsed: null,
        grownBytes: null,
        grownOverMs: null,
      },
      {
        mount: 'H:',
        label: 'Shared',
        fsType: 'NTFS',
        role: 'data',
        local: false,
        writable: true,
        totalBytes: GB(930),
        usedBytes: GB(512),
        availableBytes: GB(418),
        inodesTotal: null,
        inodesUsed: null,
        grownBytes: null,
        grownOverMs: null,
      },
    ],
  },
  graphics: {
    controllers: [
      {
        vendor: 'Intel',
        model: 'Iris Xe Graphics',
        driver: null,
        driverVersion: '31.0.101.4502',
        driverDate: '2023-06-15',
        memoryBytes: GB(1),
        temperatureC: null,
      },
    ],
    softwareRendering: false,
  },
  displays: {
    displays: [
      {
        model: 'HP E24 G4',
        vendor: 'HP',
        serial: 'serial-2',
        connection: 'HDMI',
        main: true,
        internal: false,
        widthPx: 1920,
        heightPx: 1080,
        nativeWidthPx: 1920,
        nativeHeightPx: 1080,
        refreshHz: 60,
        scalePercent: 100,
      },
    ],
  },
  network: {
    interfaces: [
      {
        name: 'Wi-Fi',
        kind: 'wifi',
        up: true,
        mac: 'mac-1',
        isDefault: true,
        speedMbit: 144,
        maxSpeedMbit: null,
        fullDuplex: null,
        mtu: 1500,
        errors: 0,
        drops: 3,
        addresses: [{ family: 'ipv4', address: '192.168.x.1', prefixLength: 24, scope: 'private' }],
      },
    ],
    dnsServers: [{ address: '192.168.x.2' }],
    proxySet: false,
  },
  route: { hasDefault: true, interface: 'Wi-Fi', gateway: '192.168.x.2', gateway6: null },
  wifi: {
    connections: [
      {
        interface: 'Wi-Fi',
        ssid: null,
        bssid: 'mac-2',
        signalDbm: -71,
        qualityPercent: 58,
        frequencyMhz: 2437,
        channel: 6,
        security: 'WPA2',
        rateMbit: 144,
      },
    ],
  },
  battery: {
    onMains: true,
    batteries: [
      {
        percent: 96,
        state: 'charging',
        designedCapacity: 45_000,
        fullCapacity: 33_100,
        cycleCount: 412,
        remainingSeconds: null,
        condition: 'good',
        manufacturer: 'HP',
        model: 'RE03XL',
        serial: 'serial-3',
      },
    ],
  },
  processes: {
    total: 214,
    sampleMs: 2000,
    steady: [],
    idleSeconds: null,
    remoteTools: [],
    top: [
      ['SearchIndexer.exe', 1, 21.4, 312, 38 * 86_400],
      ['chrome.exe', 23, 6.2, 2970, 2 * 86_400],
      ['MsMpEng.exe', 1, 3.8, 284, 38 * 86_400],
      ['Alongside.exe', 5, 2.4, 141, 840],
      ['OUTLOOK.EXE', 1, 1.1, 418, 21_600],
      ['spoolsv.exe', 1, 0.9, 61, 38 * 86_400],
      ['OneDrive.exe', 1, 0.4, 196, 38 * 86_400],
      ['explorer.exe', 2, 0.3, 164, 38 * 86_400],
      ['TiWorker.exe', 1, 0.2, 88, 240],
    ].map(([name, count, cpu, memory, seconds]) => ({
      name: String(name),
      count: Number(count),
      corePercent: Number(cpu) * 8,
      cpuPercent: Number(cpu),
      memoryPercent: (Number(memory) / 8090) * 100,
      memoryBytes: Number(memory) * MB,
      runningSeconds: Number(seconds),
    })),
  },
  firmware: {
    kind: 'uefi',
    secureBoot: true,
    certificates2023: 'updated',
    tpmPresent: true,
    tpmReady: true,
    tpmVersion: '2.0',
    madeAt: Date.UTC(2024, 2, 11),
  },
  listening: {
    total: 1,
    listeners: [{ protocol: 'tcp', port: 445, reach: 'network', program: 'System', remoteTool: null }],
  },
  protection: {
    firewall: 'on',
    firewallName: 'Windows Firewall',
    antivirusListed: true,
    antivirus: [{ name: 'Microsoft Defender Antivirus', active: true, upToDate: true, signatureAgeDays: 1 }],
    uac: true,
    systemIntegrity: null,
    gatekeeper: null,
    smb1: false,
    hostsRead: true,
    redirects: [],
  },
  encryption: { state: 'encrypted', method: 'BitLocker', homeEncrypted: null },
  printers: {
    serviceRunning: true,
    printers: [
      {
        name: 'Office printer',
        model: 'Brother HL-L2375DW',
        isDefault: true,
        status: 'error',
        jobs: 7,
        oldestJobSeconds: 3120,
      },
    ],
  },
  audio: {
    serviceRunning: true,
    devices: [{ name: 'Realtek Audio', manufacturer: 'Realtek', output: true, input: true, isDefault: true }],
  },
};

const took: Partial<Record<AreaId, number>> = { volumes: 310, printers: 880, disks: 1200, usb: 3000 };

function result(area: AreaId, at: number): unknown {
  const head = { ms: took[area] ?? 90, at, source: `probe of ${area}` };
  if (area === 'disks') return { status: 'denied', reason: 'needs administrator rights', ...head };
  if (area === 'usb') return { status: 'failed', reason: 'no answer in 3 s', ...head };
  const found = data[area];
  return found === undefined
    ? { status: 'unavailable', reason: 'this system has none', ...head }
    : { status: 'ok', data: found, ...head };
}

/** The machine as far as `areas` have answered. */
export function fakeSnapshot(
  at: number,
  areas: readonly AreaId[],
  withheld: readonly string[] = [],
): Snapshot {
  const parts = Object.fromEntries(areas.map((area) => [area, result(area, at)]));
  const snapshot: unknown = {
    schema: 2,
    takenAt: at,
    tookMs: 1840,
    app: { version: '0.1.0', runtime: 'Electron 45.4.1' },
    platform: 'win32',
    withheld: withheldOf(withheld),
    areas: parts,
  };
  return decoded(snapshot);
}

function decoded(value: unknown): Snapshot {
  const result = decodeSnapshot(value);
  if (!result.ok) throw new Error(`the gallery's own snapshot is wrong: ${result.error.detail ?? ''}`);
  return result.value;
}
