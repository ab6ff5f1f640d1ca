import { z } from 'zod';
import type { Disk } from '../../src-shared/diagnostics/storage-areas.ts';
import { countOf, figureOf, nameOf, percentOf } from './clean.ts';

/** A disk of which nothing is known. */
export const emptyDisk: Disk = {
  device: null,
  vendor: null,
  model: null,
  serial: null,
  firmware: null,
  type: null,
  bus: null,
  sizeBytes: null,
  removable: null,
  system: null,
  health: null,
  temperatureC: null,
  powerOnHours: null,
  reallocatedSectors: null,
  reportedUncorrectable: null,
  commandTimeouts: null,
  pendingSectors: null,
  offlineUncorrectable: null,
  nvmeCriticalWarning: null,
  nvmePercentageUsed: null,
  nvmeSparePercent: null,
  nvmeSpareThresholdPercent: null,
};

/** The parts of `smartctl -a -j` (smartmontools 7 and newer) that rules need. */
export const smartSchema = z.object({
  smart_status: z.object({ passed: z.boolean() }).optional(),
  temperature: z.object({ current: z.number() }).optional(),
  power_on_time: z.object({ hours: z.number() }).optional(),
  firmware_version: z.string().optional(),
  ata_smart_attributes: z
    .object({ table: z.array(z.object({ id: z.number(), raw: z.object({ value: z.number() }) })) })
    .optional(),
  nvme_smart_health_information_log: z
    .object({
      critical_warning: z.number().optional(),
      percentage_used: z.number().optional(),
      available_spare: z.number().optional(),
      available_spare_threshold: z.number().optional(),
    })
    .optional(),
});

/** The disk with what SMART says of it; unchanged when the answer is not smartctl's. */
export function applySmart(disk: Disk, answer: unknown): Disk {
  const parsed = smartSchema.safeParse(answer);
  if (!parsed.success) return disk;
  const smart = parsed.data;
  const raw = (id: number) =>
    countOf(smart.ata_smart_attributes?.table.find((entry) => entry.id === id)?.raw.value);
  const nvme = smart.nvme_smart_health_information_log;
  return {
    ...disk,
    firmware: nameOf(smart.firmware_version) ?? disk.firmware,
    health: smart.smart_status ? (smart.smart_status.passed ? 'ok' : 'failing') : disk.health,
    temperatureC: figureOf(smart.temperature?.current, 1, 200) ?? disk.temperatureC,
    powerOnHours: countOf(smart.power_on_time?.hours),
    reallocatedSectors: raw(5),
    reportedUncorrectable: raw(187),
    commandTimeouts: commandTimeouts(raw(188)),
    pendingSectors: raw(197),
    offlineUncorrectable: raw(198),
    nvmeCriticalWarning: figureOf(nvme?.critical_warning, 0, 255),
    nvmePercentageUsed: figureOf(nvme?.percentage_used, 0, 255),
    nvmeSparePercent: percentOf(nvme?.available_spare),
    nvmeSpareThresholdPercent: percentOf(nvme?.available_spare_threshold),
  };
}

// Seagate packs three 16-bit counters into attribute 188; the lowest is the number of timeouts.
function commandTimeouts(raw: number | null): number | null {
  return raw === null ? null : raw > 0xffff ? raw % 0x10000 : raw;
}
