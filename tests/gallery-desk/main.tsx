import { createRoot } from 'react-dom/client';
import { TechnicianApp } from '../../src-renderer/features/technician/technician-app.tsx';
import { createTechnicianStore, type TechnicianActions } from '../../src-renderer/stores/technician-store.ts';
import { NotesContext, TechnicianContext } from '../../src-renderer/ui/app-context.tsx';
import { createNoteStore, type NoteActions } from '../../src-renderer/stores/note-store.ts';
import { notesOf } from './note-states.ts';
import { NOW, states } from './states.ts';

/** ?state=desk&theme=dark&web&test: one state of the technician's window, with nothing behind it. */
const query = new URLSearchParams(location.search);
const store = createTechnicianStore(NOW, {
  technicianName: 'Daniel Okoye',
  textSize: 100,
  theme: 'system',
  fastPicture: 'auto',
});
const part = states[query.get('state') ?? 'join']?.() ?? {};
const theme = query.get('theme');
store.setState({
  info: {
    role: 'technician',
    version: '0.1.0',
    runtime: query.has('web') ? 'Web' : 'Electron 25.1.1',
    testBuild: query.has('test'),
    platform: query.has('web') ? 'other' : 'linux',
    server: 'ws://help.northfield.example:7480',
    stopKey: null,
    relayOnly: false,
    trial: false,
    prefill: null,
  },
  ...part,
});
if (theme === 'dark' || theme === 'light')
  store.setState(({ settings }) => ({ settings: { ...settings, theme } }));

const say =
  (name: string) =>
  (...values: readonly unknown[]) =>
    console.info(`action ${name}`, ...values);
const actions: TechnicianActions = {
  join: say('join'),
  cancelJoin: () => store.setState({ join: { state: 'idle' } }),
  tryNow: say('tryNow'),
  end: () =>
    store.setState(({ desk }) => ({
      desk: desk && { ...desk, ended: { how: 'by-me', at: NOW, error: null }, screenOn: false },
    })),
  closeDesk: () => store.setState({ desk: null }),
  say: (text) =>
    store.setState(({ desk }) => ({
      desk: desk && {
        ...desk,
        chat: [...desk.chat, { id: `${desk.chat.length + 100}`, from: 'me', text, at: NOW }],
      },
    })),
  readChat: () => store.setState(({ desk }) => ({ desk: desk && { ...desk, unread: 0 } })),
  refreshDiagnosis: say('refreshDiagnosis'),
  watchVitals: (on) => store.setState(({ desk }) => ({ desk: desk && { ...desk, vitalsPaused: !on } })),
  askFor: say('askFor'),
  testNetwork: say('testNetwork'),
  stopNetworkTests: say('stopNetworkTests'),
  setSettings: (change) => store.setState(({ settings }) => ({ settings: { ...settings, ...change } })),
  saveSnapshot: say('saveSnapshot'),
  saveScreenshot: say('saveScreenshot'),
};

const notes = createNoteStore();
notes.setState(notesOf(query.get('state') ?? 'join'));
const noteActions: NoteActions = {
  edit: (id, edited) =>
    notes.setState((state) => ({
      notes: state.notes.map((note) => (note.id === id ? { ...note, edited } : note)),
    })),
  file: say('file'),
  save: say('save'),
  remove: say('remove'),
};

/** For the tests and for the script that takes the pictures. */
export interface GalleryWindow {
  gallery: { readonly names: readonly string[]; takeScreenBack(): void };
}
declare const window: GalleryWindow;

window.gallery = {
  names: Object.keys(states),
  takeScreenBack: () =>
    store.setState(({ desk }) => ({
      desk: desk && {
        ...desk,
        screenOn: false,
        picture: null,
        capabilities: {
          ...desk.capabilities,
          screen: { state: 'off', leftMs: 0, leaseMs: 0, receivedAt: NOW },
        },
      },
    })),
};

const root = document.querySelector('#root');
if (root === null) throw new Error('no #root');
createRoot(root).render(
  <TechnicianContext value={{ store, actions }}>
    <NotesContext value={{ store: notes, actions: noteActions }}>
      <TechnicianApp web={query.has('web')} />
    </NotesContext>
  </TechnicianContext>,
);
