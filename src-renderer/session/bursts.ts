import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';

/**
 * The first of a burst is applied at once, what follows within a moment together: nineteen parts of a diagnosis draw
 * the desk twice or three times instead of nineteen. The order stays.
 */
export interface Bursts<T> {
  /** `last` ends the burst: everything up to it is applied now. */
  take(item: T, last: boolean): void;
}

const MOMENT_MS = 16;

export function createBursts<T>(scope: Scope, clock: Clock, apply: (items: readonly T[]) => void): Bursts<T> {
  let waiting: T[] = [];
  let bursting = false;
  const flush = () => {
    const items = waiting;
    waiting = [];
    if (items.length > 0) apply(items);
  };
  let forget = () => {};
  const wait = () => {
    forget = scope.add(clock.after(MOMENT_MS, endOfMoment));
  };
  const endOfMoment = () => {
    forget(); // or the scope would keep every timer there ever was
    bursting = waiting.length > 0;
    flush();
    if (bursting) wait();
  };
  return {
    take(item, last) {
      waiting.push(item);
      if (last || !bursting) flush();
      if (bursting) return;
      bursting = true;
      wait();
    },
  };
}
