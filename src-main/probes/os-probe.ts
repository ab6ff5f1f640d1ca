import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Which system, which version, and whether a restart waits. */
export const osProbe: Probe<'os'> = {
  area: 'os',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.os(tools),
};
