import type { AreaDataOf } from './area-schemas.ts';
import { fact, joined, type Fact } from './fact.ts';
import { formatBytes, formatDuration, formatValue, rounded } from './format-value.ts';
import { known, share } from './machine-facts.ts';

export function volumesFacts(area: AreaDataOf['volumes']): readonly Fact[] {
  return area.volumes.flatMap((volume) =>
    fact(
      joined(volume.mount ?? 'Drive', volume.label),
      'volumes.volumes.*.usedBytes',
      usedSpace(volume),
      volume.availableBytes !== null && `${formatBytes(volume.availableBytes)} free`,
      volume.fsType,
      volume.writable === false && 'read-only',
      volume.local === false && 'network drive',
      inodes(volume),
      growth(volume),
    ),
  );
}

export function disksFacts(area: AreaDataOf['disks']): readonly Fact[] {
  return area.disks.flatMap((disk) =>
    fact(
      disk.device ?? 'Disk',
      'disks.disks.*.model',
      joined(disk.vendor, disk.model),
      known(disk.sizeBytes, 'bytes'),
      disk.type?.toUpperCase(),
      disk.bus,
      disk.health === null ? 'health not known' : `health ${disk.health}`,
      known(disk.temperatureC, 'celsius'),
      disk.powerOnHours !== null && `on for ${disk.powerOnHours} h`,
      disk.nvmePercentageUsed !== null && `${disk.nvmePercentageUsed} % of its life used`,
      ...sectors(disk),
      disk.serial,
    ),
  );
}

export function graphicsFacts(area: AreaDataOf['graphics']): readonly Fact[] {
  const cards = area.controllers.flatMap((card) =>
    fact(
      'Graphics',
      'graphics.controllers.*.model',
      joined(card.vendor, card.model),
      known(card.memoryBytes, 'bytes'),
      joined(card.driver, card.driverVersion, card.driverDate),
      known(card.temperatureC, 'celsius'),
    ),
  );
  return [
    ...cards,
    ...fact(
      'Drawn without graphics card',
      'graphics.softwareRendering',
      known(area.softwareRendering, 'plain'),
    ),
  ];
}

export function displaysFacts(area: AreaDataOf['displays']): readonly Fact[] {
  return area.displays.flatMap((display, index) => {
    const native = dimensions(display.nativeWidthPx, display.nativeHeightPx);
    const current = dimensions(display.widthPx, display.heightPx);
    return fact(
      `Screen ${index + 1}`,
      'displays.displays.*.widthPx',
      joined(display.vendor, display.model),
      current,
      native !== null && native !== current && `best ${native}`,
      known(display.refreshHz, 'hz'),
      display.scalePercent !== null && `scaled to ${rounded(display.scalePercent, 0)} %`,
      display.connection,
      display.main === true && 'main',
      display.internal === true && 'built in',
      display.serial,
    );
  });
}

export function batteryFacts(area: AreaDataOf['battery']): readonly Fact[] {
  const mains = fact('Plugged in', 'battery.onMains', known(area.onMains, 'plain'));
  const batteries = area.batteries.flatMap((battery) => [
    ...fact(
      'Battery',
      'battery.batteries.*.percent',
      known(battery.percent, 'percent'),
      battery.state,
      battery.remainingSeconds !== null && `${formatDuration(battery.remainingSeconds)} left`,
      battery.condition === 'service' && 'needs service',
    ),
    ...fact(
      'Holds',
      'battery.batteries.*.fullCapacity',
      wear(battery.fullCapacity, battery.designedCapacity),
    ),
    ...fact('Charges so far', 'battery.batteries.*.cycleCount', known(battery.cycleCount, 'plain')),
    ...fact(
      'Battery model',
      'battery.batteries.*.model',
      joined(battery.manufacturer, battery.model),
      battery.serial,
    ),
  ]);
  return [...mains, ...batteries];
}

export function printersFacts(area: AreaDataOf['printers']): readonly Fact[] {
  const service = fact('Print service runs', 'printers.serviceRunning', known(area.serviceRunning, 'plain'));
  const printers = area.printers.flatMap((printer) =>
    fact(
      printer.name ?? 'Printer',
      'printers.printers.*.status',
      printer.model,
      printer.status,
      printer.isDefault === true && 'usual printer',
      printer.jobs !== null && `${printer.jobs} waiting`,
      printer.oldestJobSeconds !== null && `oldest ${formatDuration(printer.oldestJobSeconds)}`,
    ),
  );
  return [...service, ...printers];
}

