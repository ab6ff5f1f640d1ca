import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** The way to the internet. */
export const routeProbe: Probe<'route'> = {
  area: 'route',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.route(tools),
};
