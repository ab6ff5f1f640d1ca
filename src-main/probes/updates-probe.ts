import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** What waits to be installed, what was installed last, and whether that happens by itself. */
export const updatesProbe: Probe<'updates'> = {
  area: 'updates',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.updates(tools),
};
