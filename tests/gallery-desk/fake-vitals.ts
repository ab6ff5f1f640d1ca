import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';

const GB = 1024 ** 3;
/** The same waves every time, so that two pictures of one state are alike. */
const wave = (i: number, seed: number) =>
  (Math.sin(i * 0.7 + seed) + Math.sin(i * 1.9 + seed * 3) + Math.sin(i * 0.23 + seed * 7)) / 6 + 0.5;

export function fakeVitals(until: number, count = 60): readonly VitalsSample[] {
  return Array.from({ length: count }, (_, i) => ({
    at: until - (count - 1 - i) * 1000,
    cpuPercent: i === count - 1 ? 34 : 20 + wave(i, 1) * 40,
    cores: [1, 2, 3, 4].map((core) =>
      i === count - 1 ? ([71, 22, 30, 13][core - 1] ?? 0) : wave(i, core) * 100,
    ),
    load: 1.3,
    swapUsed: 0.4 * GB,
    swapTotal: 2 * GB,
    diskRead: wave(i, 8) * 9e6,
    diskWrite: i === count - 1 ? 2.4e6 : wave(i, 9) * 6e6,
    temperatureC: 61,
    batteryPercent: 83,
    onMains: false,
    programs: [
      { name: 'OneDrive.exe', count: 1, corePercent: 61, memory: 0.3 * GB },
      { name: 'msedge.exe', count: 14, corePercent: 34.5, memory: 1.9 * GB },
      { name: 'MsMpEng.exe', count: 1, corePercent: 12, memory: 0.2 * GB },
    ],
    memoryUsed: (6.3 + wave(i, 2) * 0.15) * GB,
    memoryTotal: 7.9 * GB,
    diskBusyPercent: i === count - 1 ? 62 : 30 + wave(i, 3) * 68,
    networkUp: i === count - 1 ? 425_000 : wave(i, 5) * 700_000,
    networkDown: wave(i, 6) * 200_000,
  }));
}
