/** Those who want to hear of something; telling goes on when one of them leaves meanwhile. */
export interface Listeners<T> {
  readonly on: (listener: (value: T) => void) => () => void;
  tell(value: T): void;
  clear(): void;
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    on(listener) {
      const own = (value: T) => listener(value); // the same function may listen twice
      all.add(own);
      return () => void all.delete(own);
    },
    tell(value) {
      for (const listener of [...all]) if (all.has(listener)) listener(value);
    },
    clear: () => all.clear(),
  };
}
