import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** How long the last start took, and what it waited for. */
export const bootProbe: Probe<'boot'> = {
  area: 'boot',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.boot(tools),
};
