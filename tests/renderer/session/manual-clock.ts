import type { Clock } from '../../../src-shared/clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Lets everything due within `ms` happen, in order, with all that follows from it. */
  advance(ms: number): Promise<void>;
  readonly timers: number;
}

interface Timer {
  at: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

export function createManualClock(start = 1_000_000): ManualClock {
  const timers = new Set<Timer>();
  let now = start;
  const add = (timer: Timer) => {
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const due = (until: number) => [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after: (ms, run) => add({ at: now + ms, everyMs: null, run }),
    every: (ms, run) => add({ at: now + ms, everyMs: ms, run }),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = due(until); timer !== undefined; timer = due(until)) {
        now = Math.max(now, timer.at);
        if (timer.everyMs === null) timers.delete(timer);
        else timer.at += timer.everyMs;
        timer.run();
        await settle();
      }
      now = until;
    },
    get timers() {
      return timers.size;
    },
  };
}

/** Every promise that can go on has gone on. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  await new Promise<void>((resolve) => setImmediate(resolve));
}
