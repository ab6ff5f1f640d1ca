import { cpus, loadavg } from 'node:os';
import { facts } from '../platform/answer.ts';
import { figureOf, percentOf } from '../platform/clean.ts';
import type { CpuTicks } from '../platform/sources.ts';
import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

const SAMPLE_MS = 400;

/** How busy the processor is now: two looks, so that the figure is no average since the start. */
export const loadProbe: Probe<'load'> = {
  area: 'load',
  limitMs: USUAL_LIMIT_MS,
  cost: 3,
  collect: async (tools) => {
    const before = await tools.sources.cpuTicks(tools);
    const began = tools.now();
    await tools.wait(SAMPLE_MS);
    const after = await tools.sources.cpuTicks(tools);
    if (before.status !== 'ok') return before;
    if (after.status !== 'ok') return after;
    const [load1 = 0, load5 = 0, load15 = 0] = tools.sources.id === 'win32' ? [] : loadavg();
    const hasAverage = tools.sources.id !== 'win32'; // Windows has none and Node says 0
    return facts(`${after.source}, os.loadavg()`, {
      ...shares(before.data, after.data),
      sampleMs: Math.max(0, tools.now() - began),
      load1: hasAverage ? figureOf(load1, 0, 1e6) : null,
      load5: hasAverage ? figureOf(load5, 0, 1e6) : null,
      load15: hasAverage ? figureOf(load15, 0, 1e6) : null,
      cores: cpus().length || null,
    });
  },
};

/** Percent of all cores between two looks. */
export function shares(before: CpuTicks, after: CpuTicks) {
  const total = after.total - before.total;
  const share = (from: number | null, to: number | null) =>
    from === null || to === null || total <= 0 ? null : percentOf((100 * (to - from)) / total);
  return {
    cpuPercent: share(before.busy, after.busy),
    ioWaitPercent: share(before.ioWait, after.ioWait),
    stealPercent: share(before.steal, after.steal),
  };
}
