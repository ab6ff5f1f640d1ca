import type { Probe } from './probe.ts';

/** Whether the disk that holds the system is encrypted. */
export const encryptionProbe: Probe<'encryption'> = {
  area: 'encryption',
  limitMs: 9000,
  cost: 1,
  collect: (tools) => tools.sources.encryption(tools),
};
