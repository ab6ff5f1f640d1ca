import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { readUps } from '../ups.ts';
import { pluggedIn, powerSupplies } from './battery.ts';

type Plan = AreaDataOf['power']['plan'];
const supplies = '/sys/class/power_supply';
const profiles = 'net.hadess.PowerProfiles';

export async function linuxPower(tools: SourceTools): Promise<Answer<AreaDataOf['power']>> {
  const source = 'platform_profile, power-profiles-daemon, upsc, apcaccess';
  const [plan, onMains, ups] = await Promise.all([planOf(tools), isOnMains(tools.files), readUps(tools)]);
  if (plan === null && onMains === null && ups.length === 0)
    return unavailable(source, 'the system does not tell how it handles power');
  return facts(source, { plan, onMains, ups: [...ups] });
}

/** What a person chose in the settings; else what the firmware was told. */
async function planOf({ run, signal, files }: SourceTools): Promise<Plan> {
  const path = `/${profiles.replaceAll('.', '/')}`;
  const asked = await run('busctl', ['get-property', profiles, path, profiles, 'ActiveProfile'], {
    limitMs: 1000,
    signal,
  });
  const said = asked.status === 'ok' ? /^s "([a-z-]+)"/.exec(asked.text)?.[1] : undefined;
  return planFrom(said ?? (await files.text('/sys/firmware/acpi/platform_profile'))?.trim());
}

export function planFrom(word: string | undefined): Plan {
  switch (word) {
    case undefined:
    case '':
      return null;
    case 'power-saver':
    case 'low-power':
    case 'quiet':
      return 'saver';
    case 'balanced':
    case 'balanced-performance':
      return 'balanced';
    case 'performance':
      return 'performance';
    default:
      return 'other';
  }
}

/** Without a battery of its own a computer that runs is plugged in. */
async function isOnMains(files: SystemFiles): Promise<boolean | null> {
  if (!(await files.exists(supplies))) return null;
  const all = await powerSupplies(files);
  const hasBattery = all.some(
    (supply) =>
      supply.get('POWER_SUPPLY_TYPE') === 'Battery' && supply.get('POWER_SUPPLY_SCOPE') !== 'Device',
  );
  return hasBattery ? pluggedIn(all) : true;
}
