import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { figureOf, nameOf, percentOf, positiveOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { keyValues } from './parse-text.ts';

type Battery = AreaDataOf['battery']['batteries'][number];

const source = '/sys/class/power_supply';

export async function linuxBattery({ files }: SourceTools): Promise<Answer<AreaDataOf['battery']>> {
  const supplies = await powerSupplies(files);
  const batteries = supplies.flatMap(parseBattery);
  if (batteries.length === 0) return unavailable(source, 'this computer has no battery');
  return facts(source, { onMains: pluggedIn(supplies), batteries: batteries.slice(0, 8) });
}

/** What the kernel says of each battery and each plug. */
export async function powerSupplies(files: SystemFiles): Promise<readonly ReadonlyMap<string, string>[]> {
  const names = (await files.list(source)).slice(0, 32);
  return Promise.all(
    names.map(async (name) => keyValues((await files.text(`${source}/${name}/uevent`)) ?? '')),
  );
}

/** Null where no plug tells. */
export function pluggedIn(supplies: readonly ReadonlyMap<string, string>[]): boolean | null {
  const plugs = supplies.filter((supply) => /^(?:Mains|USB)$/.test(supply.get('POWER_SUPPLY_TYPE') ?? ''));
  return plugs.length > 0 ? plugs.some((supply) => supply.get('POWER_SUPPLY_ONLINE') === '1') : null;
}

/** The computer's own batteries; those of a mouse or headset have the scope "Device". */
export function parseBattery(supply: ReadonlyMap<string, string>): readonly Battery[] {
  const value = (name: string) => supply.get(`POWER_SUPPLY_${name}`);
  if (value('TYPE') !== 'Battery' || value('SCOPE') === 'Device' || value('PRESENT') === '0') return [];
  // Firmware counts in energy (µWh) or in charge (µAh); the share is the same either way.
  const unit = value('ENERGY_FULL') === undefined ? 'CHARGE' : 'ENERGY';
  const now = figureOf(value(`${unit}_NOW`), 0, 1e10);
  const rate = figureOf(value(unit === 'ENERGY' ? 'POWER_NOW' : 'CURRENT_NOW'), 1, 1e10);
  const state = stateOf(value('STATUS'));
  return [
    {
      percent: percentOf(value('CAPACITY')),
      state,
      designedCapacity: milli(value(`${unit}_FULL_DESIGN`)),
      fullCapacity: milli(value(`${unit}_FULL`)),
      cycleCount: positiveOf(value('CYCLE_COUNT')),
      remainingSeconds:
        state === 'discharging' && now !== null && rate !== null ? Math.round((now / rate) * 3600) : null,
      condition: conditionOf(value('HEALTH')),
      manufacturer: nameOf(value('MANUFACTURER')),
      model: nameOf(value('MODEL_NAME')),
      serial: nameOf(value('SERIAL_NUMBER')),
    },
  ];
}

function stateOf(status: string | undefined): Battery['state'] {
  switch (status) {
    case 'Charging':
      return 'charging';
    case 'Discharging':
      return 'discharging';
    case 'Full':
      return 'full';
    case 'Not charging':
      return 'not-charging';
    default:
      return null;
  }
}

// Few laptops tell. The kernel's other words are of too much heat or cold, which pass.
function conditionOf(health: string | undefined): Battery['condition'] {
  if (health === 'Good') return 'good';
  return health === 'Dead' || health === 'Unspecified failure' ? 'service' : null;
}

function milli(micro: string | undefined): number | null {
  const value = figureOf(micro, 1, 1e10);
  return value === null ? null : Math.round(value / 1000);
}
