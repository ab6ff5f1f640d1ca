import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';

/** The live values of the last fifteen minutes that somebody watched, for the report's charts. In memory only. */
export interface WatchedVitals {
  add(sample: VitalsSample): void;
  /** Oldest first. */
  samples(): readonly VitalsSample[];
  /** A new session has other made-up names, and nothing may link the two. */
  clear(): void;
}

const KEEP_MS = 15 * 60_000;

export function createWatchedVitals(): WatchedVitals {
  let kept: VitalsSample[] = [];
  return {
    add(sample) {
      kept = [...kept.filter(({ at }) => at > sample.at - KEEP_MS && at < sample.at), sample];
    },
    samples: () => kept,
    clear: () => (kept = []),
  };
}
