import { act, cleanup, render, type RenderResult } from '@testing-library/react';
import { afterEach, vi, type Mock } from 'vitest';
import { TechnicianApp } from '../../../../src-renderer/features/technician/technician-app.tsx';
import {
  createTechnicianStore,
  type Desk,
  type TechnicianActions,
  type TechnicianState,
  type TechnicianStore,
} from '../../../../src-renderer/stores/technician-store.ts';
import { NotesContext, TechnicianContext } from '../../../../src-renderer/ui/app-context.tsx';
import {
  createNoteStore,
  type NoteActions,
  type NoteStore,
} from '../../../../src-renderer/stores/note-store.ts';
import { notesOf } from '../../../gallery-desk/note-states.ts';
import { NOW, states } from '../../../gallery-desk/states.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

type FakeActions = { readonly [Name in keyof TechnicianActions]: Mock<TechnicianActions[Name]> };

function fakeActions(): FakeActions {
  return {
    join: vi.fn(),
    cancelJoin: vi.fn(),
    tryNow: vi.fn(),
    end: vi.fn(),
    closeDesk: vi.fn(),
    say: vi.fn(),
    readChat: vi.fn(),
    refreshDiagnosis: vi.fn(),
    watchVitals: vi.fn(),
    askFor: vi.fn(),
    testNetwork: vi.fn(),
    stopNetworkTests: vi.fn(),
    setSettings: vi.fn(),
    saveSnapshot: vi.fn(),
    saveScreenshot: vi.fn(),
  };
}

type FakeNoteActions = { readonly [Name in keyof NoteActions]: Mock<NoteActions[Name]> };

interface Rendered extends RenderResult {
  readonly store: TechnicianStore;
  readonly actions: FakeActions;
  readonly notes: NoteStore;
  readonly noteActions: FakeNoteActions;
  set(change: Partial<TechnicianState>): void;
  setDesk(change: Partial<Desk>): void;
}

/** The technician's window in a state of the gallery, or in one given here. */
export function renderTechnician(
  state: string | Partial<TechnicianState>,
  { web = false, width = 1280 }: { readonly web?: boolean; readonly width?: number } = {},
): Rendered {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  setWidth(width);
  const store = createTechnicianStore(NOW, {
    technicianName: 'Daniel Okoye',
    textSize: 100,
    theme: 'light',
    fastPicture: 'auto',
  });
  const part = typeof state === 'string' ? states[state]?.() : state;
  if (part === undefined) throw new Error(`the gallery has no state "${String(state)}"`);
  store.setState(part);
  const actions = fakeActions();
  const notes = createNoteStore();
  if (typeof state === 'string') notes.setState(notesOf(state));
  const noteActions: FakeNoteActions = { edit: vi.fn(), file: vi.fn(), save: vi.fn(), remove: vi.fn() };
  const view = render(
    <TechnicianContext value={{ store, actions }}>
      <NotesContext value={{ store: notes, actions: noteActions }}>
        <TechnicianApp web={web} />
      </NotesContext>
    </TechnicianContext>,
  );
  const set = (change: Partial<TechnicianState>) => act(() => store.setState(change));
  const setDesk = (change: Partial<Desk>) =>
    act(() => store.setState(({ desk }) => ({ desk: desk && { ...desk, ...change } })));
  return { ...view, store, actions, notes, noteActions, set, setDesk };
}

/** The width that `matchMedia` goes by. */
function setWidth(width: number): void {
  Object.assign(window, { innerWidth: width });
}

export { NOW };
