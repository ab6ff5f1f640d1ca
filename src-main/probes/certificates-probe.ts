import type { Probe } from './probe.ts';

/** Certificates of people and of this machine with their end; who holds them stays here. */
export const certificatesProbe: Probe<'certificates'> = {
  area: 'certificates',
  limitMs: 9000,
  cost: 1,
  collect: (tools) => tools.sources.certificates(tools),
};
