import type { AreaDataOf } from './area-schemas.ts';
import { fact, joined, type Fact } from './fact.ts';
import { formatBytes, formatDuration, formatValue, rounded } from './format-value.ts';

export function systemFacts(system: AreaDataOf['system']): readonly Fact[] {
  return [
    ...fact('Model', 'system.model', joined(system.manufacturer, system.model)),
    ...fact('Kind', 'system.chassis', system.chassis),
    ...fact('Virtual computer', 'system.virtual', system.virtual === true && (system.virtualKind ?? 'yes')),
    ...fact('Serial number', 'system.serial', system.serial),
    ...fact('Hardware number', 'system.uuid', system.uuid),
    ...fact('Main board', 'system.boardModel', joined(system.boardManufacturer, system.boardModel)),
    ...fact('Firmware', 'system.biosVersion', joined(system.biosVendor, system.biosVersion), system.biosDate),
  ];
}

export function osFacts(os: AreaDataOf['os']): readonly Fact[] {
  const version = joined(os.name, os.version, os.build);
  return [
    ...fact('System', 'os.name', version, os.codename && `“${os.codename}”`),
    ...fact('Kernel', 'os.kernel', os.kernel, os.arch),
    ...fact('Computer name', 'os.hostName', os.hostName),
    ...fact('Sign-in name', 'os.userName', os.userName),
    ...fact('Domain', 'os.domain', os.domain),
    ...fact('Desktop', 'os.sessionType', os.desktop, os.sessionType),
    ...fact(
      'Restart waiting',
      'os.restartRequired',
      os.restartRequired !== null && formatValue(os.restartRequired, 'plain'),
    ),
    ...fact('Open files', 'os.filesOpen', share(os.filesOpen, os.filesMax, 'plain')),
  ];
}

export function uptimeFacts(uptime: AreaDataOf['uptime']): readonly Fact[] {
  return fact('Running for', 'uptime.seconds', uptime.seconds !== null && formatDuration(uptime.seconds));
}

export function timeFacts(time: AreaDataOf['time']): readonly Fact[] {
  return [
    ...fact('Hours from world time', 'time.zoneOffsetMinutes', known(time.zoneOffsetMinutes, 'minutes')),
    ...fact('Kept in step', 'time.synchronised', known(time.synchronised, 'plain')),
    ...fact('Time service runs', 'time.serviceActive', known(time.serviceActive, 'plain')),
    ...fact('Clock is off by', 'time.offsetMs', known(time.offsetMs, 'ms')),
  ];
}

export function cpuFacts(cpu: AreaDataOf['cpu']): readonly Fact[] {
  const cores = cpu.cores === null ? null : `${cpu.cores} ${cpu.cores === 1 ? 'core' : 'cores'}`;
  const critical = cpu.temperatureCriticalC === null ? null : `too hot from ${cpu.temperatureCriticalC} °C`;
  return [
    ...fact('Processor', 'cpu.brand', joined(cpu.manufacturer, cpu.brand), cores),
    ...fact(
      'Speed',
      'cpu.speedGhz',
      known(cpu.speedGhz, 'ghz'),
      cpu.maxSpeedGhz !== null && `up to ${rounded(cpu.maxSpeedGhz, 2)} GHz`,
    ),
    ...fact(
      'Temperature',
      'cpu.temperatureC',
      known(cpu.temperatureC, 'celsius'),
      cpu.temperatureC !== null && critical,
    ),
    ...fact(
      'Slowed down by heat',
      'cpu.throttleCount',
      cpu.throttleCount !== null && `${cpu.throttleCount} times`,
    ),
  ];
}

export function loadFacts(load: AreaDataOf['load']): readonly Fact[] {
  const over = load.sampleMs === null ? null : `measured over ${formatValue(load.sampleMs, 'ms')}`;
  const averages = [load.load1, load.load5, load.load15];
  return [
    ...fact(
      'Processor in use',
      'load.cpuPercent',
      known(load.cpuPercent, 'percent'),
      load.cpuPercent !== null && over,
    ),
    ...fact(
      'Load over 1, 5 and 15 minutes',
      'load.load1',
      averages.every((value) => value !== null) &&
        averages.map((value) => formatValue(value, 'plain')).join(' · '),
    ),
    ...fact('Waiting for the disk', 'load.ioWaitPercent', known(load.ioWaitPercent, 'percent')),
    ...fact('Taken by other virtual computers', 'load.stealPercent', known(load.stealPercent, 'percent')),
  ];
}

export function memoryFacts(memory: AreaDataOf['memory']): readonly Fact[] {
  return [
    ...fact('Memory', 'memory.totalBytes', known(memory.totalBytes, 'bytes')),
    ...fact('In use', 'memory.usedBytes', share(memory.usedBytes, memory.totalBytes, 'bytes')),
    ...fact('Free for programs', 'memory.availableBytes', known(memory.availableBytes, 'bytes')),
    ...fact(
      'Swap space',
      'memory.swapUsedBytes',
      memory.swapTotalBytes === 0 ? 'none' : share(memory.swapUsedBytes, memory.swapTotalBytes, 'bytes'),
    ),
    ...fact('Pressure', 'memory.pressure', memory.pressure),
  ];
}

/** "6.4 GB of 7.9 GB, 81 %"; the percentage is of `whole`, where that is not the total. */
export function share(
  used: number | null,
  total: number | null,
  unit: 'bytes' | 'plain',
  whole: number | null = total,
): string | null {
  if (used === null || total === null) return null;
  const show = unit === 'bytes' ? formatBytes : String;
  const percent = whole !== null && whole > 0 ? `, ${Math.round((used / whole) * 100)} %` : '';
  return `${show(used)} of ${show(total)}${percent}`;
}

export function known(
  value: string | number | boolean | null,
  unit: Parameters<typeof formatValue>[1],
): string | null {
  return value === null ? null : formatValue(value, unit);
}
