import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** Programs that start at sign-in, and tasks that run by the clock. */
export const startupProbe: Probe<'startup'> = {
  area: 'startup',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.startup(tools),
};
