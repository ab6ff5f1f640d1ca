import { median, quantile } from '../row.ts';

/** A change that the viewer showed: when it was painted and when it was seen, ms of one clock. */
export interface Sighting {
  readonly painted: number;
  readonly seen: number;
}

/** What one measurement of one scene on one path found. Processor time in cores, times in ms, traffic in bytes/s. */
export interface Figures {
  readonly median: number;
  readonly p95: number;
  /** Mean age of what the viewer shows; frames that never arrive make it older. */
  readonly age: number;
  /** Changes shown a second, and changes painted a second. */
  readonly shown: number;
  readonly painted: number;
  readonly cpu: CpuShares;
  readonly bytesPerSecond: number;
  readonly rest: AtRest | null;
  /** How the app let the picture travel at the end, with its reason; null for the others. */
  readonly way: string | null;
}

export interface CpuShares {
  readonly source: number;
  readonly viewer: number;
  /** Both X servers. */
  readonly display: number;
  /** The painting programs and this reader. */
  readonly bench: number;
  /** Everything else that ran, in cores. */
  readonly other: number;
  /** Taken by the hypervisor. */
  readonly stolen: number;
}

/** After the scene has stopped: how soon both displays are the same, and what never becomes so. */
export interface AtRest {
  /** Null when it never was within the limit. */
  readonly identicalAfter: number | null;
  readonly differing: number;
}

/** Stolen time above which a measurement says little about the program measured, in cores. */
export const MUCH_STOLEN = 0.1;

/**
 * Mean over the time from the first sighting to `until` of how old the shown picture is. Between two sightings it
 * ages; so a frame that is missing counts by the time the one before it stays.
 */
export function meanAge(sightings: readonly Sighting[], until: number): number {
  const [first] = sightings;
  if (first === undefined || until <= first.seen) return Number.NaN;
  let sum = 0;
  sightings.forEach(({ painted, seen }, at) => {
    const end = sightings[at + 1]?.seen ?? until;
    sum += (end - seen) * ((seen + end) / 2 - painted);
  });
  return sum / (until - first.seen);
}

export function delaysOf(sightings: readonly Sighting[]): { median: number; p95: number } {
  const delays = sightings.map(({ painted, seen }) => seen - painted);
  return { median: median(delays), p95: quantile(delays, 0.95) };
}

/** One scene on one path over all rounds. */
export interface Summary {
  readonly figures: Figures;
  /** Measurements used, and made: those with much time stolen are left out when there are others. */
  readonly used: number;
  readonly made: number;
  /** True when every measurement had much time stolen. */
  readonly marked: boolean;
}

export function summarise(runs: readonly Figures[]): Summary | null {
  const clean = runs.filter(({ cpu }) => cpu.stolen <= MUCH_STOLEN);
  const used = clean.length > 0 ? clean : runs;
  if (used.length === 0) return null;
  const mid = (pick: (run: Figures) => number) => middle(used.map(pick));
  const figures: Figures = {
    median: mid((run) => run.median),
    p95: mid((run) => run.p95),
    age: mid((run) => run.age),
    shown: mid((run) => run.shown),
    painted: mid((run) => run.painted),
    cpu: {
      source: mid((run) => run.cpu.source),
      viewer: mid((run) => run.cpu.viewer),
      display: mid((run) => run.cpu.display),
      bench: mid((run) => run.cpu.bench),
      other: mid((run) => run.cpu.other),
      stolen: mid((run) => run.cpu.stolen),
    },
    bytesPerSecond: mid((run) => run.bytesPerSecond),
    rest: worstRest(used.flatMap((run) => (run.rest === null ? [] : [run.rest]))),
    way: [...new Set(used.flatMap((run) => (run.way === null ? [] : [run.way])))].join(', ') || null,
  };
  return { figures, used: used.length, made: runs.length, marked: clean.length === 0 };
}

/** Of an even number the mean of the two in the middle. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** Being identical is a promise: the worst run counts. */
function worstRest(all: readonly AtRest[]): AtRest | null {
  if (all.length === 0) return null;
  const times = all.map(({ identicalAfter }) => identicalAfter);
  return {
    identicalAfter: times.some((time) => time === null) ? null : Math.max(...times.map((time) => time ?? 0)),
    differing: Math.max(...all.map(({ differing }) => differing)),
  };
}
