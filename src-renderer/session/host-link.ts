import type { LinkReport } from '../../src-shared/bridge/contract.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { CaptureScreen } from '../peer/capture.ts';
import type { HostStore } from '../stores/host-store.ts';
import type { AnyMessage } from './any-message.ts';
import { linesToSay, withLine, withoutWaiting } from './chat-log.ts';
import { createDiagnosisService } from './diagnosis-service.ts';
import type { HostPairedRoom } from './invitation.ts';
import { createLastingLink, type LastingLinkOptions } from './lasting-link.ts';
import type { LinkPhase } from './link-phase.ts';
import { measureSession } from './measure-session.ts';
import { createNetworkTests } from './network-tests.ts';
import { createRequestBudget } from './request-budget.ts';
import { createScreenShare } from './screen-share.ts';
import type { SessionEnv } from './session-env.ts';
import { flows, mayConnect, sessionStateMessage } from './session-messages.ts';
import type { TileFigures } from './tile-share.ts';
import { createVitalsService } from './vitals-service.ts';

export interface HostLinkOptions extends Pick<LastingLinkOptions, 'meetAgain' | 'relayOnly'> {
  readonly env: SessionEnv;
  readonly store: HostStore;
  readonly capture: CaptureScreen;
  readonly room: HostPairedRoom;
}

/** Serves one technician from being paired to the end: does what main's session says, and never more. */
export interface HostLink {
  /** Main's session changed. */
  sync(session: HostSession): void;
  /** True when the newest screen grant could be captured. */
  captured(): Promise<boolean>;
  /** By which way the picture goes. */
  readonly picture: TileFigures;
  /** False when the line waits for the link. */
  say(id: string, text: string): boolean;
  /** Says goodbye, and is done when the goodbye has left. */
  end(reason: 'ended' | 'refused' | 'error'): Promise<void>;
}

/** How long a goodbye may take to leave. */
const GOODBYE_MS = 300;

