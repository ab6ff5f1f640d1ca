import { defaultLimits } from '../../../../src-shared/findings/limits.ts';
import type { VitalsSample } from '../../../../src-shared/diagnostics/vitals.ts';
import { sizeOf } from '../../../../src-shared/words/format.ts';
import { percentText, rateText } from '../figures.ts';

export const vitalIds = ['cpu', 'memory', 'disk', 'network'] as const;
export type VitalId = (typeof vitalIds)[number];
export const WINDOW_MS = 60_000;

/** One chart: seconds before the newest sample, and values (null is a gap). */
export interface Series {
  readonly seconds: readonly number[];
  readonly values: readonly (number | null)[];
  readonly now: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** Percent for the first three; the network has no natural top and scales with what it carries. */
export const tops: Readonly<Record<VitalId, number | null>> = {
  cpu: 100,
  memory: 100,
  disk: 100,
  network: null,
};

/** Where a finding would begin. Disk DISK-13 of the catalogue: busy over 98 %. */
export const vitalLimits: Readonly<Record<VitalId, number | null>> = {
  cpu: defaultLimits['CPU-01'].levels[0]?.limit ?? null,
  memory: defaultLimits['MEM-02'].levels[0]?.limit ?? null,
  disk: 98,
  network: null,
};

export function valueOf(sample: VitalsSample, id: VitalId): number | null {
  switch (id) {
    case 'cpu':
      return sample.cpuPercent;
    case 'memory':
      return sample.memoryUsed === null || sample.memoryTotal === null
        ? null
        : Math.min(100, (sample.memoryUsed / sample.memoryTotal) * 100);
    case 'disk':
      return sample.diskBusyPercent;
    case 'network':
      return sample.networkUp;
  }
}

/** The last minute before the newest sample, by the clock of the machine that measured. */
export function seriesOf(samples: readonly VitalsSample[], id: VitalId): Series {
  const newest = samples.at(-1);
  if (newest === undefined) return { seconds: [], values: [], now: null, lowest: null, highest: null };
  const recent = samples.filter(({ at }) => at > newest.at - WINDOW_MS && at <= newest.at);
  const values = recent.map((sample) => valueOf(sample, id));
  const known = values.filter((value) => value !== null);
  return {
    seconds: recent.map(({ at }) => (at - newest.at) / 1000),
    values,
    now: values.at(-1) ?? null,
    lowest: known.length === 0 ? null : Math.min(...known),
    highest: known.length === 0 ? null : Math.max(...known),
  };
}

export function vitalText(id: VitalId, value: number): string {
  return id === 'network' ? rateText(value) : percentText(value);
}

/** "6.4 of 7.9 GB" beside the share of the memory. */
export function memoryText(sample: VitalsSample | undefined): string | null {
  if (sample === undefined || sample.memoryUsed === null || sample.memoryTotal === null) return null;
  return sizeOf(sample.memoryUsed, sample.memoryTotal);
}
