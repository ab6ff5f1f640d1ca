import type { AreaDataOf } from './area-schemas.ts';
import { fact, joined, type Fact } from './fact.ts';
import { formatBytes, formatDuration, formatValue, rounded } from './format-value.ts';
import { known, share } from './machine-facts.ts';

export function thermalFacts(area: AreaDataOf['thermal']): readonly Fact[] {
  return [
    ...area.sensors.flatMap((sensor) =>
      fact(
        sensor.name ?? 'Thermometer',
        'thermal.sensors.*.temperatureC',
        known(sensor.temperatureC, 'celsius'),
        sensor.criticalC !== null && `too hot from ${rounded(sensor.criticalC, 0)} °C`,
      ),
    ),
    ...area.fans.flatMap((fan) =>
      fact(fan.name ?? 'Fan', 'thermal.fans.*.rpm', fan.rpm !== null && `${fan.rpm} turns a minute`),
    ),
    ...fact(
      'Slowed down by heat',
      'thermal.throttleCount',
      area.throttleCount !== null && `${area.throttleCount} times since the start`,
      area.throttledInSample !== null &&
        area.sampleMs !== null &&
        `${area.throttledInSample} times in ${formatValue(area.sampleMs, 'ms')}`,
    ),
    ...fact('Speed allowed', 'thermal.speedLimitPercent', known(area.speedLimitPercent, 'percent')),
    ...fact(
      'Slowed down in a day',
      'thermal.slowedEvents',
      area.slowedEvents !== null && `${area.slowedEvents} times`,
    ),
  ];
}

export function memoryHealthFacts(area: AreaDataOf['memoryHealth']): readonly Fact[] {
  const modules = area.modules.flatMap((module) =>
    fact(
      joined('Module', module.slot),
      'memoryHealth.modules.*.sizeBytes',
      known(module.sizeBytes, 'bytes'),
      module.kind,
      module.speedMts !== null && `${module.speedMts} MT/s`,
      joined(module.manufacturer, module.part),
      module.serial,
    ),
  );
  const swapped = area.swappedOutInSample !== null && area.sampleMs !== null;
  return [
    ...modules,
    ...fact('Errors repaired', 'memoryHealth.correctedErrors', known(area.correctedErrors, 'plain')),
    ...fact('Errors not repaired', 'memoryHealth.uncorrectedErrors', known(area.uncorrectedErrors, 'plain')),
    ...fact('Taken out of use', 'memoryHealth.brokenBytes', known(area.brokenBytes, 'bytes')),
    ...fact('Last memory test', 'memoryHealth.memoryTest', area.memoryTest),
    ...fact('Promised', 'memoryHealth.commitBytes', share(area.commitBytes, area.commitLimitBytes, 'bytes')),
    ...fact(
      'Moved to disk',
      'memoryHealth.swappedOutBytes',
      area.swappedOutBytes !== null && `${formatBytes(area.swappedOutBytes)} since the start`,
      swapped &&
        `${formatBytes(area.swappedOutInSample ?? 0)} in the last ${formatValue(area.sampleMs, 'ms')}`,
    ),
  ];
}

export function diskActivityFacts(area: AreaDataOf['diskActivity']): readonly Fact[] {
  const over = area.sampleMs === null ? null : `measured over ${formatValue(area.sampleMs, 'ms')}`;
  return area.disks.flatMap((disk) =>
    fact(
      disk.device ?? 'Disk',
      'diskActivity.disks.*.busyPercent',
      disk.busyPercent !== null && `${formatValue(disk.busyPercent, 'percent')} busy`,
      disk.readMs !== null && `reads in ${rounded(disk.readMs, 1)} ms`,
      disk.writeMs !== null && `writes in ${rounded(disk.writeMs, 1)} ms`,
      disk.readBytes !== null && `${formatBytes(disk.readBytes)} read`,
      disk.writtenBytes !== null && `${formatBytes(disk.writtenBytes)} written`,
      over,
    ),
  );
}

export function poolsFacts(area: AreaDataOf['pools']): readonly Fact[] {
  return area.pools.flatMap((pool) =>
    fact(
      pool.name ?? 'Disk group',
      'pools.pools.*.state',
      pool.kind,
      pool.state,
      pool.disks !== null && `${pool.disks} disks`,
      (pool.disksDown ?? 0) > 0 && `${pool.disksDown} not working`,
      (pool.errors ?? 0) > 0 && `${pool.errors} errors`,
    ),
  );
}

export function backupFacts(area: AreaDataOf['backup']): readonly Fact[] {
  const tools = area.tools.flatMap((tool) =>
    fact(
      joined('Backup', tool.tool?.replace('-', ' ')),
      'backup.tools.*.lastAt',
      tool.lastAt === null ? 'no backup yet' : `last on ${formatValue(tool.lastAt, 'time')}`,
      tool.keeps === 'system' && 'keeps the system only',
    ),
  );
  return [...fact('Backup set up', 'backup.setUp', known(area.setUp, 'plain')), ...tools];
}

export function powerFacts(area: AreaDataOf['power']): readonly Fact[] {
  return [
    ...fact('Power plan', 'power.plan', area.plan),
    ...fact('Power from the wall', 'power.onMains', known(area.onMains, 'plain')),
    ...area.ups.flatMap((ups) =>
      fact(
        joined('Backup power', ups.name),
        'power.ups.*.onBattery',
        ups.model,
        ups.onBattery === null ? null : ups.onBattery ? 'in use' : 'not in use',
        known(ups.chargePercent, 'percent'),
        ups.remainingSeconds !== null && `lasts ${formatDuration(ups.remainingSeconds)}`,
        ups.replaceBattery === true && 'needs a new battery',
      ),
    ),
  ];
}
