import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';

const usbFolder = '/sys/bus/usb/devices';
const usbKinds: Readonly<Record<string, string>> = {
  '01': 'Sound',
  '02': 'Modem',
  '03': 'Keyboard or mouse',
  '06': 'Camera',
  '07': 'Printer',
  '08': 'Storage',
  '09': 'Hub',
  '0b': 'Smart card',
  '0e': 'Camera',
  e0: 'Wireless',
};

export async function linuxUsb({ files }: SourceTools): Promise<Answer<AreaDataOf['usb']>> {
  if (!(await files.exists(usbFolder))) return unavailable(usbFolder, 'this computer has no USB');
  // "usb1" is the controller's own hub, "1-2:1.0" a part of a device.
  const names = (await files.list(usbFolder)).filter((name) => /^\d+-[\d.]+$/.test(name));
  return facts(usbFolder, {
    devices: await Promise.all(names.slice(0, 128).map((name) => usbDevice(files, name))),
  });
}

async function usbDevice(files: SystemFiles, name: string): Promise<AreaDataOf['usb']['devices'][number]> {
  const read = async (file: string) => nameOf(await files.text(`${usbFolder}/${name}/${file}`));
  const [product, maker, serial, own] = await Promise.all(
    ['product', 'manufacturer', 'serial', 'bDeviceClass'].map(read),
  );
  const code = own === null || own === '00' || own === 'ef' ? await read(`${name}:1.0/bInterfaceClass`) : own;
  return {
    name: product ?? null,
    vendor: maker ?? null,
    kind: usbKinds[code ?? ''] ?? null,
    serial: serial ?? null,
    problemCode: null,
  };
}

/** ALSA's own lists: an empty one is an answer, a missing one is not. */
export async function linuxAudio({ files, env }: SourceTools): Promise<Answer<AreaDataOf['audio']>> {
  const source = '/proc/asound';
  const cards = await files.text('/proc/asound/cards');
  if (cards === null) return unavailable(source, 'this computer has no sound system');
  const devices = parseSound(cards, (await files.text('/proc/asound/pcm')) ?? '');
  return facts(source, { serviceRunning: await soundService(files, env), devices });
}

const MOST_CARDS = 64;
const MOST_STREAMS = 1000;

/** Cards with what their streams can do; " 0 [PCH            ]: HDA-Intel - HDA Intel PCH". */
export function parseSound(cards: string, streams: string): AreaDataOf['audio']['devices'] {
  const lines = streams.split('\n').slice(0, MOST_STREAMS);
  return [...cards.matchAll(/^[ \t]*(\d+) \[[^\]\n]*\]:[ \t]*(.*?)(?: - (.*))?$/gm)]
    .slice(0, MOST_CARDS)
    .map(([, number = '', driver, title]) => {
      const own = lines.filter((line) => Number(/^(\d+)-/.exec(line)?.[1] ?? -1) === Number(number));
      return {
        name: nameOf(title ?? driver),
        manufacturer: null,
        output: own.some((line) => /\bplayback \d/.test(line)),
        input: own.some((line) => /\bcapture \d/.test(line)),
        isDefault: null,
      };
    });
}

// PipeWire and PulseAudio each leave a socket in the session's folder.
async function soundService(files: SystemFiles, env: SourceTools['env']): Promise<boolean | null> {
  const folder = env['XDG_RUNTIME_DIR'];
  if (!folder) return null;
  return (await files.exists(`${folder}/pipewire-0`)) || (await files.exists(`${folder}/pulse/native`));
}
