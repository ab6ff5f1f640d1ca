import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';

/**
 * The first of a burst is applied at once, what follows within a moment together: nineteen parts of a diagnosis draw
 * the desk twice or three times instead of nineteen. The order stays.
 */
export interface Bursts<T> {
  /** `last` ends the burst: everything up to it is applied now. `head` comes before one and goes with its first. */
  take(item: T, place: 'head' | 'middle' | 'last'): void;
}

const MOMENT_MS = 16;

export function createBursts<T>(scope: Scope, clock: Clock, apply: (items: readonly T[]) => void): Bursts<T> {
  let waiting: T[] = [];
  /** Nothing came for a moment: the next one is applied at once. */
  let rested = true;
  let forget: (() => void) | null = null;
  const flush = () => {
    const items = waiting;
    waiting = [];
    if (items.length > 0) apply(items);
  };
  const wait = () => {
    forget ??= scope.add(clock.after(MOMENT_MS, endOfMoment));
  };
  const endOfMoment = () => {
    forget?.(); // or the scope would keep every timer there ever was
    forget = null;
    rested = waiting.length === 0;
    flush();
    if (!rested) wait();
  };
  return {
    take(item, place) {
      waiting.push(item);
      if (place === 'last' || (place === 'middle' && rested)) flush();
      if (place !== 'head') rested = false;
      wait();
    },
  };
}
