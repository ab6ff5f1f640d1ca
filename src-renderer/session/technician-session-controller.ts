import { bytesToHex } from '@noble/hashes/utils.js';
import type { AppInfo } from '../../src-shared/bridge/contract.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { toBase64Url } from '../../src-shared/pairing/base64url.ts';
import { parseCode, type PairingCode } from '../../src-shared/pairing/code.ts';
import type { Introduction } from '../../src-shared/pairing/introduction.ts';
import { MAX_CHAT_CHARS } from '../../src-shared/protocol/peer-messages.ts';
import { createScope, type Scope } from '../../src-shared/scope.ts';
import { backOffMs } from '../signalling/back-off.ts';
import type { DeskEnd, TechnicianActions, TechnicianStore } from '../stores/technician-store.ts';
import { createCertificates, type Certificates } from './certificates.ts';
import { cleanText, withLine } from './chat-log.ts';
import { newDesk, reduceDesk } from './desk-reducer.ts';
import type { MeetAgain } from './lasting-link.ts';
import type { PairedRoom } from './leg.ts';
import { recentOf } from './recent-session.ts';
import type { SaveFile } from './save-on-desk.ts';
import { saveScreenshot, saveSnapshot } from './save-on-desk.ts';
import { REHEARSE_AFTER_MS, rehearseDiagnosis, rehearsePairing } from './rehearsal.ts';
import type { SessionEnv } from './session-env.ts';
import { createTechnicianLink, type TechnicianLink } from './technician-link.ts';
import { joinTechnicianRoom } from './technician-room.ts';

export interface TechnicianSessionOptions {
  readonly env: SessionEnv;
  readonly info: AppInfo;
  readonly store: TechnicianStore;
  /** Hands a file to the person at this machine. */
  readonly saveFile: SaveFile;
}

export interface TechnicianSessionController {
  readonly actions: TechnicianActions;
  close(): void;
}

interface Present {
  readonly options: TechnicianSessionOptions;
  readonly certificates: Certificates;
  readonly scope: Scope;
  /** Of the code being tried. */
  joining: Scope;
  retryNow: (() => void) | null;
  link: TechnicianLink | null;
  linkScope: Scope;
}

const MAX_RECENT = 20;
/** How long a goodbye may take to leave. */
const GOODBYE_MS = 300;

/** Joins the room, the link and the store of the technician's window. */
export function createTechnicianSessionController(
  options: TechnicianSessionOptions,
): TechnicianSessionController {
  const { env, store, info } = options;
  const scope = createScope();
  const present: Present = {
    options,
    certificates: createCertificates(env),
    scope,
    joining: scope.child(),
    retryNow: null,
    link: null,
    linkScope: scope.child(),
  };
  store.setState({ info, prefill: info.prefill });
  scope.add(env.bridge.on('settings.changed', (settings) => store.setState({ settings })));
  scope.add(env.bridge.on('link.prefill', ({ code }) => store.setState({ prefill: code })));
  void env.bridge.request('settings.get', undefined).then((settings) => store.setState({ settings }));
  scope.add(env.clock.every(1_000, () => tickWhereNeeded(store, env.clock.now())));
  env.peers.warmUp();
  const rehearse = () => {
    rehearsePairing(env);
    rehearseDiagnosis();
  };
  scope.add(env.clock.after(REHEARSE_AFTER_MS, rehearse));
  return {
    actions: { ...joinActions(present), ...deskActions(present) },
    close() {
      present.link?.sayBye();
      scope.close();
    },
  };
}

function joinActions(present: Present) {
  const { env, store } = present.options;
  return {
    join(text: string) {
      const code = parseCode(text);
      // A slip is told here and never leaves the machine. // PR-1
      if (!code.ok)
        return store.setState({ join: { state: 'failed', error: code.error, retryAt: null, attempt: 0 } });
      store.setState({ prefill: null });
      return join(present, code.value, 0);
    },
    cancelJoin() {
      present.joining.close();
      store.setState({ join: { state: 'idle' } });
    },
    tryNow() {
      if (store.getState().join.state === 'failed') present.retryNow?.();
      present.link?.tryNow();
    },
    setSettings: (change: Parameters<TechnicianActions['setSettings']>[0]) =>
      void env.bridge.request('settings.set', change).then((settings) => store.setState({ settings })),
  };
}

function deskActions(present: Present) {
  const { env, store, saveFile } = present.options;
  return {
    end() {
      present.link?.sayBye();
      finish(present, 'by-me', null);
    },
    closeDesk() {
      present.linkScope.close();
      store.setState({ desk: null, join: { state: 'idle' } });
    },
    say(text: string) {
      const clean = cleanText(text, MAX_CHAT_CHARS);
      if (clean === null) return;
      const id = bytesToHex(env.random(8));
      const sent = present.link?.send({ type: 'chat.say', id, text: clean }) ?? false;
      const line = {
        id,
        from: 'me' as const,
        text: clean,
        at: env.clock.now(),
        ...(sent ? {} : { waiting: true }),
      };
      store.setState(({ desk }) =>
        desk === null ? {} : { desk: { ...desk, chat: withLine(desk.chat, line) } },
      );
    },
    readChat: () =>
      store.setState(({ desk }) =>
        desk === null || desk.unread === 0 ? {} : { desk: { ...desk, unread: 0 } },
      ),
    refreshDiagnosis: () => present.link?.askDiagnosis(true),
    watchVitals: (on: boolean) => present.link?.watchVitals(on),
    askFor(capability: Parameters<TechnicianActions['askFor']>[0]) {
      present.link?.send({ type: 'capability.ask', capability });
      store.setState(({ desk }) =>
        desk === null ? {} : { desk: reduceDesk(desk, { type: 'asked', capability }) },
      );
    },
    testNetwork(questions: Parameters<TechnicianActions['testNetwork']>[0]) {
      const id = bytesToHex(env.random(8));
      present.link?.send({ type: 'net.ask', id, questions: [...questions] });
    },
    stopNetworkTests: () => void present.link?.send({ type: 'net.stop' }),
    saveSnapshot: () => saveSnapshot(store.getState().desk, saveFile),
    saveScreenshot: () => saveScreenshot(store.getState().desk, saveFile),
  };
}

