import { useEffect } from 'react';
import { lowerTabs, useDeskUiStore, type DeskUiStore } from './desk-ui.ts';
import { zoomStep } from '../picture/place-picture.ts';

/** The keys of the desk. While something is typed, or a dialog or menu is open, only the chords and F6 count. */
export function useDeskKeys(narrow: boolean): void {
  const ui = useDeskUiStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (handle(event, ui, narrow)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [ui, narrow]);
}

function handle(event: KeyboardEvent, ui: DeskUiStore, narrow: boolean): boolean {
  if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === 'e')
    return done(() => ui.setState({ dialog: 'end' }));
  if (ui.getState().dialog !== null) return false;
  if (event.key === 'F6') return done(() => nextPanel(event.shiftKey ? -1 : 1));
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
  return plainKey(event.key, ui, narrow);
}

function plainKey(key: string, ui: DeskUiStore, narrow: boolean): boolean {
  const tab = lowerTabs[Number(key) - 1];
  if (tab !== undefined) return done(() => ui.setState({ lower: tab }));
  switch (key.toLowerCase()) {
    case 'j':
      return done(() => withSide(ui, narrow, 'findings', () => moveFinding(1)));
    case 'k':
      return done(() => withSide(ui, narrow, 'findings', () => moveFinding(-1)));
    case 'c':
      return done(() => withSide(ui, narrow, 'chat', () => focusOn('[data-key="chat"]')));
    case '/':
      return done(() => {
        ui.setState({ lower: 'facts' });
        afterDrawing(() => focusOn('[data-key="search"]'));
      });
    case '?':
      return done(() => ui.setState({ dialog: 'keys' }));
    case '+':
    case '=':
      return done(() => ui.setState({ zoom: zoomStep(ui.getState().scale ?? 1, 1) }));
    case '-':
      return done(() => ui.setState({ zoom: zoomStep(ui.getState().scale ?? 1, -1) }));
    case '0':
      return done(() => ui.setState({ zoom: 'fit' }));
    default:
      return false;
  }
}

function done(act: () => void): true {
  act();
  return true;
}

function withSide(ui: DeskUiStore, narrow: boolean, side: 'findings' | 'chat', act: () => void): void {
  if (narrow && ui.getState().side !== side) {
    ui.setState({ side });
    afterDrawing(act);
  } else act();
}

/** React draws on the next task at the latest; the element is there one frame later. */
function afterDrawing(act: () => void): void {
  requestAnimationFrame(act);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"]',
    ) !== null
  );
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** F6: the panels in the order in which they stand in the page. */
function nextPanel(direction: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')];
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const start = at === -1 && direction === -1 ? 0 : at;
  panels[(start + direction + panels.length) % panels.length]?.focus();
}

/** J and K: from one finding to the next; the first press goes to the first. */
function moveFinding(direction: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-finding]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + direction));
  rows[next]?.focus();
}
