import { useSyncExternalStore } from 'react';
import { words } from '../../words/i18n.ts';

const MINUTE = 60_000;

/** How long ago, in few letters: "now", "5 min", "3 h", "12 d". */
export function ageWords(at: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - at) / MINUTE);
  if (minutes < 1) return words.t('console:age.now');
  if (minutes < 60) return words.t('console:age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return words.t('console:age.hours', { count: hours });
  return words.t('console:age.days', { count: Math.floor(hours / 24) });
}

/** One clock for all ages of a page: they change together, once a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}

let now = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function read(): number {
  const real = Date.now();
  if (Math.abs(real - now) >= MINUTE) now = real;
  return now;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((one) => one()), MINUTE / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
