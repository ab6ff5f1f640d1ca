import { facts } from '../platform/answer.ts';
import type { Probe } from './probe.ts';

const SAMPLE_MS = 1000;
const ages = { wantedMs: 600_000, leastMs: 60_000, mostMs: 3_600_000 };

/** Heat, fans, and whether the processor slows itself down now: a count since the start does not tell that alone. */
export const thermalProbe: Probe<'thermal'> = {
  area: 'thermal',
  limitMs: 9000,
  cost: 3,
  collect: async (tools) => {
    const answer = await tools.sources.thermal(tools);
    if (answer.status !== 'ok') return answer;
    const { throttleCount: count } = answer.data;
    if (count === null)
      return facts(answer.source, { ...answer.data, throttledInSample: null, sampleMs: null });
    const at = tools.now();
    const past = tools.past?.recall('throttle', at, ages) ?? null;
    tools.past?.remember('throttle', at, count);
    const since = (before: number, now: number, sampleMs: number) =>
      facts(answer.source, {
        ...answer.data,
        throttleCount: now,
        throttledInSample: Math.max(0, now - before),
        sampleMs: Math.max(0, Math.round(sampleMs)),
      });
    if (past) return since(past.value, count, past.ageMs);
    await tools.wait(SAMPLE_MS);
    const second = await tools.sources.thermal(tools);
    const now = second.status === 'ok' ? second.data.throttleCount : null;
    return since(count, now ?? count, tools.now() - at);
  },
};
