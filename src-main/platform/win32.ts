import { noMedia } from './no-media.ts';
import { nodeCpuTicks, nodeLive } from './node-counters.ts';
import { siAudio, siBattery, siDisplays, siProcesses, siUsb } from './si/devices.ts';
import { siCpu, siMemory, siOs, siSystem } from './si/machine.ts';
import { siNetwork, siRoute, siWifi } from './si/network.ts';
import { siDisks, siVolumes } from './si/storage.ts';
import type { PlatformSources } from './sources.ts';
import { windowsCertificates, windowsOpenPorts } from './windows/windows-network-security.ts';
import { windowsEncryption, windowsFirmware } from './windows/windows-firmware.ts';
import { windowsProtection } from './windows/windows-protection.ts';
import { windowsServices, windowsSoftware, windowsStartup } from './windows/windows-health.ts';
import { windowsBoot, windowsCrashes, windowsEvents } from './windows/windows-log.ts';
import { windowsBackup, windowsBluetooth, windowsCameras, windowsGraphics } from './windows/devices.ts';
import {
  windowsDiskCounters,
  windowsMemoryHealth,
  windowsPools,
  windowsPower,
  windowsProcessTimes,
  windowsThermal,
} from './windows/hardware.ts';
import {
  windowsClock,
  windowsPrinters,
  windowsProxySet,
  windowsRestartRequired,
} from './windows/windows-state.ts';
import { windowsUpdates } from './windows/windows-updates.ts';
import { windowsUsers } from './windows/windows-users.ts';

/** Windows: written against documented output; see docs/not-verified.md. */
export const windowsSources: PlatformSources = {
  id: 'win32',
  system: siSystem,
  os: async (tools) => siOs('windows', 'windows', await windowsRestartRequired(tools)),
  clock: windowsClock,
  cpu: siCpu,
  cpuTicks: nodeCpuTicks,
  memory: () => siMemory(),
  volumes: ({ env }) => siVolumes(new Set([(env['SystemDrive'] ?? 'C:').toUpperCase()])),
  disks: siDisks,
  graphics: windowsGraphics,
  displays: siDisplays,
  network: async (tools) => siNetwork(await windowsProxySet(tools)),
  route: siRoute,
  wifi: siWifi,
  battery: siBattery,
  processes: siProcesses,
  openPorts: windowsOpenPorts,
  protection: windowsProtection,
  encryption: windowsEncryption,
  firmware: windowsFirmware,
  certificates: windowsCertificates,
  printers: windowsPrinters,
  usb: siUsb,
  audio: siAudio,
  services: windowsServices,
  startup: windowsStartup,
  updates: windowsUpdates,
  crashes: windowsCrashes,
  events: windowsEvents,
  boot: windowsBoot,
  users: windowsUsers,
  software: windowsSoftware,
  live: nodeLive,
  liveProcesses: null, // each listing takes PowerShell half a second and more
  processTimes: windowsProcessTimes,
  thermal: windowsThermal,
  memoryHealth: windowsMemoryHealth,
  diskCounters: windowsDiskCounters,
  pools: windowsPools,
  backup: windowsBackup,
  power: windowsPower,
  bluetooth: windowsBluetooth,
  cameras: windowsCameras,
  media: noMedia,
};
