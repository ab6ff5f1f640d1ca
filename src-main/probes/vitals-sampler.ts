import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import { percentOf } from '../platform/clean.ts';
import type { CpuTicks, LiveCounters, PlatformSources, SourceTools } from '../platform/sources.ts';
import { shares } from './load-probe.ts';

interface Look {
  readonly at: number;
  readonly ticks: CpuTicks | null;
  readonly live: LiveCounters | null;
}

type SamplerTools = Omit<SourceTools, 'signal'> & { readonly sources: PlatformSources };

/** Samples while somebody watches, and does nothing at all while nobody does. */
export function createVitalsSampler(tools: SamplerTools, onSample: (sample: VitalsSample) => void) {
  let timer: NodeJS.Timeout | undefined;
  let before: Look | null = null;
  let busy = false;

  async function sample(): Promise<void> {
    if (busy) return; // a machine too slow to answer in time gets no second question
    busy = true;
    try {
      const now = await look(tools);
      if (before && timer) onSample(sampleFrom(before, now));
      before = now;
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
    },
  };
}

async function look(tools: SamplerTools): Promise<Look> {
  const with5s = { ...tools, signal: AbortSignal.timeout(5000) };
  const [ticks, live] = await Promise.all([tools.sources.cpuTicks(with5s), tools.sources.live(with5s)]);
  return {
    at: tools.now(),
    ticks: ticks.status === 'ok' ? ticks.data : null,
    live: live.status === 'ok' ? live.data : null,
  };
}

/** What happened between two looks. */
export function sampleFrom(before: Look, now: Look): VitalsSample {
  const elapsedMs = Math.max(1, now.at - before.at);
  const rate = (from: number | null | undefined, to: number | null | undefined) =>
    typeof from === 'number' && typeof to === 'number'
      ? Math.max(0, Math.round(((to - from) * 1000) / elapsedMs))
      : null;
  const total = now.live?.memoryTotal ?? null;
  return {
    at: now.at,
    cpuPercent: before.ticks && now.ticks ? shares(before.ticks, now.ticks).cpuPercent : null,
    memoryUsed: now.live?.memoryUsed ?? null,
    memoryTotal: total !== null && total > 0 ? total : null,
    diskBusyPercent: busiest(before.live?.diskBusyMs, now.live?.diskBusyMs, elapsedMs),
    networkUp: rate(before.live?.networkUp, now.live?.networkUp),
    networkDown: rate(before.live?.networkDown, now.live?.networkDown),
  };
}

function busiest(
  before: ReadonlyMap<string, number> | null | undefined,
  now: ReadonlyMap<string, number> | null | undefined,
  elapsedMs: number,
): number | null {
  if (!before || !now || now.size === 0) return null;
  const shareOf = ([disk, ms]: [string, number]) => (100 * (ms - (before.get(disk) ?? ms))) / elapsedMs;
  return percentOf(Math.max(...[...now].map(shareOf)));
}