export function usbFacts(area: AreaDataOf['usb']): readonly Fact[] {
  return area.devices.flatMap((device) =>
    fact(
      device.kind ?? 'Device',
      'usb.devices.*.name',
      joined(device.vendor, device.name),
      device.problemCode !== null && device.problemCode !== 0 && `problem ${device.problemCode}`,
      device.serial,
    ),
  );
}

export function audioFacts(area: AreaDataOf['audio']): readonly Fact[] {
  const service = fact('Sound service runs', 'audio.serviceRunning', known(area.serviceRunning, 'plain'));
  const devices = area.devices.flatMap((device) =>
    fact(
      'Sound device',
      'audio.devices.*.name',
      joined(device.manufacturer, device.name),
      device.output === true && 'plays',
      device.input === true && 'records',
      device.isDefault === true && 'usual',
    ),
  );
  return [
    ...service,
    ...(devices.length > 0 ? devices : fact('Sound devices', 'audio.devices.*.name', 'none')),
  ];
}

export function processesFacts(area: AreaDataOf['processes']): readonly Fact[] {
  const other = area.remoteTools.flatMap((tool) =>
    fact('Other remote-help program', 'processes.remoteTools.*.name', tool.name),
  );
  const top = area.top.flatMap((entry) =>
    fact(
      joined(entry.name ?? 'Program', entry.count !== null && entry.count > 1 ? `(${entry.count})` : null),
      'processes.top.*.cpuPercent',
      entry.cpuPercent !== null && `${formatValue(entry.cpuPercent, 'percent')} processor`,
      entry.memoryBytes !== null && `${formatBytes(entry.memoryBytes)} memory`,
      entry.runningSeconds !== null && `for ${formatDuration(entry.runningSeconds)}`,
    ),
  );
  const steady = (area.steady ?? []).flatMap((entry) =>
    fact(
      'Busy for long',
      'processes.steady.*.corePercent',
      entry.name,
      entry.corePercent !== null && `${formatValue(entry.corePercent, 'percent')} of a core`,
      entry.overMs !== null && `over ${formatValue(entry.overMs, 'ms')}`,
    ),
  );
  const idle = fact('Nobody has typed for', 'processes.idleSeconds', known(area.idleSeconds, 'seconds'));
  return [
    ...fact('Programs running', 'processes.total', known(area.total, 'plain')),
    ...idle,
    ...other,
    ...steady,
    ...top,
  ];
}

type VolumeFact = AreaDataOf['volumes']['volumes'][number];
type DiskFact = AreaDataOf['disks']['disks'][number];

// The share is that of `df` and of rule DISK-01: of what people can use, without what the system keeps back.
function usedSpace({ usedBytes, availableBytes, totalBytes }: VolumeFact): string | null {
  const amount = share(usedBytes, totalBytes, 'bytes', usableBytes(usedBytes, availableBytes));
  return amount === null ? null : `${amount} used`;
}

function usableBytes(used: number | null, available: number | null): number | null {
  return used === null || available === null ? null : used + available;
}

// Worth a word only where files run out before space does.
function inodes(volume: VolumeFact): string | null {
  const { inodesUsed, inodesTotal } = volume;
  if (inodesUsed === null || inodesTotal === null || inodesUsed < inodesTotal / 2) return null;
  return `${Math.round((inodesUsed / inodesTotal) * 100)} % of its files`;
}

// Worth a word only where it is filling.
function growth({ grownBytes, grownOverMs }: VolumeFact): string | null {
  if (grownBytes === null || grownOverMs === null || grownBytes <= 0) return null;
  return `filled by ${formatBytes(grownBytes)} in ${formatValue(grownOverMs, 'ms')}`;
}

function sectors(disk: DiskFact): readonly (string | false)[] {
  return [
    (disk.reallocatedSectors ?? 0) > 0 && `${disk.reallocatedSectors} replaced sectors`,
    (disk.pendingSectors ?? 0) > 0 && `${disk.pendingSectors} doubtful sectors`,
    (disk.offlineUncorrectable ?? 0) > 0 && `${disk.offlineUncorrectable} unreadable sectors`,
    (disk.reportedUncorrectable ?? 0) > 0 && `${disk.reportedUncorrectable} errors not repaired`,
  ];
}

function dimensions(width: number | null, height: number | null): string | null {
  return width === null || height === null ? null : `${width} × ${height}`;
}

function wear(full: number | null, designed: number | null): string | null {
  return full === null || designed === null || designed === 0
    ? null
    : `${Math.round((full / designed) * 100)} % of what it held when new`;
}
