import type { VitalsSample } from '../../../src-shared/diagnostics/vitals.ts';

/** A sample of a machine that tells nothing but what is given here. */
export function liveSample(part: Partial<VitalsSample> = {}): VitalsSample {
  return {
    at: 1,
    cpuPercent: null,
    cores: [],
    load: null,
    memoryUsed: null,
    memoryTotal: null,
    swapUsed: null,
    swapTotal: null,
    diskBusyPercent: null,
    diskRead: null,
    diskWrite: null,
    networkUp: null,
    networkDown: null,
    temperatureC: null,
    batteryPercent: null,
    onMains: null,
    programs: null,
    ...part,
  };
}
