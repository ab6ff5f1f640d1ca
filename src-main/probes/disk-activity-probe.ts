import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import { facts } from '../platform/answer.ts';
import { figureOf, percentOf } from '../platform/clean.ts';
import type { DiskTotals } from '../platform/sources.ts';
import type { Probe } from './probe.ts';

const SAMPLE_MS = 1000;
/** DISK-13 speaks of ten minutes; an hour ago says little about now. */
const ages = { wantedMs: 600_000, leastMs: 60_000, mostMs: 1_800_000 };

/** How busy each disk is and how long it takes to answer: since the look before, or over a second of its own. */
export const diskActivityProbe: Probe<'diskActivity'> = {
  area: 'diskActivity',
  limitMs: 9000, // two programs, where counters come from one
  cost: 3,
  collect: async (tools) => {
    const first = await tools.sources.diskCounters(tools);
    if (first.status !== 'ok') return first;
    const at = tools.now();
    const past = tools.past?.recall('disks', at, ages) ?? null;
    tools.past?.remember('disks', at, first.data);
    if (past) return facts(first.source, activity(past.value, first.data, past.ageMs));
    await tools.wait(SAMPLE_MS);
    const second = await tools.sources.diskCounters(tools);
    if (second.status !== 'ok') return second;
    return facts(second.source, activity(first.data, second.data, tools.now() - at));
  },
};

/** What happened between two looks; a disk that came in between is left out. */
export function activity(
  before: readonly DiskTotals[],
  now: readonly DiskTotals[],
  elapsedMs: number,
): AreaDataOf['diskActivity'] {
  const earlier = new Map(before.map((disk) => [disk.device, disk]));
  return {
    sampleMs: Math.max(0, Math.round(elapsedMs)),
    disks: now.flatMap((disk) => {
      const from = earlier.get(disk.device);
      if (!from || disk.reads < from.reads || disk.writes < from.writes) return [];
      const reads = disk.reads - from.reads;
      const writes = disk.writes - from.writes;
      return [
        {
          device: disk.device,
          busyPercent: elapsedMs > 0 ? percentOf((100 * (disk.busyMs - from.busyMs)) / elapsedMs) : null,
          readMs: mean(disk.readMs - from.readMs, reads),
          writeMs: mean(disk.writeMs - from.writeMs, writes),
          requests: reads + writes,
          readBytes: Math.max(0, disk.readBytes - from.readBytes),
          writtenBytes: Math.max(0, disk.writtenBytes - from.writtenBytes),
        },
      ];
    }),
  };
}

function mean(totalMs: number, requests: number): number | null {
  const value = requests > 0 ? figureOf(totalMs / requests, 0, 1e7) : null;
  return value === null ? null : Math.round(value * 100) / 100;
}
