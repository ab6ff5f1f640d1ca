import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { ProbeResult } from '../../src-shared/diagnostics/probe-result.ts';
import type { Probe } from './probe.ts';

/** A computer that slept for days may have been changed meanwhile, so even the fixed is looked at anew each day. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * Answers that cannot change while the computer runs, for the second run and all that follow. Only for probes that say
 * so, only what was answered well, only as long as this process lives; the answer keeps its own time, so its age shows.
 */
export function createFixedAnswers(now: () => number) {
  const answers = new Map<AreaId, ProbeResult<unknown>>();
  return {
    known(probe: Probe<AreaId>): ProbeResult<unknown> | null {
      const answer = probe.fixed === true ? answers.get(probe.area) : undefined;
      if (answer === undefined) return null;
      const age = now() - answer.at;
      return age >= 0 && age < LONGEST_MS ? answer : null; // a clock that was set back tells no age
    },
    keep(probe: Probe<AreaId>, result: ProbeResult<unknown>): void {
      if (probe.fixed === true && result.status === 'ok') answers.set(probe.area, result);
    },
  };
}
