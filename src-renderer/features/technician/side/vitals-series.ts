import { defaultLimits } from '../../../../src-shared/findings/limits.ts';
import type { VitalsSample } from '../../../../src-shared/diagnostics/vitals.ts';
import { size, sizeOf } from '../../../../src-shared/words/format.ts';
import { percentText, rateText } from '../figures.ts';

export const vitalIds = ['cpu', 'memory', 'disk', 'network'] as const;
export type VitalId = (typeof vitalIds)[number];
/** How far back the charts look: a minute to see what moves, or all that is kept. */
export const windows = { short: 60_000, long: 15 * 60_000 } as const;
export type WindowName = keyof typeof windows;

/** One chart: seconds before the newest sample, and values (null is a gap). */
export interface Series {
  readonly seconds: readonly number[];
  readonly values: readonly (number | null)[];
  /** A thinner second line: what comes in, where the first is what goes out. */
  readonly second: readonly (number | null)[] | null;
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

/** Where a finding would begin. */
export const vitalLimits: Readonly<Record<VitalId, number | null>> = {
  cpu: defaultLimits['CPU-01'].levels[0]?.limit ?? null,
  memory: defaultLimits['MEM-02'].levels[0]?.limit ?? null,
  disk: defaultLimits['DISK-13'].levels[0]?.limit ?? null,
  network: null,
};

function valueOf(sample: VitalsSample, id: VitalId): number | null {
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

/** Without a sample for so long, the line is broken: nothing was measured. */
const GAP_MS = 5_000;

/** What came before the newest sample, by the clock of the machine that measured. */
export function seriesOf(
  samples: readonly VitalsSample[],
  id: VitalId,
  windowMs: number = windows.short,
): Series {
  const newest = samples.at(-1);
  const recent =
    newest === undefined ? [] : samples.filter(({ at }) => at > newest.at - windowMs && at <= newest.at);
  const points = withGaps(recent);
  const values = points.map(({ sample }) => (sample === null ? null : valueOf(sample, id)));
  const known = values.filter((value) => value !== null);
  return {
    seconds: points.map(({ at }) => (at - (newest?.at ?? 0)) / 1000),
    values,
    second: id === 'network' ? points.map(({ sample }) => sample?.networkDown ?? null) : null,
    now: values.at(-1) ?? null,
    lowest: known.length === 0 ? null : Math.min(...known),
    highest: known.length === 0 ? null : Math.max(...known),
  };
}

interface Point {
  readonly at: number;
  readonly sample: VitalsSample | null;
}

function withGaps(samples: readonly VitalsSample[]): readonly Point[] {
  return samples.flatMap((sample, index): Point[] => {
    const before = samples[index - 1];
    const here = { at: sample.at, sample };
    return before === undefined || sample.at - before.at <= GAP_MS
      ? [here]
      : [{ at: before.at + 1, sample: null }, here];
  });
}

export function vitalText(id: VitalId, value: number): string {
  return id === 'network' ? rateText(value) : percentText(value);
}

/** "6.4 of 7.9 GB" beside the share of the memory. */
export function memoryText(sample: VitalsSample | undefined): string | null {
  if (sample === undefined || sample.memoryUsed === null || sample.memoryTotal === null) return null;
  return sizeOf(sample.memoryUsed, sample.memoryTotal);
}

/** What stands beside a chart's name, in parts of a line. */
export interface Beside {
  readonly load: string | null;
  readonly temperature: string | null;
  readonly swap: string | null;
  readonly disk: { readonly read: string; readonly write: string } | null;
  readonly network: { readonly up: string; readonly down: string } | null;
}

export function besideOf(sample: VitalsSample): Beside {
  const { load, temperatureC, swapUsed, diskRead, diskWrite, networkUp, networkDown } = sample;
  return {
    load: load === null ? null : load.toFixed(load < 10 ? 1 : 0),
    temperature: temperatureC === null ? null : `${Math.round(temperatureC)} °C`,
    swap: swapUsed === null || swapUsed === 0 ? null : size(swapUsed),
    disk:
      diskRead === null || diskWrite === null
        ? null
        : { read: `${size(diskRead)}/s`, write: `${size(diskWrite)}/s` },
    network:
      networkUp === null || networkDown === null
        ? null
        : { up: rateText(networkUp), down: rateText(networkDown) },
  };
}
