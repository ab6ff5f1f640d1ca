import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Memory and swap space. */
export const memoryProbe: Probe<'memory'> = {
  area: 'memory',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.memory(tools),
};
