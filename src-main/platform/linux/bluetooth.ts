import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { flagOf, nameOf, percentOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { SourceTools } from '../sources.ts';

type Bluetooth = AreaDataOf['bluetooth'];
const source = 'busctl org.bluez GetManagedObjects';
const question = [
  '--json=short',
  'call',
  'org.bluez',
  '/',
  'org.freedesktop.DBus.ObjectManager',
  'GetManagedObjects',
];

/** Without an adapter BlueZ is not asked: the bus would start it, only to say that there is none. */
export async function linuxBluetooth({ run, signal, files }: SourceTools): Promise<Answer<Bluetooth>> {
  const adapters = await files.list('/sys/class/bluetooth');
  if (!adapters.some((name) => /^hci\d+$/.test(name)))
    return unavailable('/sys/class/bluetooth', 'this computer has no Bluetooth');
  const asked = await run('busctl', question, { limitMs: 2000, signal });
  if (asked.status !== 'ok') return notAnswered(source, asked);
  if (asked.code !== 0) return unavailable(source, 'the Bluetooth service does not run');
  const told = parseManagedObjects(asked.text);
  return told ? facts(source, told) : failed(source, 'the list of Bluetooth devices could not be read');
}

const property = z.object({ data: z.unknown() });
const objectsSchema = z.object({
  data: z.tuple([z.record(z.string(), z.record(z.string(), z.record(z.string(), property)))]),
});

/** BlueZ's objects as busctl prints them: path, then interface, then property with its value in "data". */
export function parseManagedObjects(text: string): Bluetooth | null {
  const parsed = objectsSchema.safeParse(jsonOrNull(text));
  if (!parsed.success) return null;
  const objects = Object.values(parsed.data.data[0]);
  const adapters: Bluetooth['adapters'] = [];
  const devices: Bluetooth['devices'] = [];
  for (const object of objects) {
    const adapter = object['org.bluez.Adapter1'];
    const device = object['org.bluez.Device1'];
    if (adapter)
      adapters.push({ name: nameOf(adapter['Modalias']?.data), powered: flagOf(adapter['Powered']?.data) });
    // what was only seen in passing belongs to somebody else
    if (!device || (device['Paired']?.data !== true && device['Connected']?.data !== true)) continue;
    devices.push({
      name: nameOf(device['Alias']?.data) ?? nameOf(device['Name']?.data),
      kind: nameOf(device['Icon']?.data),
      connected: flagOf(device['Connected']?.data),
      batteryPercent: percentOf(object['org.bluez.Battery1']?.['Percentage']?.data),
    });
  }
  return { adapters: adapters.slice(0, 16), devices: devices.slice(0, 64) };
}
