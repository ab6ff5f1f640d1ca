import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** What is plugged in. */
export const usbProbe: Probe<'usb'> = {
  area: 'usb',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.usb(tools),
};
