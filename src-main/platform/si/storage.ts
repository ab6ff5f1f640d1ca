import type { Systeminformation } from 'systeminformation';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Disk, Volume } from '../../../src-shared/diagnostics/storage-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, longTextOf, nameOf, positiveOf } from '../clean.ts';
import { applySmart, emptyDisk } from '../smart.ts';
import { library } from './library.ts';

/** Helper volumes of macOS fill up by design and are nobody's concern (DISK-01). */
const helperVolumes =
  /^\/System\/Volumes\/(?:VM|Preboot|Update|xarts|iSCPreboot|Hardware|Recovery)|^\/private\/var\/vm|^\/Library\/Developer\/CoreSimulator/;
const images = /^(?:squashfs|iso9660|cdfs|devfs|autofs|nullfs)$/i;

export async function siVolumes(systemMounts: ReadonlySet<string>): Promise<Answer<AreaDataOf['volumes']>> {
  const list = await (await library()).fsSize();
  const volumes = volumesFrom(list, systemMounts);
  return volumes.length > 0
    ? facts('si.fsSize()', { volumes })
    : unavailable('si.fsSize()', 'the system does not list its drives');
}

export function volumesFrom(
  list: readonly Systeminformation.FsSizeData[],
  systemMounts: ReadonlySet<string>,
): Volume[] {
  return list
    .filter((entry) => !helperVolumes.test(entry.mount) && !images.test(entry.type) && entry.size > 0)
    .slice(0, 64)
    .map((entry) => ({
      mount: longTextOf(entry.mount),
      label: null,
      fsType: nameOf(entry.type),
      role: systemMounts.has(entry.mount.toUpperCase()) ? 'system' : 'data',
      local: !/^(?:\\\\|\/\/)/.test(entry.fs) && !/smb|nfs|afp|webdav/i.test(entry.type),
      writable: entry.rw,
      totalBytes: countOf(entry.size),
      usedBytes: countOf(entry.used),
      availableBytes: countOf(entry.available),
      inodesTotal: null,
      inodesUsed: null,
      grownBytes: null,
      grownOverMs: null,
    }));
}

export async function siDisks(): Promise<Answer<AreaDataOf['disks']>> {
  const list = await (await library()).diskLayout();
  if (list.length === 0) return unavailable('si.diskLayout()', 'the system lists no disks');
  return facts('si.diskLayout()', { disks: list.slice(0, 64).map(diskFrom) });
}

/** "Ok", "Predicted Failure", "unknown" and the like become the disk's verdict, or none. */
export function diskFrom(layout: Systeminformation.DiskLayoutData): Disk {
  const base: Disk = {
    ...emptyDisk,
    device: nameOf(layout.device),
    vendor: nameOf(layout.vendor),
    model: nameOf(layout.name),
    serial: nameOf(layout.serialNum),
    firmware: nameOf(layout.firmwareRevision),
    type: typeOf(layout),
    bus: nameOf(layout.interfaceType),
    sizeBytes: positiveOf(layout.size),
    removable: /usb/i.test(layout.interfaceType) ? true : null,
    health: healthOf(layout.smartStatus),
    temperatureC: figureOf(layout.temperature, 1, 200),
  };
  return applySmart(base, layout.smartData);
}

function typeOf({ type, interfaceType }: Systeminformation.DiskLayoutData): Disk['type'] {
  if (/nvme/i.test(type) || /nvme|pcie/i.test(interfaceType)) return 'nvme';
  if (/usb/i.test(interfaceType)) return 'removable';
  return /^hd/i.test(type) ? 'hdd' : /^ssd/i.test(type) ? 'ssd' : null;
}

function healthOf(status: string): Disk['health'] {
  if (/^(?:ok|passed|verified|healthy)$/i.test(status)) return 'ok';
  return /fail|pred|unhealthy|degraded/i.test(status) ? 'failing' : null;
}
