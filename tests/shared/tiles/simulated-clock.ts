import type { Clock } from '../../../src-shared/clock.ts';

/** Time that passes only when a test lets it, without waiting: whole seconds of a session in milliseconds. */
export interface SimulatedClock extends Clock {
  /** Lets everything due within `ms` happen, in order. */
  advance(ms: number): void;
  /** As if the processor had been busy: time passes and nothing runs meanwhile. */
  spend(ms: number): void;
  readonly timers: number;
}

interface Timer {
  at: number;
  readonly order: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

export function createSimulatedClock(): SimulatedClock {
  const timers = new Set<Timer>();
  let now = 0;
  let order = 0;
  const add = (at: number, everyMs: number | null, run: () => void) => {
    order += 1;
    const timer: Timer = { at, order, everyMs, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const next = (until: number) => {
    let first: Timer | null = null;
    for (const timer of timers)
      if (
        timer.at <= until &&
        (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
      )
        first = timer;
    return first;
  };
  return {
    now: () => now,
    after: (ms, run) => add(now + Math.max(0, ms), null, run),
    every: (ms, run) => add(now + ms, ms, run),
    advance(ms) {
      const until = now + ms;
      for (let timer = next(until); timer !== null; timer = next(until)) {
        now = Math.max(now, timer.at);
        if (timer.everyMs === null) timers.delete(timer);
        else timer.at += timer.everyMs;
        timer.run();
      }
      now = Math.max(now, until);
    },
    spend(ms) {
      now += ms;
    },
    get timers() {
      return timers.size;
    },
  };
}
