import type { Clock } from '../../src-shared/clock.ts';

/** A clock that never goes back, with parts of a millisecond. */
export function monotonicClock(): Clock {
  return {
    now: () => performance.timeOrigin + performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    every(ms, run) {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
  };
}
