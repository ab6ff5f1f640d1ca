import { cupsPrinters } from './cups.ts';
import { linuxCertificates } from './linux/certificates.ts';
import { linuxBackup } from './linux/backup.ts';
import { linuxBattery } from './linux/battery.ts';
import { linuxBluetooth } from './linux/bluetooth.ts';
import { linuxCrashes } from './linux/crashes.ts';
import { linuxAudio, linuxUsb } from './linux/devices.ts';
import { linuxDiskCounters } from './linux/disk-counters.ts';
import { linuxDisks } from './linux/disks.ts';
import { linuxDisplays } from './linux/displays.ts';
import { linuxEncryption } from './linux/encryption.ts';
import { linuxFirmware } from './linux/firmware.ts';
import { linuxEvents } from './linux/events.ts';
import { linuxGraphics } from './linux/graphics.ts';
import { linuxOpenPorts } from './linux/listening.ts';
import { linuxLive } from './linux/live.ts';
import { linuxClock, linuxOs, linuxSystem } from './linux/machine.ts';
import { linuxCameras, linuxMedia } from './linux/media.ts';
import { linuxMemoryHealth } from './linux/memory-health.ts';
import { linuxMemory } from './linux/memory.ts';
import { linuxNetwork, linuxRoute } from './linux/network.ts';
import { linuxPools } from './linux/pools.ts';
import { linuxPower } from './linux/power.ts';
import { linuxCpu, linuxCpuTicks } from './linux/processor.ts';
import { linuxLiveProcesses, linuxProcesses } from './linux/processes.ts';
import { linuxProtection } from './linux/protection.ts';
import { linuxThermal } from './linux/thermal.ts';
import { linuxSoftware } from './linux/software.ts';
import { linuxStartup } from './linux/startup.ts';
import { linuxBoot, linuxServices } from './linux/systemd.ts';
import { linuxUpdates } from './linux/updates.ts';
import { linuxUsers } from './linux/users.ts';
import { linuxVolumes } from './linux/volumes.ts';
import { linuxWifi } from './linux/wifi.ts';
import type { PlatformSources } from './sources.ts';

/** Linux: the kernel's own files first, small programs second, the library nowhere: both faster and not blocking. */
export const linuxSources: PlatformSources = {
  id: 'linux',
  system: linuxSystem,
  os: linuxOs,
  clock: linuxClock,
  cpu: linuxCpu,
  cpuTicks: linuxCpuTicks,
  memory: linuxMemory,
  volumes: linuxVolumes,
  disks: linuxDisks,
  graphics: linuxGraphics,
  displays: linuxDisplays,
  network: linuxNetwork,
  route: linuxRoute,
  wifi: linuxWifi,
  battery: linuxBattery,
  processes: linuxProcesses,
  openPorts: linuxOpenPorts,
  protection: linuxProtection,
  encryption: linuxEncryption,
  firmware: linuxFirmware,
  certificates: linuxCertificates,
  printers: cupsPrinters,
  usb: linuxUsb,
  audio: linuxAudio,
  services: linuxServices,
  startup: linuxStartup,
  updates: linuxUpdates,
  crashes: linuxCrashes,
  events: linuxEvents,
  boot: linuxBoot,
  users: linuxUsers,
  software: linuxSoftware,
  live: linuxLive,
  liveProcesses: linuxLiveProcesses,
  processTimes: null,
  thermal: linuxThermal,
  memoryHealth: linuxMemoryHealth,
  diskCounters: linuxDiskCounters,
  pools: linuxPools,
  backup: linuxBackup,
  power: linuxPower,
  bluetooth: linuxBluetooth,
  cameras: linuxCameras,
  media: linuxMedia,
};
