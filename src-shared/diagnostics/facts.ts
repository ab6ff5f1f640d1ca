import { areaIds, type AreaId } from './area.ts';
import type { AreaDataOf } from './area-schemas.ts';
import { connectivityFacts } from './connectivity-facts.ts';
import {
  audioFacts,
  batteryFacts,
  disksFacts,
  displaysFacts,
  graphicsFacts,
  printersFacts,
  processesFacts,
  usbFacts,
  volumesFacts,
} from './device-facts.ts';
import type { Fact, FactGroup } from './fact.ts';
import {
  backupFacts,
  diskActivityFacts,
  memoryHealthFacts,
  poolsFacts,
  powerFacts,
  thermalFacts,
} from './hardware-facts.ts';
import {
  bootFacts,
  crashesFacts,
  eventsFacts,
  servicesFacts,
  softwareFacts,
  startupFacts,
  updatesFacts,
  usersFacts,
} from './health-facts.ts';
import {
  cpuFacts,
  loadFacts,
  memoryFacts,
  osFacts,
  systemFacts,
  timeFacts,
  uptimeFacts,
} from './machine-facts.ts';
import { bluetoothFacts, camerasFacts, mediaFacts } from './media-facts.ts';
import { networkFacts, routeFacts, wifiFacts } from './network-facts.ts';
import {
  certificatesFacts,
  encryptionFacts,
  firmwareFacts,
  listeningFacts,
  protectionFacts,
} from './security-facts.ts';
import { areaData, type Snapshot } from './snapshot.ts';

export type { Fact, FactGroup } from './fact.ts';

/** What each area is called on a screen. */
export const areaTitles: Readonly<Record<AreaId, string>> = {
  system: 'Computer',
  firmware: 'Start-up',
  os: 'System',
  uptime: 'Running time',
  time: 'Clock',
  cpu: 'Processor',
  load: 'Load',
  thermal: 'Heat and fans',
  memory: 'Memory',
  memoryHealth: 'Health of the memory',
  volumes: 'Drives',
  disks: 'Disks',
  diskActivity: 'Speed of the disks',
  pools: 'Disk groups',
  backup: 'Backup',
  graphics: 'Graphics',
  displays: 'Screens',
  network: 'Network',
  route: 'Way to the internet',
  wifi: 'Wi-Fi',
  connectivity: 'Network tests',
  battery: 'Battery',
  power: 'Power',
  processes: 'Programs',
  listening: 'Open ports',
  protection: 'Protection',
  encryption: 'Encryption',
  certificates: 'Certificates',
  printers: 'Printers',
  usb: 'USB',
  audio: 'Sound',
  bluetooth: 'Bluetooth',
  cameras: 'Cameras',
  media: 'Sharing and calls',
  services: 'Services',
  startup: 'Starts by itself',
  updates: 'Updates',
  crashes: 'Crashes',
  events: 'Log',
  boot: 'Last start',
  users: 'People signed in',
  software: 'Installed programs',
};

type Describers = { readonly [A in AreaId]: (data: AreaDataOf[A]) => readonly Fact[] };

const describers: Describers = {
  system: systemFacts,
  firmware: firmwareFacts,
  os: osFacts,
  uptime: uptimeFacts,
  time: timeFacts,
  cpu: cpuFacts,
  load: loadFacts,
  thermal: thermalFacts,
  memory: memoryFacts,
  memoryHealth: memoryHealthFacts,
  volumes: volumesFacts,
  disks: disksFacts,
  diskActivity: diskActivityFacts,
  pools: poolsFacts,
  backup: backupFacts,
  graphics: graphicsFacts,
  displays: displaysFacts,
  network: networkFacts,
  route: routeFacts,
  wifi: wifiFacts,
  connectivity: connectivityFacts,
  battery: batteryFacts,
  power: powerFacts,
  processes: processesFacts,
  listening: listeningFacts,
  protection: protectionFacts,
  encryption: encryptionFacts,
  certificates: certificatesFacts,
  printers: printersFacts,
  usb: usbFacts,
  audio: audioFacts,
  bluetooth: bluetoothFacts,
  cameras: camerasFacts,
  media: mediaFacts,
  services: servicesFacts,
  startup: startupFacts,
  updates: updatesFacts,
  crashes: crashesFacts,
  events: eventsFacts,
  boot: bootFacts,
  users: usersFacts,
  software: softwareFacts,
};

/** Every area that has answered, as lines people can read; used by the desk, the report and the command line. */
export function describeFacts(snapshot: Snapshot): readonly FactGroup[] {
  return areaIds.flatMap((area) => {
    const result = snapshot.areas[area];
    if (result === undefined) return [];
    const { status, source, at } = result;
    const earlierMs = earlierBy(at, snapshot.takenAt);
    const head = { area, title: areaTitles[area], status, source, at, earlierMs };
    return result.status === 'ok'
      ? [{ ...head, facts: describe(snapshot, area) }]
      : [{ ...head, reason: result.reason, facts: [] }];
  });
}

/** Less is nothing that anybody would want to know. */
const WORTH_SAYING_MS = 60_000;

/** What cannot change while the computer runs is asked once and kept: then it says from when it is. */
function earlierBy(at: number, takenAt: number): number | null {
  return takenAt - at >= WORTH_SAYING_MS ? takenAt - at : null;
}

function describe<A extends AreaId>(snapshot: Snapshot, area: A): readonly Fact[] {
  const data = areaData(snapshot, area);
  return data === undefined ? [] : describers[area](data);
}
