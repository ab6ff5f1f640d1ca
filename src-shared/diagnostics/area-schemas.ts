import type { z } from 'zod';
import type { AreaId } from './area.ts';
import { connectivitySchema } from './connectivity-areas.ts';
import { audioSchema, batterySchema, printersSchema, processesSchema, usbSchema } from './device-areas.ts';
import {
  backupSchema,
  diskActivitySchema,
  memoryHealthSchema,
  poolsSchema,
  powerSchema,
  thermalSchema,
} from './hardware-areas.ts';
import {
  bootSchema,
  crashesSchema,
  eventsSchema,
  servicesSchema,
  softwareSchema,
  startupSchema,
  updatesSchema,
  usersSchema,
} from './health-areas.ts';
import {
  cpuSchema,
  loadSchema,
  memorySchema,
  osSchema,
  systemSchema,
  timeSchema,
  uptimeSchema,
} from './machine-areas.ts';
import { bluetoothSchema, camerasSchema, mediaSchema } from './media-areas.ts';
import { networkSchema, routeSchema, wifiSchema } from './network-areas.ts';
import { displaysSchema, graphicsSchema } from './picture-areas.ts';
import {
  certificatesSchema,
  encryptionSchema,
  firmwareSchema,
  listeningSchema,
  protectionSchema,
} from './security-areas.ts';
import { disksSchema, volumesSchema } from './storage-areas.ts';

/** The data of every area. A field that is not here does not exist: decoders refuse it. */
export const areaSchemas = {
  system: systemSchema,
  firmware: firmwareSchema,
  os: osSchema,
  uptime: uptimeSchema,
  time: timeSchema,
  cpu: cpuSchema,
  load: loadSchema,
  thermal: thermalSchema,
  memory: memorySchema,
  memoryHealth: memoryHealthSchema,
  volumes: volumesSchema,
  disks: disksSchema,
  diskActivity: diskActivitySchema,
  pools: poolsSchema,
  backup: backupSchema,
  graphics: graphicsSchema,
  displays: displaysSchema,
  network: networkSchema,
  route: routeSchema,
  wifi: wifiSchema,
  connectivity: connectivitySchema,
  battery: batterySchema,
  power: powerSchema,
  processes: processesSchema,
  listening: listeningSchema,
  protection: protectionSchema,
  encryption: encryptionSchema,
  certificates: certificatesSchema,
  printers: printersSchema,
  usb: usbSchema,
  audio: audioSchema,
  bluetooth: bluetoothSchema,
  cameras: camerasSchema,
  media: mediaSchema,
  services: servicesSchema,
  startup: startupSchema,
  updates: updatesSchema,
  crashes: crashesSchema,
  events: eventsSchema,
  boot: bootSchema,
  users: usersSchema,
  software: softwareSchema,
} as const satisfies Record<AreaId, z.ZodType>;

export type AreaDataOf = { readonly [A in AreaId]: z.infer<(typeof areaSchemas)[A]> };