export function createHostLink(scope: Scope, options: HostLinkOptions): HostLink {
  const { env, store, room } = options;
  const { bridge, clock } = env;
  const link = createLastingLink(scope, { ...options, role: 'host' });
  scope.add(() => room.leave());
  let told = '';
  let lostAt: number | null = null;
  let left = false;
  const budget = createRequestBudget();
  const chatBudget = createRequestBudget();
  const send = (message: HostMessage) => link.send(message);
  const report = (what: LinkReport) => void bridge.request('session.report', what);
  const isUp = () => link.phase.name === 'up';
  const diagnosis = createDiagnosisService(scope, clock.now, {
    bridge,
    send: (message) => isUp() && ((link.leg.bulk?.send(message) ?? false) || send(message)),
  });
  const vitals = createVitalsService(scope, bridge, send);
  const overBulk = (message: AnyMessage) =>
    isUp() && ((link.leg.bulk?.send(message) ?? false) || link.send(message));
  const speed = measureSession(scope, {
    bridge,
    clock,
    send: overBulk,
    stats: async () => (await link.leg.secure?.link.stats()) ?? null,
  });
  const network = createNetworkTests(scope, { bridge, send, relays: () => link.leg.iceServers });
  const share = createScreenShare(scope, {
    bridge,
    clock,
    capture: options.capture,
    send,
    onEnded: () => report({ type: 'screen-ended' }),
    onFailed(error) {
      store.setState({ screensError: error });
      void bridge.request('session.takeBack', { capability: 'screen' });
    },
  });

  const sync = (session: HostSession) => {
    if (scope.closed) return;
    if (mayConnect(session)) link.start();
    else tellWait(session);
    reportLink(session, link.phase, report);
    const secure = link.leg.secure;
    const usable = isUp() && !session.paused && secure !== null;
    if (isUp()) tellState(session);
    share.sync(session.capabilities.screen, usable ? secure : null);
    vitals.sync(usable && flows(session, 'findings'));
    if (!usable || !flows(session, 'findings')) speed.stop();
    if (usable) diagnosis.poke();
  };
  const tellState = (session: HostSession) => {
    const { cooldownMs: _ignored, ...lasting } = sessionStateMessage(session, 0);
    const text = JSON.stringify(lasting); // at the fixed time 0, so that only what really changed counts
    if (text !== told && send(sessionStateMessage(session, clock.now()))) told = text;
  };
  const tellWait = (session: HostSession) => {
    if (session.phase !== 'consent' || told !== '') return;
    const { cooldownMs } = sessionStateMessage(session, clock.now());
    if (link.leg.relay.send({ type: 'session.wait', cooldownMs })) told = 'waiting';
  };
  const onUp = () => {
    told = '';
    const { chat } = store.getState();
    for (const { id, text } of linesToSay(chat, lostAt)) send({ type: 'chat.say', id, text });
    store.setState({ chat: withoutWaiting(chat) });
    lostAt = null;
  };
  const onPhase = (phase: LinkPhase) => {
    if (phase.name === 'up') onUp();
    if (phase.name === 'lost') lostAt ??= clock.now();
    if (phase.name === 'over') reportOver(phase.error);
    const { session } = store.getState();
    if (session !== null) sync(session);
  };
  const reportOver = (error: AppError) => {
    const { session } = store.getState();
    if (error.code !== 'PEER_UNREACHABLE') return report({ type: 'failed', error });
    if (session?.phase === 'live') return undefined; // main counts the five minutes itself
    // Nobody came back before the person had decided anything: that is a technician who left.
    return session === null || !mayConnect(session) ? leave() : report({ type: 'failed', error });
  };
  /** Once: a goodbye comes both ways, and main may be with the next technician when the second one is here. */
  const leave = () => {
    if (!left) report({ type: 'technician-left' });
    left = true;
  };
  scope.add(link.onPhase(onPhase));
  scope.add(link.onSpoken((payload) => (payload.type === 'session.bye' ? leave() : undefined)));
  scope.add(link.onMessage((message) => hear(message)));
  const asksMain: ReadonlySet<AnyMessage['type']> = new Set([
    'diag.request',
    'vitals.watch',
    'vitals.stop',
    'capability.ask',
    'net.ask',
    'net.stop',
  ]);
  const hear = (message: AnyMessage) => {
    // A flood of requests is dropped here: it must not use up what the gate lets the person's own clicks through.
    if (asksMain.has(message.type) && !budget.takes(clock.now())) return undefined;
    if (message.type === 'chat.say' && !chatBudget.takes(clock.now())) return undefined;
    switch (message.type) {
      case 'diag.request':
        return diagnosis.request(message.id, message.fresh);
      case 'vitals.watch':
        return vitals.watch(message.everyMs);
      case 'vitals.stop':
        return vitals.stop();
      case 'net.ask':
        return network.ask(message.id, message.questions);
      case 'net.stop':
        return network.stop();
      case 'net.load':
      case 'net.loaded':
        return speed.hear(message);
      case 'chat.say':
        return takeChat(message.id, message.text);
      case 'capability.ask':
        return store.setState(({ asked }) => ({
          asked: [...asked.filter((one) => one !== message.capability), message.capability],
        }));
      case 'session.bye':
        return leave();
      default:
        return undefined; // screen.seen is for the measurements; the codec lets nothing else in
    }
  };
  const takeChat = (id: string, text: string) =>
    store.setState(({ chat }) => ({ chat: withLine(chat, { id, from: 'peer', text, at: clock.now() }) }));

  return {
    sync,
    captured: share.captured,
    get picture() {
      return share.figures;
    },
    say: (id, text) => isUp() && send({ type: 'chat.say', id, text }),
    async end(reason) {
      share.sync({ state: 'off' }, null);
      vitals.stop();
      send({ type: 'session.bye', reason });
      // Through the server as well: the link goes down with the session, and what has not left yet is lost.
      link.leg.relay.send({ type: 'session.bye', reason });
      await idleWithin(env, () => link.leg.secure?.idle ?? true);
      scope.close();
    },
  };
}

/** Main hears of the link whenever what it believes is not what is. */
function reportLink(session: HostSession, phase: LinkPhase, report: (what: LinkReport) => void): void {
  if (session.phase !== 'live') return;
  if (phase.name === 'up' && session.link !== 'up') report({ type: 'link-up' });
  if (phase.name === 'lost' && session.link !== 'lost') report({ type: 'link-lost' });
}

function idleWithin({ clock }: SessionEnv, idle: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const until = clock.now() + GOODBYE_MS;
    const look = () => (idle() || clock.now() >= until ? resolve() : void clock.after(10, look));
    clock.after(30, look); // the relay's socket takes a moment and does not say when
  });
}
