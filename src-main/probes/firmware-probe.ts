import type { Probe } from './probe.ts';

/** How the computer starts: kind of firmware, Secure Boot, security chip. */
export const firmwareProbe: Probe<'firmware'> = {
  area: 'firmware',
  limitMs: 9000,
  cost: 1,
  collect: (tools) => tools.sources.firmware(tools),
};
