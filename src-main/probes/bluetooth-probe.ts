import { type Probe } from './probe.ts';

/** Bluetooth adapters and the devices that belong to this computer. */
export const bluetoothProbe: Probe<'bluetooth'> = {
  area: 'bluetooth',
  limitMs: 8000,
  cost: 2,
  collect: (tools) => tools.sources.bluetooth(tools),
};
