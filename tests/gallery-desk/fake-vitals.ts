import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';

const GB = 1024 ** 3;
/** The same waves every time, so that two pictures of one state are alike. */
const wave = (i: number, seed: number) =>
  (Math.sin(i * 0.7 + seed) + Math.sin(i * 1.9 + seed * 3) + Math.sin(i * 0.23 + seed * 7)) / 6 + 0.5;

export function fakeVitals(until: number, count = 60): readonly VitalsSample[] {
  return Array.from({ length: count }, (_, i) => ({
    at: until - (count - 1 - i) * 1000,
    cpuPercent: i === count - 1 ? 34 : 20 + wave(i, 1) * 40,
    memoryUsed: (6.3 + wave(i, 2) * 0.15) * GB,
    memoryTotal: 7.9 * GB,
    diskBusyPercent: i === count - 1 ? 62 : 30 + wave(i, 3) * 68,
    networkUp: i === count - 1 ? 425_000 : wave(i, 5) * 700_000,
    networkDown: wave(i, 6) * 200_000,
  }));
}
