import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { ProcessSample } from '../platform/sources.ts';
import type { PastLook } from './past.ts';

type Steady = NonNullable<AreaDataOf['processes']['steady']>;

/** CPU-05 speaks of a minute; over more than a quarter of an hour a program that has just run away looks calm. */
export const steadyAges = { wantedMs: 120_000, leastMs: 60_000, mostMs: 900_000 };
const LEAST_SECONDS = 60;
const MOST = 5;

/** A process is the same while number and name are: numbers are used again. */
const keyOf = ({ pid, name }: ProcessSample) => `${pid} ${name}`;

export function processTimes(samples: readonly ProcessSample[]): ReadonlyMap<string, number> {
  return new Map(
    samples.flatMap((sample): [string, number][] =>
      sample.cpuSeconds === null ? [] : [[keyOf(sample), sample.cpuSeconds]],
    ),
  );
}

/** What to compare with: a look a minute ago or more, and one a moment ago. */
export interface EarlierTimes {
  readonly past: PastLook<ReadonlyMap<string, number>> | null;
  readonly before: ReadonlyMap<string, number>;
  readonly sampleMs: number;
}

/**
 * Single processes that have kept a core busy for a minute or longer, busiest first. Since the look before where there
 * was one; else since the process began, but then only as far as it is that busy now too.
 */
export function steadyOf(now: readonly ProcessSample[], earlier: EarlierTimes): Steady {
  return now
    .flatMap((sample) => steadyEntry(sample, earlier))
    .sort((a, b) => (b.corePercent ?? 0) - (a.corePercent ?? 0))
    .slice(0, MOST);
}

function steadyEntry(sample: ProcessSample, { past, before, sampleMs }: EarlierTimes): Steady {
  const { name, cpuSeconds, runningSeconds } = sample;
  if (cpuSeconds === null) return [];
  const then = past?.value.get(keyOf(sample));
  if (past && then !== undefined) return [entry(name, share(cpuSeconds - then, past.ageMs), past.ageMs)];
  const justNow = before.get(keyOf(sample));
  if (justNow === undefined || runningSeconds === null || runningSeconds < LEAST_SECONDS) return [];
  const always = share(cpuSeconds, runningSeconds * 1000);
  return [entry(name, Math.min(always, share(cpuSeconds - justNow, sampleMs)), runningSeconds * 1000)];
}

const share = (seconds: number, overMs: number) =>
  overMs > 0 ? Math.max(0, (seconds * 100_000) / overMs) : 0;

function entry(name: string, corePercent: number, overMs: number): Steady[number] {
  return { name, corePercent: Math.round(corePercent * 10) / 10, overMs: Math.round(overMs) };
}
