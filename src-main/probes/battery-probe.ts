import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Batteries of this computer. */
export const batteryProbe: Probe<'battery'> = {
  area: 'battery',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.battery(tools),
};
