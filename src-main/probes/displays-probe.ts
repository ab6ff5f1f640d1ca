import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Screens as the system sees them; in the app, Electron's own list takes their place (diagnosis-service). */
export const displaysProbe: Probe<'displays'> = {
  area: 'displays',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.displays(tools),
};
