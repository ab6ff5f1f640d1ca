import { facts } from '../platform/answer.ts';
import type { Probe } from './probe.ts';

/** MEM-04 speaks of half an hour. */
const ages = { wantedMs: 1_800_000, leastMs: 60_000, mostMs: 2_700_000 };

/** Modules, errors, what was promised, and what was moved to disk since an earlier look. */
export const memoryHealthProbe: Probe<'memoryHealth'> = {
  area: 'memoryHealth',
  limitMs: 8000,
  cost: 1,
  collect: async (tools) => {
    const answer = await tools.sources.memoryHealth(tools);
    if (answer.status !== 'ok') return answer;
    const { swappedOutBytes: now } = answer.data;
    const at = tools.now();
    const past = now === null ? null : (tools.past?.recall('swap', at, ages) ?? null);
    if (now !== null) tools.past?.remember('swap', at, now);
    return facts(answer.source, {
      ...answer.data,
      swappedOutInSample: past && now !== null ? Math.max(0, now - past.value) : null,
      sampleMs: past ? Math.round(past.ageMs) : null,
    });
  },
};
