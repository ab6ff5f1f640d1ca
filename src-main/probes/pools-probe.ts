import { type Probe } from './probe.ts';

/** RAID and storage pools, and whether each of their disks works. */
export const poolsProbe: Probe<'pools'> = {
  area: 'pools',
  limitMs: 8000,
  cost: 1,
  collect: (tools) => tools.sources.pools(tools),
};
