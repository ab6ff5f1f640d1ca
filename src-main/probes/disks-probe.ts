import type { Probe } from './probe.ts';

/** The disks behind the drives, and their health where it can be read: SMART is slow on sleeping disks. */
export const disksProbe: Probe<'disks'> = {
  area: 'disks',
  limitMs: 5000,
  cost: 2,
  collect: (tools) => tools.sources.disks(tools),
};
