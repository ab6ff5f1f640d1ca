import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import type { Platform, Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { healthyHealth } from './machine-health.ts';
import { healthyConnectivity } from './healthy-connectivity.ts';

export const NOW = Date.UTC(2026, 10, 24, 10, 46, 21);
export const GIB = 1024 ** 3;
export const DAY_S = 86_400;

type Areas = { [A in AreaId]: AreaDataOf[A] };

export const volume = {
  mount: '/',
  label: null,
  fsType: 'ext4',
  role: 'system',
  local: true,
  writable: true,
  totalBytes: 237 * GIB,
  usedBytes: 100 * GIB,
  availableBytes: 137 * GIB,
  inodesTotal: 1000,
  inodesUsed: 100,
  grownBytes: 0,
  grownOverMs: 3_600_000,
} as const satisfies AreaDataOf['volumes']['volumes'][number];

export const disk = {
  device: 'sda',
  vendor: 'Samsung',
  model: 'SSD 870',
  serial: 'sn-1',
  firmware: '1',
  type: 'ssd',
  bus: 'SATA',
  sizeBytes: 256e9,
  removable: false,
  system: true,
  health: 'ok',
  temperatureC: 35,
  powerOnHours: 900,
  reallocatedSectors: 0,
  reportedUncorrectable: 0,
  commandTimeouts: 0,
  pendingSectors: 0,
  offlineUncorrectable: 0,
  nvmeCriticalWarning: null,
  nvmePercentageUsed: null,
  nvmeSparePercent: null,
  nvmeSpareThresholdPercent: null,
} as const satisfies AreaDataOf['disks']['disks'][number];

export const nvme = {
  ...disk,
  device: 'nvme0n1',
  model: 'SSD 980',
  type: 'nvme',
  bus: 'NVMe',
  system: false,
  reallocatedSectors: null,
  reportedUncorrectable: null,
  commandTimeouts: null,
  pendingSectors: null,
  offlineUncorrectable: null,
  nvmeCriticalWarning: 0,
  nvmePercentageUsed: 3,
  nvmeSparePercent: 100,
  nvmeSpareThresholdPercent: 10,
} as const satisfies AreaDataOf['disks']['disks'][number];

export const cable = {
  name: 'eth0',
  kind: 'wired',
  up: true,
  mac: 'mac-1',
  isDefault: true,
  speedMbit: 1000,
  maxSpeedMbit: 1000,
  fullDuplex: true,
  mtu: 1500,
  errors: 0,
  drops: 0,
  addresses: [{ family: 'ipv4', address: '192.168.1.5', prefixLength: 24, scope: 'private' }],
} satisfies AreaDataOf['network']['interfaces'][number];

export const wifi = {
  interface: 'wlan0',
  ssid: 'wifi-1',
  bssid: 'mac-2',
  signalDbm: -50,
  qualityPercent: 90,
  frequencyMhz: 5180,
  channel: 36,
  security: 'WPA2',
  rateMbit: 600,
} as const satisfies AreaDataOf['wifi']['connections'][number];

export const battery = {
  percent: 80,
  state: 'charging',
  designedCapacity: 50_000,
  fullCapacity: 48_000,
  cycleCount: 120,
  remainingSeconds: null,
  condition: 'good',
  manufacturer: 'A',
  model: 'B',
  serial: 'sn-2',
} as const satisfies AreaDataOf['battery']['batteries'][number];

export const printer = {
  name: 'Office printer',
  model: 'HL-L2375DW',
  isDefault: true,
  status: 'idle',
  jobs: 0,
  oldestJobSeconds: null,
} as const satisfies AreaDataOf['printers']['printers'][number];

export const display = {
  model: 'U2720Q',
  vendor: 'Dell',
  serial: 'sn-3',
  connection: 'DP',
  main: true,
  internal: false,
  widthPx: 3840,
  heightPx: 2160,
  nativeWidthPx: 3840,
  nativeHeightPx: 2160,
  refreshHz: 60,
  scalePercent: 150,
} as const satisfies AreaDataOf['displays']['displays'][number];

export const program = {
  name: 'chrome',
  count: 23,
  corePercent: 10,
  cpuPercent: 2,
  memoryPercent: 20,
  memoryBytes: 2 * GIB,
  runningSeconds: 900,
} as const satisfies AreaDataOf['processes']['top'][number];

export const speaker = { name: 'Speaker', manufacturer: 'A', output: true, input: true, isDefault: true };

export const certificate = {
  place: 'vpn',
  issuer: 'Example Issuing CA',
  selfSigned: false,
  validFrom: Date.UTC(2026, 0, 1),
  validUntil: Date.UTC(2028, 0, 1),
} as const satisfies AreaDataOf['certificates']['certificates'][number];

export const guard = {
  name: 'Microsoft Defender Antivirus',
  active: true,
  upToDate: true,
  signatureAgeDays: 1,
} as const satisfies AreaDataOf['protection']['antivirus'][number];

export const listener = {
  protocol: 'tcp',
  port: 631,
  reach: 'computer',
  program: 'cupsd',
  remoteTool: null,
} as const satisfies AreaDataOf['listening']['listeners'][number];
/** A real, healthy computer on which no rule fires. */
export const healthyAreas: Areas = {
  system: {
    manufacturer: 'HP',
    model: 'ProBook 450',
    serial: 'sn-4',
    uuid: 'id-1',
    chassis: 'Notebook',
    virtual: false,
    virtualKind: null,
    boardManufacturer: 'HP',
    boardModel: '8765',
    biosVendor: 'HP',
    biosVersion: 'T01',
    biosDate: '2024-02-01',
  },
  os: {
    name: 'Debian GNU/Linux',
    id: 'debian',
    version: '13',
    codename: 'trixie',
    build: null,
    kernel: '6.12',
    arch: 'x64',
    hostName: 'host-1',
    userName: 'person-1',
    domain: null,
    sessionType: 'x11',
    desktop: 'GNOME',
    restartRequired: false,
    filesOpen: 5000,
    filesMax: 100_000,
  },
  firmware: {
    kind: 'uefi',
    secureBoot: true,
    certificates2023: 'updated',
    tpmPresent: true,
    tpmReady: true,
    tpmVersion: '2.0',
    madeAt: Date.UTC(2024, 1, 1),
  },
  listening: { total: 1, listeners: [listener] },
  protection: {
    firewall: 'on',
    firewallName: 'ufw',
    antivirusListed: true,
    antivirus: [guard],
    uac: true,
    systemIntegrity: true,
    gatekeeper: true,
    smb1: false,
    hostsRead: true,
    redirects: [],
  },
  encryption: { state: 'encrypted', method: 'LUKS 2', homeEncrypted: null },
  certificates: { certificates: [certificate] },
  uptime: { seconds: 2 * DAY_S },
  time: {
    zoneOffsetMinutes: 60,
    synchronised: true,
    serviceActive: true,
    offsetMs: 120,
    appBuiltAt: Date.UTC(2026, 10, 22),
  },
  cpu: {
    manufacturer: 'Intel',
    brand: 'i5-1135G7',
    cores: 8,
    physicalCores: 4,
    speedGhz: 2.4,
    maxSpeedGhz: 4.2,
    temperatureC: 50,
    temperatureCriticalC: 100,
    throttleCount: 0,
  },
  load: {
    cpuPercent: 12,
    sampleMs: 600_000,
    load1: 0.5,
    load5: 0.5,
    load15: 0.5,
    cores: 8,
    ioWaitPercent: 1,
    stealPercent: 0,
  },
  memory: {
    totalBytes: 16 * GIB,
    availableBytes: 9 * GIB,
    usedBytes: 7 * GIB,
    swapTotalBytes: 4 * GIB,
    swapUsedBytes: GIB,
    pressure: 'normal',
  },
  volumes: { volumes: [volume] },
  disks: { disks: [disk, nvme] },
  graphics: {
    controllers: [
      {
        vendor: 'Intel',
        model: 'Iris Xe',
        driver: 'i915',
        driverVersion: '1',
        driverDate: '2026-01-15',
        memoryBytes: null,
        temperatureC: 50,
      },
    ],
    softwareRendering: false,
  },
  displays: { displays: [display] },
  network: { interfaces: [cable], dnsServers: [{ address: '192.168.1.1' }], proxySet: false },
  route: { hasDefault: true, interface: 'eth0', gateway: '192.168.1.1', gateway6: null },
  wifi: { connections: [wifi] },
  connectivity: healthyConnectivity(NOW),
  battery: { onMains: true, batteries: [battery] },
  processes: {
    total: 212,
    sampleMs: 1000,
    top: [program],
    steady: [{ name: 'chrome', corePercent: 12, overMs: 900_000 }],
    idleSeconds: 5,
    remoteTools: [],
  },
  printers: { serviceRunning: true, printers: [printer] },
  usb: { devices: [{ name: 'Keyboard', vendor: 'A', kind: 'Keyboard', serial: null, problemCode: 0 }] },
  audio: { serviceRunning: true, devices: [speaker] },
  thermal: {
    sensors: [{ name: 'coretemp Package id 0', temperatureC: 50, criticalC: 100 }],
    fans: [{ name: 'Processor Fan', rpm: 1200, minRpm: null }],
    throttleCount: 0,
    throttledInSample: 0,
    sampleMs: 1000,
    speedLimitPercent: null,
    slowedEvents: null,
  },
  memoryHealth: {
    modules: [
      {
        slot: 'DIMM 0',
        sizeBytes: 16 * GIB,
        kind: 'DDR4',
        speedMts: 3200,
        manufacturer: 'A',
        part: 'B',
        serial: 'sn-5',
      },
    ],
    correctedErrors: 0,
    uncorrectedErrors: 0,
    brokenBytes: 0,
    memoryTest: null,
    commitBytes: 9 * GIB,
    commitLimitBytes: 20 * GIB,
    swappedOutBytes: GIB,
    swappedOutInSample: 0,
    sampleMs: 1000,
  },
  diskActivity: {
    sampleMs: 600_000,
    disks: [
      {
        device: 'sda',
        busyPercent: 3,
        readMs: 0.4,
        writeMs: 1.2,
        requests: 9000,
        readBytes: GIB,
        writtenBytes: GIB,
      },
    ],
  },
  pools: {
    pools: [{ kind: 'md', name: 'label-2', state: 'healthy', disks: 2, disksDown: 0, errors: null }],
  },
  backup: {
    setUp: true,
    tools: [{ tool: 'deja-dup', keeps: 'files', lastAt: NOW - 2 * DAY_S * 1000 }],
  },
  power: {
    plan: 'balanced',
    onMains: true,
    ups: [
      {
        name: 'label-3',
        model: 'Back-UPS 700',
        onBattery: false,
        chargePercent: 100,
        remainingSeconds: 1800,
        replaceBattery: false,
      },
    ],
  },
  bluetooth: {
    adapters: [{ name: 'hci0', powered: true }],
    devices: [{ name: 'label-4', kind: 'input-mouse', connected: true, batteryPercent: 80 }],
  },
  cameras: { cameras: [{ name: 'Integrated Camera' }] },
  media: {
    screenCastPortal: true,
    screenAccess: 'granted',
    microphoneAccess: 'granted',
    cameraAccess: 'granted',
    microphones: 1,
    cameras: 1,
    speakers: 1,
    cameraBusy: false,
    microphoneDb: -20,
    microphoneTestMs: 5000,
    microphoneTrial: 'works',
    cameraTrial: 'works',
  },
  ...healthyHealth(NOW),
};

export type AreasPatch = { readonly [A in AreaId]?: Partial<Areas[A]> };

/** The healthy computer with some areas changed. */
export function machine(patch: AreasPatch = {}, platform: Platform = 'linux'): Snapshot {
  const areas = Object.fromEntries(
    Object.entries(healthyAreas).map(([area, data]) => [
      area,
      {
        status: 'ok',
        data: { ...data, ...patch[area as AreaId] },
        ms: 12,
        at: NOW - 500,
        source: `test ${area}`,
      },
    ]),
  ) as Snapshot['areas'];
  return {
    schema: 2,
    takenAt: NOW - 1000,
    tookMs: 900,
    app: { version: '0.1.0', runtime: 'test' },
    platform,
    withheld: [],
    areas,
  };
}
