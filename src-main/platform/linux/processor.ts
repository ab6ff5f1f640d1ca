import { cpus } from 'node:os';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { MAX_CORES } from '../../../src-shared/diagnostics/vitals.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf } from '../clean.ts';
import type { CpuTicks, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { colonValues, degreesOf, words } from './parse-text.ts';

export async function linuxCpu({ files }: SourceTools): Promise<Answer<AreaDataOf['cpu']>> {
  const text = await files.text('/proc/cpuinfo');
  const about = colonValues(text ?? '');
  const folder = '/sys/devices/system/cpu';
  const now = countOf(await files.text(`${folder}/cpu0/cpufreq/scaling_cur_freq`));
  const max = countOf(await files.text(`${folder}/cpu0/cpufreq/cpuinfo_max_freq`));
  const heat = await hottest(files);
  return facts('/proc/cpuinfo, /sys/class/hwmon', {
    manufacturer: makerOf(about.get('vendor_id')),
    brand: nameOf(about.get('model name') ?? about.get('Model') ?? cpus()[0]?.model),
    cores: countOf(cpus().length),
    physicalCores: text === null ? null : physicalCores(text),
    speedGhz: now === null ? ghz(figureOf(about.get('cpu MHz'), 1, 1e5), 1e3) : ghz(now, 1e6),
    maxSpeedGhz: ghz(max, 1e6),
    temperatureC: heat.temperatureC,
    temperatureCriticalC: heat.criticalC,
    throttleCount: await throttleCount(files),
  });
}

/** Busy and waiting time of all cores since the start, from the first line of /proc/stat. */
export async function linuxCpuTicks({ files }: SourceTools): Promise<Answer<CpuTicks>> {
  const text = await files.text('/proc/stat');
  const ticks = text === null ? null : parseCpuTicks(text);
  return ticks
    ? facts('/proc/stat', ticks)
    : unavailable('/proc/stat', 'the system does not tell how busy it is');
}

export function parseCpuTicks(text: string): CpuTicks | null {
  const line = /^cpu\s+(.*)$/m.exec(text)?.[1];
  const [user, nice, system, idle, ioWait = 0, irq = 0, softIrq = 0, steal = 0] = words(line ?? '').map(
    Number,
  );
  if (user === undefined || nice === undefined || system === undefined || idle === undefined) return null;
  const busy = user + nice + system + irq + softIrq + steal;
  return { busy, total: busy + idle + ioWait, ioWait, steal, cores: coreTicks(text) };
}

/** The lines "cpu0 …" below the sum; a core that is switched off has none. */
function coreTicks(text: string): CpuTicks['cores'] {
  return [...text.matchAll(/^cpu\d+ (.*)$/gm)].slice(0, MAX_CORES).map((match) => {
    const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] = words(
      match[1] ?? '',
    ).map(Number);
    const busy = user + nice + system + irq + softIrq + steal;
    return { busy, total: busy + idle + ioWait };
  });
}

export function physicalCores(cpuinfo: string): number | null {
  const seen = new Set<string>();
  for (const block of cpuinfo.split(/\n\s*\n/)) {
    const values = colonValues(block);
    const core = values.get('core id');
    if (core !== undefined) seen.add(`${values.get('physical id') ?? '0'}/${core}`);
  }
  return seen.size > 0 ? seen.size : null;
}

const cpuSensors = new Set(['coretemp', 'k10temp', 'zenpower', 'cpu_thermal', 'k8temp', 'soc_thermal']);

export async function hottest(
  files: SystemFiles,
): Promise<{ temperatureC: number | null; criticalC: number | null }> {
  const found: { temperatureC: number; criticalC: number | null }[] = [];
  for (const sensor of await files.list('/sys/class/hwmon')) {
    const folder = `/sys/class/hwmon/${sensor}`;
    if (!cpuSensors.has(((await files.text(`${folder}/name`)) ?? '').trim())) continue;
    for (const file of await files.list(folder)) {
      const input = /^(temp\d+)_input$/.exec(file)?.[1];
      if (input === undefined) continue;
      const temperatureC = degreesOf(await files.text(`${folder}/${file}`));
      if (temperatureC !== null)
        found.push({ temperatureC, criticalC: degreesOf(await files.text(`${folder}/${input}_crit`)) });
    }
  }
  found.sort((a, b) => b.temperatureC - a.temperatureC);
  const top = found[0];
  return { temperatureC: top?.temperatureC ?? null, criticalC: top?.criticalC ?? null };
}

/** How often cores slowed down because of heat since the start, added up; null where nobody counts. */
export async function throttleCount(files: SystemFiles): Promise<number | null> {
  const folder = '/sys/devices/system/cpu';
  const cores = (await files.list(folder)).filter((name) => /^cpu\d+$/.test(name)).slice(0, 256);
  const counts = await Promise.all(
    cores.map(async (core) =>
      countOf(await files.text(`${folder}/${core}/thermal_throttle/core_throttle_count`)),
    ),
  );
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

function ghz(value: number | null, unitsInGhz: number): number | null {
  return value === null ? null : figureOf(Math.round((value / unitsInGhz) * 100) / 100, 0.01, 100);
}

function makerOf(vendor: string | undefined): string | null {
  return vendor === 'GenuineIntel' ? 'Intel' : vendor === 'AuthenticAMD' ? 'AMD' : nameOf(vendor);
}
