import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import { audioProbe } from './audio-probe.ts';
import { backupProbe } from './backup-probe.ts';
import { batteryProbe } from './battery-probe.ts';
import { bluetoothProbe } from './bluetooth-probe.ts';
import { bootProbe } from './boot-probe.ts';
import { camerasProbe } from './cameras-probe.ts';
import { certificatesProbe } from './certificates-probe.ts';
import { connectivityProbe } from './connectivity-probe.ts';
import { cpuProbe } from './cpu-probe.ts';
import { crashesProbe } from './crashes-probe.ts';
import { diskActivityProbe } from './disk-activity-probe.ts';
import { disksProbe } from './disks-probe.ts';
import { displaysProbe } from './displays-probe.ts';
import { encryptionProbe } from './encryption-probe.ts';
import { eventsProbe } from './events-probe.ts';
import { firmwareProbe } from './firmware-probe.ts';
import { graphicsProbe } from './graphics-probe.ts';
import { listeningProbe } from './listening-probe.ts';
import { loadProbe } from './load-probe.ts';
import { mediaProbe } from './media-probe.ts';
import { memoryHealthProbe } from './memory-health-probe.ts';
import { memoryProbe } from './memory-probe.ts';
import { networkProbe } from './network-probe.ts';
import { osProbe } from './os-probe.ts';
import { poolsProbe } from './pools-probe.ts';
import { powerProbe } from './power-probe.ts';
import { printersProbe } from './printers-probe.ts';
import type { Probe } from './probe.ts';
import { processesProbe } from './processes-probe.ts';
import { protectionProbe } from './protection-probe.ts';
import { routeProbe } from './route-probe.ts';
import { servicesProbe } from './services-probe.ts';
import { softwareProbe } from './software-probe.ts';
import { startupProbe } from './startup-probe.ts';
import { systemProbe } from './system-probe.ts';
import { thermalProbe } from './thermal-probe.ts';
import { timeProbe } from './time-probe.ts';
import { updatesProbe } from './updates-probe.ts';
import { uptimeProbe } from './uptime-probe.ts';
import { usbProbe } from './usb-probe.ts';
import { usersProbe } from './users-probe.ts';
import { volumesProbe } from './volumes-probe.ts';
import { wifiProbe } from './wifi-probe.ts';

/** Every probe, one an area. */
export const probes: { readonly [A in AreaId]: Probe<A> } = {
  system: systemProbe,
  firmware: firmwareProbe,
  os: osProbe,
  uptime: uptimeProbe,
  time: timeProbe,
  cpu: cpuProbe,
  load: loadProbe,
  thermal: thermalProbe,
  memory: memoryProbe,
  memoryHealth: memoryHealthProbe,
  volumes: volumesProbe,
  disks: disksProbe,
  diskActivity: diskActivityProbe,
  pools: poolsProbe,
  backup: backupProbe,
  graphics: graphicsProbe,
  displays: displaysProbe,
  network: networkProbe,
  route: routeProbe,
  wifi: wifiProbe,
  connectivity: connectivityProbe,
  battery: batteryProbe,
  power: powerProbe,
  processes: processesProbe,
  listening: listeningProbe,
  protection: protectionProbe,
  encryption: encryptionProbe,
  certificates: certificatesProbe,
  printers: printersProbe,
  usb: usbProbe,
  audio: audioProbe,
  bluetooth: bluetoothProbe,
  cameras: camerasProbe,
  media: mediaProbe,
  services: servicesProbe,
  startup: startupProbe,
  updates: updatesProbe,
  crashes: crashesProbe,
  events: eventsProbe,
  boot: bootProbe,
  users: usersProbe,
  software: softwareProbe,
};
