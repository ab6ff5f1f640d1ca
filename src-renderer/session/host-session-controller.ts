import type { AppInfo } from '../../src-shared/bridge/contract.ts';
import { bytesToHex } from '@noble/hashes/utils.js';
import { MAX_CHAT_CHARS } from '../../src-shared/protocol/peer-messages.ts';
import { err } from '../../src-shared/result.ts';
import { createScope, type Scope } from '../../src-shared/scope.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { CaptureScreen } from '../peer/capture.ts';
import type { HostActions, HostStore } from '../stores/host-store.ts';
import { mirrorMain } from './bridge-mirror.ts';
import { createCertificates, type Certificates } from './certificates.ts';
import { cleanText, withLine } from './chat-log.ts';
import { createDeviceTester } from './device-tester.ts';
import { createHostActions } from './host-actions.ts';
import { createHostLink, type HostLink } from './host-link.ts';
import { openHostRoom } from './host-room.ts';
import { createInvitation, type HostPairedRoom } from './invitation.ts';
import type { MeetAgain } from './lasting-link.ts';
import { reportMedia } from './media-report.ts';
import { REHEARSE_AFTER_MS, rehearsePairing } from './rehearsal.ts';
import type { SessionEnv } from './session-env.ts';
import type { TileFigures } from './tile-share.ts';

export interface HostSessionOptions {
  readonly env: SessionEnv;
  readonly info: AppInfo;
  readonly store: HostStore;
  readonly capture: CaptureScreen;
}

export interface HostSessionController {
  readonly actions: HostActions;
  /** By which way the picture goes now; null without a link. */
  readonly picture: TileFigures | null;
  /** The page goes away: says goodbye as well as it can and closes everything. */
  close(): void;
}

/** Joins main's session, the room, the link and the store of the host's window. */
export function createHostSessionController(options: HostSessionOptions): HostSessionController {
  const { env, info, store } = options;
  const { bridge, clock, peers } = env;
  const scope = createScope();
  const certificates = createCertificates(env);
  let current: { readonly scope: Scope; readonly link: HostLink } | null = null;

  const endLink = async (session: HostSession) => {
    const ending = current;
    if (ending === null) return;
    current = null;
    const saidGoodbye = ending.link.end(goodbyeOf(session));
    void bridge.request('session.report', { type: 'flow-stopped' });
    await saidGoodbye;
    void bridge.request('session.report', { type: 'link-closed' });
  };
  let showing = false;
  /** Main waits for this after a pause or a take-back: the picture is off the link. */
  const tellHidden = (session: HostSession) => {
    const shows = session.capabilities.screen.state === 'granted';
    if (showing && !shows && session.phase === 'live')
      void bridge.request('session.report', { type: 'flow-stopped' });
    showing = shows;
  };
  const tester = createDeviceTester(scope, {
    bridge,
    clock,
    store,
    open: env.openDevice ?? (async () => err('none')),
  });
  const onSession = (session: HostSession) => {
    clearAsked(store, session);
    if (session.phase !== 'idle' && session.phase !== 'ended') tester.leave();
    if (session.phase === 'ended' || session.phase === 'idle') {
      invitation.cancel();
      void endLink(session);
    } else current?.link.sync(session);
    tellHidden(session);
    if (session.phase === 'idle') store.setState({ chat: [], preview: null, saved: null, screens: null });
  };
  const onPaired = (room: HostPairedRoom) => {
    current?.scope.close();
    const own = scope.child();
    const meetAgain = meetAgainAsHost(env, info, certificates);
    const link = createHostLink(own, { ...options, room, meetAgain, relayOnly: info.relayOnly });
    current = { scope: own, link };
  };
  const invitation = createInvitation(scope, {
    env,
    info,
    takeCertificate: certificates.take,
    wrongCodes: () => store.getState().session?.wrongCodes ?? [],
    show: (invite) => store.setState({ invite }),
    onPaired,
  });

  store.setState({ info });
  mirrorMain(scope, bridge, store, clock.now, onSession);
  reportMedia(scope, bridge, env.devices);
  scope.add(clock.every(1_000, () => tickWhereNeeded(store, clock.now())));
  peers.warmUp();
  scope.add(clock.after(REHEARSE_AFTER_MS, () => rehearsePairing(env)));
  const say = (text: string) => {
    const clean = cleanText(text, MAX_CHAT_CHARS);
    if (clean === null) return;
    const id = bytesToHex(env.random(8));
    const sent = current?.link.say(id, clean) ?? false;
    const line = {
      id,
      from: 'me' as const,
      text: clean,
      at: clock.now(),
      ...(sent ? {} : { waiting: true }),
    };
    store.setState(({ chat }) => ({ chat: withLine(chat, line) }));
  };
  return {
    actions: createHostActions({
      env,
      store,
      invitation,
      tester,
      say,
      captured: async () => current?.link.captured() ?? false,
      onSession,
    }),
    get picture() {
      return current?.link.picture ?? null;
    },
    close() {
      void current?.link.end('ended');
      scope.close();
    },
  };
}

function meetAgainAsHost(env: SessionEnv, info: AppInfo, certificates: Certificates): MeetAgain {
  return (scope, resumeKey, onPaired, onFailed) => {
    void certificates.take().then((certificate) => {
      if (scope.closed) return;
      openHostRoom(scope, env, {
        server: info.server,
        version: info.version,
        certificate,
        resumeKey,
        onPaired: (paired, socket) => onPaired({ paired, socket, certificate, leave: () => scope.close() }),
        onFailed,
      });
    });
  };
}

function goodbyeOf({ endReason }: HostSession): 'ended' | 'refused' | 'error' {
  if (endReason === 'refused') return 'refused';
  return endReason === 'failed' ? 'error' : 'ended';
}

/** What has been granted, or can't be any more, is not asked for. */
function clearAsked(store: HostStore, session: HostSession): void {
  const { asked } = store.getState();
  const live = session.phase === 'consent' || session.phase === 'live';
  const left = asked.filter((capability) => live && session.capabilities[capability].state === 'off');
  if (left.length !== asked.length) store.setState({ asked: left });
}

/** The clock of the screens runs only while one of them counts time. */
function tickWhereNeeded(store: HostStore, now: number): void {
  const { session, invite } = store.getState();
  const counting = session !== null && session.phase !== 'idle' && session.phase !== 'ended';
  if (counting || invite.state !== 'none') store.setState({ now });
}
