import type { Probe } from './probe.ts';

/** Printers and what waits in their queues: a print server that is gone makes this slow. */
export const printersProbe: Probe<'printers'> = {
  area: 'printers',
  limitMs: 8000,
  cost: 2,
  collect: (tools) => tools.sources.printers(tools),
};