function join(present: Present, code: PairingCode, attempt: number): void {
  const { env, store } = present.options;
  present.joining.close();
  const scope = (present.joining = present.scope.child());
  const since = env.clock.now();
  const step = (name: 'server' | 'room' | 'proof') =>
    store.setState({ join: { state: 'working', step: name, since } });
  step('server');
  void present.certificates.take().then((certificate) => {
    if (scope.closed) return;
    const room = scope.child();
    joinTechnicianRoom(room, env, {
      server: present.options.info.server,
      introduction: introduce(present),
      certificate,
      secret: { by: 'code', code },
      onStep: step,
      onPaired: (paired, socket) =>
        openDesk(present, { paired, socket, certificate, leave: () => room.close() }),
      onFailed: (error) => joinFailed(present, scope, code, error, attempt + 1),
    });
  });
}

/** The server itself is worth trying again by itself; a code is not: each is good for one try. */
const retried: ReadonlySet<AppError['code']> = new Set([
  'SERVER_UNREACHABLE',
  'SERVER_BUSY',
  'SERVER_STOPPING',
]);

function joinFailed(
  present: Present,
  scope: Scope,
  code: PairingCode,
  error: AppError,
  attempt: number,
): void {
  const { env, store } = present.options;
  const again = () => join(present, code, attempt);
  present.retryNow = retried.has(error.code) || error.code === 'SERVER_RATE' ? again : null;
  if (!retried.has(error.code))
    return store.setState({ join: { state: 'failed', error, retryAt: null, attempt } });
  const wait = backOffMs(attempt, env.chance());
  store.setState({ join: { state: 'failed', error, retryAt: env.clock.now() + wait, attempt } });
  return void scope.add(env.clock.after(wait, again));
}

function openDesk(present: Present, room: PairedRoom): void {
  const { options, certificates } = present;
  const { env, store, info } = options;
  present.linkScope.close();
  present.joining = present.scope.child(); // the room is the desk's now; it must not close with the next try
  const own = (present.linkScope = present.scope.child());
  own.add(() => room.leave());
  store.setState({ join: { state: 'idle' }, desk: newDesk(env.clock.now(), toBase64Url(env.random(16))) });
  present.link = createTechnicianLink(own, {
    env,
    store,
    room,
    relayOnly: info.relayOnly,
    requestId: () => bytesToHex(env.random(8)),
    meetAgain: meetAgainAsTechnician(env, info, certificates, () => introduce(present)),
    onEnded: (how, error) => finish(present, how, error),
  });
}

/** The desk stays to be read; everything behind it is closed as soon as a goodbye has had its chance to leave. */
function finish(present: Present, how: DeskEnd, error: AppError | null): void {
  const { env, store } = present.options;
  const { desk } = store.getState();
  const ending = present.link;
  if (desk === null || desk.ended !== null || ending === null) return;
  present.link = null;
  const at = env.clock.now();
  const ended = reduceDesk(desk, { type: 'ended', at, how, error });
  store.setState(({ recent }) => ({
    desk: ended,
    recent: [recentOf(ended.id, ended, at, how), ...recent].slice(0, MAX_RECENT),
  }));
  const own = present.linkScope;
  own.add(env.clock.after(how === 'by-me' ? GOODBYE_MS : 0, () => own.close()));
}

function introduce({ options: { env, info, store } }: Present): Introduction {
  const { technicianName } = store.getState().settings;
  return { name: technicianName, client: env.bridge.kind === 'web' ? 'web' : 'app', version: info.version };
}

function meetAgainAsTechnician(
  env: SessionEnv,
  info: AppInfo,
  certificates: Certificates,
  introduction: () => Introduction,
): MeetAgain {
  return (scope, resumeKey, onPaired, onFailed) => {
    void certificates.take().then((certificate) => {
      if (scope.closed) return;
      joinTechnicianRoom(scope, env, {
        server: info.server,
        introduction: introduction(),
        certificate,
        secret: { by: 'resume', resumeKey },
        onPaired: (paired, socket) => onPaired({ paired, socket, certificate, leave: () => scope.close() }),
        onFailed,
      });
    });
  };
}

/** The clock of the screens runs only while one of them counts time. */
function tickWhereNeeded(store: TechnicianStore, now: number): void {
  const { desk, join: tried } = store.getState();
  if ((desk !== null && desk.ended === null) || tried.state !== 'idle') store.setState({ now });
}
