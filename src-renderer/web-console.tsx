import type { Identity } from '../src-shared/helpdesk/member.ts';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { ConsoleApp } from './features/console/console-app.tsx';
import { TechnicianApp } from './features/technician/technician-app.tsx';
import { createApiClient } from './helpdesk/api-client.ts';
import { createEventSocket, type EventSocket } from './helpdesk/event-socket.ts';
import { createHelpDesk, type HelpDesk } from './helpdesk/help-desk.ts';
import { createLive } from './helpdesk/live.ts';
import { createPasskeyDevice } from './helpdesk/passkey-device.ts';
import { createBrowserTransport } from './helpdesk/transport.ts';
import { createTicketFiling } from './session/file-in-tickets.ts';
import type { NoteKeeper } from './session/note-keeper.ts';
import type { TechnicianActions, TechnicianStore } from './stores/technician-store.ts';

/** How often what is shown is looked at again, in ms. */
const LOOK_EVERY_MS = 15_000;

/** The help desk of the server that sent this page, with whoever is signed in there already. */
export async function openHelpDesk(storage: Storage): Promise<HelpDesk> {
  const api = createApiClient(createBrowserTransport());
  const news: { socket: EventSocket | null } = { socket: null };
  const live = createLive({
    everyMs: LOOK_EVERY_MS,
    page: document,
    connect: (hear) =>
      (news.socket = createEventSocket({
        origin: location.origin.replace(/^http/, 'ws'),
        open: (url, subprotocol) => new WebSocket(url, subprotocol),
        hear,
        onLoginEnded: () => void desk.session.actions.load(),
      })),
  });
  const desk = createHelpDesk({
    api,
    live,
    storage,
    newKey,
    passkeyDevice: createPasskeyDevice(window),
  });
  desk.session.subscribe(({ identity }) => news.socket?.wanted(identity !== null));
  await desk.session.actions.load();
  return desk;
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Notes are filed in this help desk as long as somebody is signed in who may write tickets. */
export function fileNotesIn({ api, session }: HelpDesk, keeper: Pick<NoteKeeper, 'connect'>): void {
  const follow = (identity: Identity | null) =>
    keeper.connect(
      identity?.permissions.includes('tickets.write') === true
        ? createTicketFiling((route, input) => api.call(route, input), identity.organisation.name)
        : null,
    );
  follow(session.getState().identity);
  session.subscribe(({ identity }, before) => (identity === before.identity ? undefined : follow(identity)));
}

interface Props {
  readonly desk: HelpDesk;
  readonly store: TechnicianStore;
  readonly actions: TechnicianActions;
}

/** The technician's window in a browser: the code's screen, and for members of the help desk all the rest. */
export function WebConsole({ desk, store, actions }: Props) {
  const settings = useStore(store, (state) => state.settings);
  const inSession = useStore(store, (state) => state.desk !== null);
  const answers = useStore(desk.session, (state) => state.setUp !== null);
  const signedIn = useStore(desk.session, (state) => state.identity !== null);
  const name = useStore(desk.session, (state) => state.identity?.member.name ?? '');
  useEffect(() => {
    // members need not say again who they are
    if (name !== '' && settings.technicianName === '') actions.setSettings({ technicianName: name });
  }, [name, settings.technicianName, actions]);
  const around = (rail: ReactNode | null) =>
    rail !== null ? { rail } : signedIn ? { home: '#/' } : answers ? { signIn: '#/sign-in' } : {};
  return (
    <ConsoleApp
      desk={desk}
      settings={settings}
      inSession={inSession}
      onTheme={(theme) => actions.setSettings({ theme })}
      renderJoinScreen={(rail) => <TechnicianApp web around={around(rail)} />}
    />
  );
}
