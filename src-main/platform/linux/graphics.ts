import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import { colonValues, keyValues } from './parse-text.ts';

type Controller = AreaDataOf['graphics']['controllers'][number];

const source = 'lspci -vmmk, /sys/class/drm';
const makers: Readonly<Record<string, string>> = {
  '0x8086': 'Intel',
  '0x10de': 'NVIDIA',
  '0x1002': 'AMD',
  '0x1af4': 'Virtio',
  '0x15ad': 'VMware',
  '0x1234': 'QEMU',
  '0x80ee': 'VirtualBox',
  '0x1414': 'Microsoft',
  '0x1a03': 'ASPEED',
  '0x102b': 'Matrox',
};

export async function linuxGraphics(tools: SourceTools): Promise<Answer<AreaDataOf['graphics']>> {
  const outcome = await tools.run('lspci', ['-vmmk'], { signal: tools.signal });
  const listed = outcome.status === 'ok' ? parseLspci(outcome.text) : [];
  const controllers = listed.length > 0 ? listed : await controllersFromSys(tools);
  if (controllers.length === 0) return unavailable(source, 'the system lists no graphics card');
  const version = nameOf(await tools.files.text('/sys/module/nvidia/version'));
  return facts(source, {
    controllers: controllers
      .slice(0, 16)
      .map((card) => (card.driver === 'nvidia' ? { ...card, driverVersion: version } : card)),
    softwareRendering: null,
  });
}

/** Records of `lspci -vmmk`: "Class:<tab>VGA compatible controller" and so on, an empty line after each device. */
export function parseLspci(text: string): readonly Controller[] {
  return text
    .split(/\n\s*\n/)
    .map(colonValues)
    .filter((device) =>
      /^(?:VGA compatible controller|3D controller|Display controller)/.test(device.get('Class') ?? ''),
    )
    .map((device) => ({
      ...emptyController,
      vendor: shortMaker(device.get('Vendor')),
      model: nameOf(device.get('Device')),
      driver: nameOf(device.get('Driver')),
    }));
}

async function controllersFromSys({ files }: SourceTools): Promise<readonly Controller[]> {
  const cards = (await files.list('/sys/class/drm')).filter((entry) => /^card\d+$/.test(entry));
  return Promise.all(
    cards.map(async (card) => {
      const folder = `/sys/class/drm/${card}/device`;
      const event = keyValues((await files.text(`${folder}/uevent`)) ?? '');
      const vendor = ((await files.text(`${folder}/vendor`)) ?? '').trim();
      return {
        ...emptyController,
        vendor: makers[vendor] ?? nameOf(vendor),
        model: nameOf(await files.text(`${folder}/device`)),
        driver: nameOf(event.get('DRIVER')),
        memoryBytes: countOf(await files.text(`${folder}/mem_info_vram_total`)),
      };
    }),
  );
}

const emptyController: Controller = {
  vendor: null,
  model: null,
  driver: null,
  driverVersion: null,
  driverDate: null,
  memoryBytes: null,
  temperatureC: null,
};

function shortMaker(text: string | undefined): string | null {
  return nameOf(text?.replace(/,? (?:Inc\.?|Corporation|Corp\.?|Technologies|Co\., Ltd\.?)\b.*/i, ''));
}
