import type { Probe } from './probe.ts';

/** Firewall, virus protection and the other guards of the system, and well-known names sent elsewhere. */
export const protectionProbe: Probe<'protection'> = {
  area: 'protection',
  limitMs: 9000,
  cost: 2,
  collect: (tools) => tools.sources.protection(tools),
};
