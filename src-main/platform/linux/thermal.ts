import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { figureOf, nameOf } from '../clean.ts';
import type { SourceTools, ThermalState } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { degreesOf } from './parse-text.ts';
import { throttleCount } from './processor.ts';

type Sensor = AreaDataOf['thermal']['sensors'][number];
type Fan = AreaDataOf['thermal']['fans'][number];
const folder = '/sys/class/hwmon';

/** Every thermometer and fan that the kernel has a driver for, and how often cores slowed down. */
export async function linuxThermal({ files }: SourceTools): Promise<Answer<ThermalState>> {
  const chips = (await files.list(folder)).filter((name) => /^hwmon\d+$/.test(name)).slice(0, 32);
  const found = await Promise.all(chips.map((chip) => readChip(files, `${folder}/${chip}`)));
  const sensors = found.flatMap((chip) => chip.sensors);
  const fans = found.flatMap((chip) => chip.fans);
  const throttled = await throttleCount(files);
  const source = `${folder}, thermal_throttle`;
  if (sensors.length === 0 && fans.length === 0 && throttled === null)
    return unavailable(source, 'this computer has no thermometer that the system can read');
  return facts(source, {
    sensors: sensors.slice(0, 64),
    fans: fans.slice(0, 32),
    throttleCount: throttled,
    speedLimitPercent: null,
    slowedEvents: null,
  });
}

async function readChip(
  files: SystemFiles,
  chip: string,
): Promise<{ readonly sensors: readonly Sensor[]; readonly fans: readonly Fan[] }> {
  const title = nameOf(await files.text(`${chip}/name`)) ?? 'sensor';
  const parts = (await files.list(chip)).flatMap((file) => /^((?:temp|fan)\d+)_input$/.exec(file)?.[1] ?? []);
  const read = (part: string, what: string) => files.text(`${chip}/${part}_${what}`);
  const named = async (part: string) => nameOf(`${title} ${nameOf(await read(part, 'label')) ?? part}`);
  const of = (kind: string) => parts.filter((part) => part.startsWith(kind)).slice(0, 32);
  const sensors = of('temp').map(async (part): Promise<Sensor> => {
    const [name, now, critical] = await Promise.all([named(part), read(part, 'input'), read(part, 'crit')]);
    return { name, temperatureC: degreesOf(now), criticalC: degreesOf(critical) };
  });
  const fans = of('fan').map(async (part): Promise<Fan> => {
    const [name, now, least] = await Promise.all([named(part), read(part, 'input'), read(part, 'min')]);
    return { name, rpm: figureOf(now, 0, 100_000), minRpm: figureOf(least, 0, 100_000) };
  });
  return {
    // 0 and nonsense mean that nothing is connected
    sensors: (await Promise.all(sensors)).filter(({ temperatureC }) => temperatureC !== null),
    fans: await Promise.all(fans),
  };
}
