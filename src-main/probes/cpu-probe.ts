import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** The processor and its heat. */
export const cpuProbe: Probe<'cpu'> = {
  area: 'cpu',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.cpu(tools),
};
