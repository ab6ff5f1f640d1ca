import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../src-shared/bridge/contract.ts';
import { defaultSettings } from '../src-shared/bridge/default-settings.ts';
import { createElectronBridge, type PreloadDoor } from './bridge/electron-bridge.ts';
import { createWebBridge, readServerConfig } from './bridge/web-bridge.ts';
import { createBrowserPeers } from './peer/browser-peers.ts';
import { createCaptureScreen } from './peer/capture.ts';
import { createHostSessionController } from './session/host-session-controller.ts';
import { createNoteKeeper, type NoteKeeper } from './session/note-keeper.ts';
import { createNoteShelf } from './session/note-shelf.ts';
import { createOpenDevice } from './session/own-device.ts';
import { saveByDownload } from './session/save-on-desk.ts';
import type { SessionEnv } from './session/session-env.ts';
import { systemClock } from './session/system-clock.ts';
import { createTechnicianSessionController } from './session/technician-session-controller.ts';
import { openBrowserSocket } from './signalling/browser-socket.ts';
import { createHostStore } from './stores/host-store.ts';
import { createNoteStore } from './stores/note-store.ts';
import {
  createTechnicianStore,
  type TechnicianActions,
  type TechnicianStore,
} from './stores/technician-store.ts';
import { HostContext, NotesContext, TechnicianContext } from './ui/app-context.tsx';
import { dayAndTimeWithZone } from './words/time.ts';
import { openWorker } from './workers/open-worker.ts';

/* The composition root of both windows and of the web console: bridge, stores, session, screens, in this order. */

declare const __RIG__: boolean;
declare global {
  interface Window {
    readonly alongside?: PreloadDoor;
  }
}

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no place to draw');
const reactRoot = createRoot(root);
const draw = (screen: ReactNode) => reactRoot.render(<StrictMode>{screen}</StrictMode>);

const bridge = await pickBridge();
const info = await bridge.request('app.info', undefined);
const env: SessionEnv = {
  bridge,
  clock: systemClock,
  peers: createBrowserPeers(),
  openSocket: openBrowserSocket,
  openWorker,
  ...('mediaDevices' in navigator && {
    devices: navigator.mediaDevices,
    openDevice: createOpenDevice(navigator.mediaDevices),
  }),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  chance: () => Math.random(),
};
await (info.role === 'host' ? showHost() : showTechnician());

async function pickBridge(): Promise<Bridge> {
  if (window.alongside !== undefined) return createElectronBridge(window.alongside, window);
  const config = await readServerConfig((path) => fetch(path));
  return createWebBridge({
    version: config?.version ?? '0.0.0',
    relayOnly: config?.relayOnly ?? false,
    origin: location.origin,
    userAgent: navigator.userAgent,
    storage: localStorage,
  });
}

async function showHost(): Promise<void> {
  const store = createHostStore(Date.now());
  const capture = createCaptureScreen((options) => navigator.mediaDevices.getDisplayMedia(options));
  const controller = createHostSessionController({ env, info, store, capture });
  window.addEventListener('pagehide', controller.close);
  const actions = __RIG__
    ? (await import('./rig.ts')).rigHost(store, controller.actions, () => controller.picture)
    : controller.actions;
  const { HostApp } = await import('./features/host/host-app.tsx');
  draw(
    <HostContext value={{ store, actions }}>
      <HostApp />
    </HostContext>,
  );
}

async function showTechnician(): Promise<void> {
  const store = createTechnicianStore(Date.now(), defaultSettings);
  const controller = createTechnicianSessionController({ env, info, store, saveFile: saveByDownload });
  window.addEventListener('pagehide', controller.close);
  const notes = createNoteStore();
  const keeper = createNoteKeeper({
    desks: store,
    notes,
    shelf: createNoteShelf(localStorage),
    client: bridge.kind === 'web' ? 'web' : 'app',
    formatTime: dayAndTimeWithZone,
    saveFile: saveByDownload,
  });
  window.addEventListener('pagehide', keeper.close);
  if (__RIG__) (await import('./rig.ts')).rigTechnician(store, controller.actions);
  draw(
    <TechnicianContext value={{ store, actions: controller.actions }}>
      <NotesContext value={{ store: notes, actions: keeper.actions }}>
        {bridge.kind === 'web' ? await webConsole(store, controller.actions, keeper) : await technicianApp()}
      </NotesContext>
    </TechnicianContext>,
  );
}

async function technicianApp(): Promise<ReactNode> {
  const { TechnicianApp } = await import('./features/technician/technician-app.tsx');
  return <TechnicianApp web={false} />;
}

async function webConsole(
  store: TechnicianStore,
  actions: TechnicianActions,
  keeper: NoteKeeper,
): Promise<ReactNode> {
  const { fileNotesIn, openHelpDesk, WebConsole } = await import('./web-console.tsx');
  const desk = await openHelpDesk(localStorage);
  fileNotesIn(desk, keeper);
  return <WebConsole desk={desk} store={store} actions={actions} />;
}
