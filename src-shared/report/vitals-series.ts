import { formatBytes } from '../diagnostics/format-value.ts';
import type { VitalsSample } from '../diagnostics/vitals.ts';
import { roundPercent } from '../words/format.ts';

/** One live value over the time it was watched. */
export interface VitalsSeries {
  readonly label: string;
  /** Seconds since the first sample, and the value; null where nothing was known. */
  readonly points: readonly { readonly second: number; readonly value: number | null }[];
  /** Top of the chart. */
  readonly top: number;
  /** In words: "12 % on average, at most 40 %". */
  readonly text: string;
}

type Read = (sample: VitalsSample) => number | null;
const rate = (value: number) => `${formatBytes(value)} a second`;

const memoryPercent: Read = ({ memoryUsed, memoryTotal }) =>
  memoryUsed === null || memoryTotal === null ? null : (memoryUsed / memoryTotal) * 100;

const kinds: readonly { label: string; read: Read; top: number | null; words: (value: number) => string }[] =
  [
    { label: 'Processor', read: (sample) => sample.cpuPercent, top: 100, words: roundPercent },
    { label: 'Memory in use', read: memoryPercent, top: 100, words: roundPercent },
    { label: 'Busiest disk', read: (sample) => sample.diskBusyPercent, top: 100, words: roundPercent },
    { label: 'Network, received', read: (sample) => sample.networkDown, top: null, words: rate },
    { label: 'Network, sent', read: (sample) => sample.networkUp, top: null, words: rate },
  ];

/** What was watched and has at least two values, each with its figures in words. */
export function vitalsSeries(samples: readonly VitalsSample[]): readonly VitalsSeries[] {
  const start = samples[0]?.at ?? 0;
  return kinds.flatMap(({ label, read, top, words }) => {
    const points = samples.map((sample) => ({ second: (sample.at - start) / 1000, value: read(sample) }));
    const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
    if (values.length < 2) return [];
    const highest = values.reduce((most, value) => Math.max(most, value), 0);
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    const text = `${words(average)} on average, at most ${words(highest)}`;
    return [{ label, points, top: top ?? Math.max(highest, 1), text }];
  });
}

/** Seconds from the first to the last sample. */
export function watchedSeconds(samples: readonly VitalsSample[]): number {
  return Math.max(0, Math.round(((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)) / 1000));
}
