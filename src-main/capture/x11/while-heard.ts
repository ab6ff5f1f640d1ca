import type { Listeners } from '../../../src-shared/listeners.ts';

/** Work that is only done while somebody listens. */
export function whileHeard<T>({ on }: Listeners<T>, start: () => void, stop: () => void): Listeners<T>['on'] {
  let count = 0;
  return (listener) => {
    const leave = on(listener);
    count += 1;
    if (count === 1) start();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      leave();
      count -= 1;
      if (count === 0) stop();
    };
  };
}
