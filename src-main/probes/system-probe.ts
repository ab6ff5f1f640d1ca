import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Maker, model, firmware, and whether this is a virtual machine. */
export const systemProbe: Probe<'system'> = {
  area: 'system',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  fixed: true,
  collect: (tools) => tools.sources.system(tools),
};
