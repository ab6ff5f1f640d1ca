import { useEffect } from 'react';
import { go } from './use-route.ts';
import type { ShellDialog } from './shell-context.ts';

/** True while a key belongs to whatever has the focus: something typed, a menu, a question. */
export function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"]',
    ) !== null
  );
}

/** A key alone, which means nothing to the page when somebody types. */
export function plainKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return null;
  return isBusy(event.target) ? null : event.key;
}

/** How long after G the next key says where to, in ms. */
const CHORD_MS = 1_500;

/** The keys that work on every page. Only Ctrl+K works while something is typed. */
export function useShellKeys(show: (dialog: ShellDialog) => void, dialogOpen: boolean): void {
  useEffect(() => {
    let goneAt = -CHORD_MS;
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        (event.ctrlKey || event.metaKey) &&
        !event.shiftKey &&
        !event.altKey &&
        event.key.toLowerCase() === 'k'
      ) {
        event.preventDefault();
        if (!dialogOpen) show('palette');
        return;
      }
      const key = dialogOpen ? null : plainKey(event);
      if (key === null) return;
      const chord = event.timeStamp - goneAt < CHORD_MS;
      goneAt = key === 'g' ? event.timeStamp : -CHORD_MS;
      if (chord ? goTo(key) : call(key, show)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [show, dialogOpen]);
}

function call(key: string, show: (dialog: ShellDialog) => void): boolean {
  if (key === '?') show('keys');
  else if (key === 'n') show('new-ticket');
  else return false;
  return true;
}

function goTo(key: string): boolean {
  if (key === 'h') go({ page: 'home' });
  else if (key === 't') go({ page: 'tickets', filters: { sort: 'updated' } });
  else if (key === 'k') go({ page: 'knowledge', part: 'articles', filters: {} });
  else if (key === 's') go({ page: 'desk' });
  else return false;
  return true;
}
