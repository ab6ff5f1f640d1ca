import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** What works in the background, and what of it has failed. */
export const servicesProbe: Probe<'services'> = {
  area: 'services',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.services(tools),
};
