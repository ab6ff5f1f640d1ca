import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Graphics cards and drivers. */
export const graphicsProbe: Probe<'graphics'> = {
  area: 'graphics',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.graphics(tools),
};
