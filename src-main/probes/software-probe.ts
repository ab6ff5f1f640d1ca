import { SLOW_LIMIT_MS, type Probe } from './probe.ts';

/** Installed programs with their versions; left out before sending unless the person puts it back. */
export const softwareProbe: Probe<'software'> = {
  area: 'software',
  limitMs: SLOW_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.software(tools),
};
