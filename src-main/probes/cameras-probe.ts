import { type Probe } from './probe.ts';

/** Cameras by name; none is opened. */
export const camerasProbe: Probe<'cameras'> = {
  area: 'cameras',
  limitMs: 8000,
  cost: 1,
  collect: (tools) => tools.sources.cameras(tools),
};
