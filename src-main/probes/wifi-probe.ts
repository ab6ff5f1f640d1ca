import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** The Wi-Fi in use; others in range are not looked at. */
export const wifiProbe: Probe<'wifi'> = {
  area: 'wifi',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.wifi(tools),
};
