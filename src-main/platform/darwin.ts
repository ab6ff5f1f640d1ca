import { unavailable } from './answer.ts';
import { cupsPrinters } from './cups.ts';
import {
  macCertificates,
  macEncryption,
  macFirmware,
  macOpenPorts,
  macProtection,
} from './mac/mac-security.ts';
import {
  macBackup,
  macBattery,
  macBluetooth,
  macCameras,
  macMemoryHealth,
  macPools,
  macPower,
  macThermal,
} from './mac/hardware.ts';
import { macCrashes, macEvents } from './mac/diagnostic-reports.ts';
import { macBoot, macServices, macSoftware, macStartup, macUsers } from './mac/mac-health.ts';
import { macClock, macPressure, macProxySet, macRoute } from './mac/mac-state.ts';
import { macLive, macLiveProcesses } from './mac/mac-live.ts';
import { macUpdates } from './mac/mac-updates.ts';
import { noMedia } from './no-media.ts';
import { nodeCpuTicks } from './node-counters.ts';
import { siAudio, siDisplays, siGraphics, siProcesses, siUsb } from './si/devices.ts';
import { siCpu, siMemory, siOs, siSystem } from './si/machine.ts';
import { siNetwork, siWifi } from './si/network.ts';
import { siDisks, siVolumes } from './si/storage.ts';
import type { PlatformSources } from './sources.ts';

/** macOS: written against documented output; see docs/not-verified.md. */
export const macSources: PlatformSources = {
  id: 'darwin',
  system: siSystem,
  os: () => siOs('macos', 'quartz', null),
  clock: macClock,
  cpu: siCpu,
  cpuTicks: nodeCpuTicks,
  memory: async (tools) => siMemory(await macPressure(tools)),
  // The sealed system volume is read-only by design; people's files and free space are on the data volume.
  volumes: () => siVolumes(new Set(['/SYSTEM/VOLUMES/DATA'])),
  disks: siDisks,
  graphics: siGraphics,
  displays: siDisplays,
  network: async (tools) => siNetwork(await macProxySet(tools)),
  route: macRoute,
  wifi: siWifi,
  battery: macBattery,
  processes: siProcesses,
  openPorts: macOpenPorts,
  protection: macProtection,
  encryption: macEncryption,
  firmware: macFirmware,
  certificates: macCertificates,
  printers: cupsPrinters,
  usb: siUsb,
  audio: siAudio,
  services: macServices,
  startup: macStartup,
  updates: macUpdates,
  crashes: macCrashes,
  events: macEvents,
  boot: macBoot,
  users: macUsers,
  software: macSoftware,
  live: macLive,
  liveProcesses: macLiveProcesses,
  processTimes: macLiveProcesses.list,
  thermal: macThermal,
  memoryHealth: macMemoryHealth,
  diskCounters: async () => unavailable('diskstats', 'this system does not tell how long its disks take'),
  pools: macPools,
  backup: macBackup,
  power: macPower,
  bluetooth: macBluetooth,
  cameras: macCameras,
  media: noMedia,
};
