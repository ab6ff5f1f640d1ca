import type { BusyProgram, VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import { figureOf, percentOf } from '../platform/clean.ts';
import type { CpuTicks, LiveCounters, PlatformSources, SourceTools } from '../platform/sources.ts';
import { createBusyPrograms } from './busy-programs.ts';
import { shares } from './load-probe.ts';

export interface Look {
  readonly at: number;
  readonly ticks: CpuTicks | null;
  readonly live: LiveCounters | null;
}

type SamplerTools = Omit<SourceTools, 'signal'> & { readonly sources: PlatformSources };

/** Samples while somebody watches, and does nothing at all while nobody does. */
export function createVitalsSampler(tools: SamplerTools, onSample: (sample: VitalsSample) => void) {
  const busyPrograms = createBusyPrograms(tools.sources.liveProcesses);
  let timer: NodeJS.Timeout | undefined;
  let before: Look | null = null;
  let busy = false;

  async function sample(): Promise<void> {
    if (busy) return; // a machine too slow to answer in time gets no second question
    busy = true;
    try {
      const with5s = { ...tools, signal: AbortSignal.timeout(5000) };
      const now = await look(with5s);
      const programs = await busyPrograms.look(with5s, now.at);
      if (before && timer) onSample(sampleFrom(before, now, programs));
      before = now;
    } catch {
      // One sample less; whatever it was, the next one tries again.
    } finally {
      busy = false;
    }
  }

  return {
    start(everyMs: number): void {
      clearInterval(timer);
      timer = setInterval(() => void sample(), everyMs);
      void sample();
    },
    stop(): void {
      clearInterval(timer);
      timer = undefined;
      before = null;
      busyPrograms.forget();
    },
  };
}

async function look(tools: SourceTools & SamplerTools): Promise<Look> {
  const [ticks, live] = await Promise.all([tools.sources.cpuTicks(tools), tools.sources.live(tools)]);
  return {
    at: tools.now(),
    ticks: ticks.status === 'ok' ? ticks.data : null,
    live: live.status === 'ok' ? live.data : null,
  };
}

/** What happened between two looks. */
export function sampleFrom(
  before: Look,
  now: Look,
  programs: readonly BusyProgram[] | null = null,
): VitalsSample {
  const elapsedMs = Math.max(1, now.at - before.at);
  const disks = diskRates(before.live, now.live, elapsedMs);
  const total = now.live?.memoryTotal ?? null;
  return {
    at: now.at,
    cpuPercent: before.ticks && now.ticks ? shares(before.ticks, now.ticks).cpuPercent : null,
    cores: before.ticks && now.ticks ? coreShares(before.ticks, now.ticks) : [],
    load: now.live?.load ?? null,
    memoryUsed: now.live?.memoryUsed ?? null,
    memoryTotal: total !== null && total > 0 ? total : null,
    swapUsed: now.live?.swapUsed ?? null,
    swapTotal: now.live?.swapTotal ?? null,
    ...disks,
    networkUp: rate(before.live?.networkUp, now.live?.networkUp, elapsedMs),
    networkDown: rate(before.live?.networkDown, now.live?.networkDown, elapsedMs),
    temperatureC: now.live?.temperatureC ?? null,
    batteryPercent: now.live?.batteryPercent ?? null,
    onMains: now.live?.onMains ?? null,
    programs: programs === null ? null : [...programs],
  };
}

/** A second; 0 when a counter began anew. */
function rate(
  from: number | null | undefined,
  to: number | null | undefined,
  elapsedMs: number,
): number | null {
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  return figureOf(Math.max(0, Math.round(((to - from) * 1000) / elapsedMs)), 0, Number.MAX_SAFE_INTEGER);
}

function coreShares(before: CpuTicks, now: CpuTicks): number[] {
  // A core that came or went between the looks shifts the others: then none is told apart.
  if (before.cores.length !== now.cores.length) return [];
  return now.cores.map((core, at) => {
    const then = before.cores[at] ?? core;
    const total = core.total - then.total;
    return total <= 0 ? 0 : (percentOf((100 * (core.busy - then.busy)) / total) ?? 0);
  });
}

function diskRates(before: LiveCounters | null, now: LiveCounters | null, elapsedMs: number) {
  const nothing = { diskBusyPercent: null, diskRead: null, diskWrite: null };
  if (!before?.disks || !now?.disks || now.disks.size === 0) return nothing;
  let busiest = 0;
  let read = 0;
  let written = 0;
  for (const [disk, counters] of now.disks) {
    const then = before.disks.get(disk) ?? counters; // a disk that has just been plugged in
    busiest = Math.max(busiest, counters.busyMs - then.busyMs);
    read += Math.max(0, counters.readBytes - then.readBytes);
    written += Math.max(0, counters.writtenBytes - then.writtenBytes);
  }
  return {
    diskBusyPercent: percentOf((100 * busiest) / elapsedMs),
    diskRead: rate(0, read, elapsedMs),
    diskWrite: rate(0, written, elapsedMs),
  };
}
