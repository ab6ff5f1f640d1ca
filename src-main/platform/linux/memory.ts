import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import type { SourceTools } from '../sources.ts';
import { colonValues } from './parse-text.ts';

const source = '/proc/meminfo';

export async function linuxMemory({ files }: SourceTools): Promise<Answer<AreaDataOf['memory']>> {
  const text = await files.text(source);
  return text === null
    ? unavailable(source, 'the system does not tell how much memory it uses')
    : facts(source, parseMeminfo(text));
}

/** Sizes in bytes; "in use" leaves out what the kernel would give back at once. */
export function parseMeminfo(text: string): AreaDataOf['memory'] {
  const values = colonValues(text);
  const bytes = (key: string): number | null => {
    const amount = /^(\d+) kB$/.exec(values.get(key) ?? '')?.[1];
    return amount === undefined ? null : Number(amount) * 1024;
  };
  const total = bytes('MemTotal');
  const free = bytes('MemFree');
  const caches =
    (bytes('Buffers') ?? 0) + (bytes('Cached') ?? 0) + (bytes('SReclaimable') ?? 0) - (bytes('Shmem') ?? 0);
  const swapTotal = bytes('SwapTotal');
  const swapFree = bytes('SwapFree');
  return {
    totalBytes: total,
    availableBytes: bytes('MemAvailable') ?? (free === null ? null : free + Math.max(0, caches)),
    usedBytes: total === null || free === null ? null : Math.max(0, total - free - Math.max(0, caches)),
    swapTotalBytes: swapTotal,
    swapUsedBytes: swapTotal === null || swapFree === null ? null : Math.max(0, swapTotal - swapFree),
    pressure: null,
  };
}
