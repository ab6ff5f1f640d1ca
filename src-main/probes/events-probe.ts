import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** Trouble that the system wrote down in the last week, by kind. */
export const eventsProbe: Probe<'events'> = {
  area: 'events',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.events(tools),
};
