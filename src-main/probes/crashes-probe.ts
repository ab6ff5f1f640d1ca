import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** Programs that crashed in the last week, and stops of the whole computer in the last month. */
export const crashesProbe: Probe<'crashes'> = {
  area: 'crashes',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.crashes(tools),
};
