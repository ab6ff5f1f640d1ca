import type { Ups } from '../../src-shared/diagnostics/hardware-areas.ts';
import { countOf, nameOf, percentOf } from './clean.ts';
import { colonValues } from './linux/parse-text.ts';
import type { SourceTools } from './sources.ts';

/** Units that NUT or apcupsd look after on this computer; none where neither is installed. */
export async function readUps(tools: SourceTools): Promise<readonly Ups[]> {
  const found = await Promise.all([nutUnits(tools), apcUnit(tools)]);
  return found.flat().slice(0, 8);
}

async function nutUnits({ run, signal }: SourceTools): Promise<readonly Ups[]> {
  const listed = await run('upsc', ['-l'], { limitMs: 1000, signal });
  if (listed.status !== 'ok' || listed.code !== 0) return [];
  // a name goes back into a command, so only plain ones do
  const names = listed.text.split('\n').filter((name) => /^\w[\w.-]{0,60}$/.test(name));
  const units = names.slice(0, 4).map(async (name) => {
    const told = await run('upsc', [name], { limitMs: 1000, signal });
    return told.status === 'ok' && told.code === 0 ? [parseUpsc(name, told.text)] : [];
  });
  return (await Promise.all(units)).flat();
}

/** NUT's variables: ups.status is a list of words, OB on battery, RB replace battery. */
export function parseUpsc(name: string, text: string): Ups {
  const values = colonValues(text);
  const status = values.get('ups.status')?.split(' ');
  return {
    name: nameOf(name),
    model: nameOf(values.get('ups.model') ?? values.get('device.model')),
    onBattery: status === undefined ? null : status.includes('OB'),
    chargePercent: percentOf(values.get('battery.charge')),
    remainingSeconds: countOf(values.get('battery.runtime')),
    replaceBattery: status === undefined ? null : status.includes('RB'),
  };
}

async function apcUnit({ run, signal }: SourceTools): Promise<readonly Ups[]> {
  const told = await run('apcaccess', ['status'], { limitMs: 1000, signal });
  const unit = told.status === 'ok' && told.code === 0 ? parseApcaccess(told.text) : null;
  return unit === null ? [] : [unit];
}

/** "STATUS   : ONBATT REPLACEBATT", "BCHARGE  : 96.0 Percent", "TIMELEFT :  41.5 Minutes". */
export function parseApcaccess(text: string): Ups | null {
  const values = colonValues(text);
  const status = values.get('STATUS');
  if (status === undefined || status === '' || status.startsWith('COMMLOST')) return null;
  const number = (key: string) => /^\d+(?:\.\d+)?/.exec(values.get(key) ?? '')?.[0];
  const minutes = number('TIMELEFT');
  return {
    name: nameOf(values.get('UPSNAME')),
    model: nameOf(values.get('MODEL')),
    onBattery: /\bONBATT\b/.test(status),
    chargePercent: percentOf(number('BCHARGE')),
    remainingSeconds: minutes === undefined ? null : countOf(Number(minutes) * 60),
    replaceBattery: /\bREPLACEBATT\b/.test(status),
  };
}
