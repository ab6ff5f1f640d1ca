import { globalShortcut } from 'electron';

/**
 * The key that stops everything from any program. Holding Esc needs an input helper that this version does not have,
 * so it is Ctrl+Alt+Shift+End (docs/threat-model.md, TM-7), armed only while somebody is paired.
 */
const ACCELERATOR = 'CommandOrControl+Alt+Shift+End';
export const STOP_KEY_WORDS = 'Ctrl+Alt+Shift+End';

export interface StopKey {
  /** Tries once whether the system lets us have the key; null when another program owns it. */
  words(): string | null;
  arm(on: boolean): void;
}

export function createStopKey(stop: () => void): StopKey {
  let armed = false;
  let available: boolean | null = null;
  return {
    words() {
      if (available === null) {
        available = armed || globalShortcut.register(ACCELERATOR, stop);
        if (!armed) globalShortcut.unregister(ACCELERATOR);
      }
      return available ? STOP_KEY_WORDS : null;
    },
    arm(on) {
      if (on === armed) return;
      if (on) armed = globalShortcut.register(ACCELERATOR, stop);
      else {
        globalShortcut.unregister(ACCELERATOR);
        armed = false;
      }
    },
  };
}
