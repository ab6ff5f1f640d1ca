import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf, positiveOf } from '../clean.ts';
import type { MemoryState, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { colonValues, keyValues } from './parse-text.ts';

type Module = AreaDataOf['memoryHealth']['modules'][number];
const PAGE = 4096;
const edac = '/sys/devices/system/edac/mc';

export async function linuxMemoryHealth({ files }: SourceTools): Promise<Answer<MemoryState>> {
  const source = '/proc/vmstat, /proc/meminfo, edac, udev dmi';
  const [vmstat, meminfo, udev, errors] = await Promise.all([
    files.text('/proc/vmstat'),
    files.text('/proc/meminfo'),
    files.text('/run/udev/data/+dmi:id'),
    countedErrors(files),
  ]);
  if (vmstat === null && meminfo === null)
    return unavailable(source, 'the system does not tell how its memory is');
  const values = colonValues(meminfo ?? '');
  const bytes = (key: string) => {
    const kilobytes = countOf(/^(\d+) kB$/.exec(values.get(key) ?? '')?.[1]);
    return kilobytes === null ? null : kilobytes * 1024;
  };
  const pages = countOf(/^pswpout (\d+)$/m.exec(vmstat ?? '')?.[1]);
  return facts(source, {
    modules: [...parseModules(udev ?? '')],
    ...errors,
    brokenBytes: bytes('HardwareCorrupted'),
    memoryTest: null,
    commitBytes: bytes('Committed_AS'),
    commitLimitBytes: bytes('CommitLimit'),
    swappedOutBytes: pages === null ? null : pages * PAGE,
  });
}

/** What udev has read from the firmware's table for everybody: "E:MEMORY_DEVICE_0_SIZE=17179869184". */
export function parseModules(text: string): readonly Module[] {
  const values = keyValues(text.replace(/^E:/gm, ''));
  const modules: Module[] = [];
  for (let at = 0; at < 64; at += 1) {
    const value = (key: string) => values.get(`MEMORY_DEVICE_${at}_${key}`);
    const size = positiveOf(value('SIZE'));
    if (size === null || value('PRESENT') === '0') continue;
    modules.push({
      slot: nameOf(value('LOCATOR')),
      sizeBytes: size,
      kind: nameOf(value('TYPE')),
      speedMts: figureOf(value('CONFIGURED_SPEED_MTS') ?? value('SPEED_MTS'), 1, 1e6),
      manufacturer: nameOf(value('MANUFACTURER')),
      part: nameOf(value('PART_NUMBER')),
      serial: nameOf(value('SERIAL_NUMBER')),
    });
  }
  return modules;
}

async function countedErrors(
  files: SystemFiles,
): Promise<Pick<MemoryState, 'correctedErrors' | 'uncorrectedErrors'>> {
  const controllers = (await files.list(edac)).filter((name) => /^mc\d+$/.test(name)).slice(0, 64);
  const sum = async (file: string) => {
    const counts = await Promise.all(
      controllers.map(async (name) => countOf(await files.text(`${edac}/${name}/${file}`))),
    );
    const known = counts.filter((count) => count !== null);
    return known.length === 0 ? null : known.reduce((total, count) => total + count, 0);
  };
  return { correctedErrors: await sum('ce_count'), uncorrectedErrors: await sum('ue_count') };
}
