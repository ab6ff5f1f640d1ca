import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Drives with their free space; a dead network share is never asked. */
export const volumesProbe: Probe<'volumes'> = {
  area: 'volumes',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.volumes(tools),
};
