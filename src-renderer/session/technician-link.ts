import type { AppError } from '../../src-shared/errors.ts';
import { isOpenRound, type NetRound } from '../../src-shared/network/net-tests.ts';
import type { TechnicianMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { Desk, DeskEnd, TechnicianStore } from '../stores/technician-store.ts';
import type { AnyMessage } from './any-message.ts';
import { createBursts } from './bursts.ts';
import { linesToSay, withoutWaiting } from './chat-log.ts';
import { reduceDesk, type DeskEvent } from './desk-reducer.ts';
import { createLastingLink, type LastingLinkOptions } from './lasting-link.ts';
import type { LinkPhase } from './link-phase.ts';
import { createPictures } from './pictures.ts';
import { createSpeedTest } from './speed-test.ts';
import { sampleStats } from './stats-sampler.ts';

export interface TechnicianLinkOptions extends Omit<LastingLinkOptions, 'role'> {
  readonly store: TechnicianStore;
  requestId(): string;
  onEnded(how: DeskEnd, error: AppError | null): void;
}

/** One session at the technician, from being paired to the end. */
export interface TechnicianLink {
  /** False while there is no link. */
  send(message: TechnicianMessage): boolean;
  askDiagnosis(fresh: boolean): void;
  /** Live values go on, or stop where they are measured. */
  watchVitals(on: boolean): void;
  tryNow(): void;
  /** Says goodbye over everything there is. */
  sayBye(): void;
  readonly idle: boolean;
}

const VITALS_EVERY_MS = 1_000;

export function createTechnicianLink(scope: Scope, options: TechnicianLinkOptions): TechnicianLink {
  const { env, store, onEnded } = options;
  const { clock } = env;
  const link = createLastingLink(scope, { ...options, role: 'technician' });
  const send = (message: TechnicianMessage) => link.send(message);
  const reduce = (event: DeskEvent) => changeDesk(store, (desk) => reduceDesk(desk, event));
  const pictures = createPictures(scope, env, (way) => reduce({ type: 'way', at: clock.now(), ...way }));
  let lostAt: number | null = null;
  /** Of the last question for the diagnosis; answers to any other are not read. // PM-8 */
  let asked: string | null = null;

  const askDiagnosis = (fresh: boolean) => {
    const id = options.requestId();
    const before = asked;
    asked = id;
    if (send({ type: 'diag.request', id, fresh })) reduce({ type: 'asked-diagnosis' });
    else asked = before;
  };
  const onUp = () => {
    const { desk } = store.getState();
    for (const { id, text } of linesToSay(desk?.chat ?? [], lostAt)) send({ type: 'chat.say', id, text });
    lostAt = null;
    changeDesk(store, (one) => ({ ...one, chat: withoutWaiting(one.chat) }));
    // Asked for at once; answered when, and only if, the person says yes.
    if (desk?.snapshotState !== 'complete') askDiagnosis(false);
    if (desk?.vitalsPaused !== true) send({ type: 'vitals.watch', everyMs: VITALS_EVERY_MS });
  };
  const onPhase = (phase: LinkPhase) => {
    reduce({ type: 'phase', at: clock.now(), phase });
    if (phase.name === 'up') onUp();
    if (phase.name === 'lost') lostAt ??= clock.now();
    if (phase.name === 'over')
      onEnded(phase.error.code === 'PEER_UNREACHABLE' ? 'link-lost' : 'failed', phase.error);
    showPicture();
  };
  /** The picture is on the desk only while it may be seen: a last frame must not stay after a take-back. */
  const showPicture = () => {
    const { desk } = store.getState();
    if (desk === null) return;
    const allowed = desk.screenOn && !desk.paused && desk.ended === null;
    // Without a link the last frame stays, as the consent does.
    const newest = desk.link.state === 'up' ? pictures.of(link.leg.secure) : desk.picture;
    const picture = allowed ? newest : null;
    if (desk.picture !== picture) changeDesk(store, (one) => ({ ...one, picture }));
    pictures.allow(allowed);
  };
  const diagnosis = createBursts<AnyMessage>(scope, clock, (messages) => {
    const at = clock.now();
    changeDesk(store, (desk) =>
      messages.reduce((one, message) => reduceDesk(one, { type: 'message', at, message }), desk),
    );
  });
  const speed = createSpeedTest(scope, {
    clock,
    send: (message) => (link.leg.bulk?.send(message) ?? false) || link.send(message),
  });
  speed.expect(); // whatever the host sends is only counted and answered
  /** One load for each measurement that was asked for: a host cannot draw without end. */
  let mayPull = false;
  const pull = (ms: number) => {
    if (!mayPull) return;
    mayPull = false;
    void speed.push(ms);
  };
  const hear = (message: AnyMessage) => {
    if (message.type === 'net.load' || message.type === 'net.loaded') return speed.hear(message);
    if (message.type === 'net.pull') return pull(message.ms);
    if (message.type === 'session.bye') return onEnded(endOf(message.reason), null);
    if (isDiagnosis(message))
      return message.id === asked ? diagnosis.take(message, placeOf(message)) : undefined;
    if (message.type === 'net.state') hearRound(message.round);
    reduce({ type: 'message', at: clock.now(), message });
    showPicture();
  };
  /** What the tests found stands in the diagnosis, redacted like everything else in it. */
  const hearRound = (round: NetRound) => {
    if (isOpenRound(round)) return;
    const before = store.getState().desk?.network ?? null;
    if (before?.id === round.id && !isOpenRound(before)) return; // said before
    speed.stop();
    askDiagnosis(false);
  };
  scope.add(link.onPhase(onPhase));
  scope.add(link.onMessage(hear));
  scope.add(
    link.onSpoken((payload) =>
      payload.type === 'session.bye'
        ? onEnded(endOf(payload.reason), null)
        : reduce({ type: 'wait', at: clock.now(), cooldownMs: payload.cooldownMs }),
    ),
  );
  sampleStats(scope, clock, link, pictures, (stats) =>
    changeDesk(store, (desk) => ({ ...desk, stats, route: stats.route ?? desk.route })),
  );

  return {
    send(message) {
      if (message.type === 'net.ask') mayPull = message.questions.some(({ test }) => test === 'throughput');
      if (message.type === 'net.stop') {
        mayPull = false;
        speed.stop();
      }
      return send(message);
    },
    askDiagnosis,
    watchVitals(on) {
      reduce({ type: 'vitals-paused', paused: !on });
      send(on ? { type: 'vitals.watch', everyMs: VITALS_EVERY_MS } : { type: 'vitals.stop' });
    },
    tryNow: link.tryNow,
    sayBye() {
      send({ type: 'session.bye', reason: 'ended' });
      // Through the server as well: a page that goes away takes its link with it, and what has not left yet is lost.
      link.leg.relay.send({ type: 'session.bye', reason: 'ended' });
    },
    get idle() {
      return link.leg.secure?.idle ?? true;
    },
  };
}

/** The head says what is to come; what came is complete with the last. */
function placeOf({ type }: DiagnosisMessage): 'head' | 'middle' | 'last' {
  if (type === 'diag.begin') return 'head';
  return type === 'diag.part' ? 'middle' : 'last';
}

type DiagnosisMessage = Extract<AnyMessage, { type: `diag.${'begin' | 'part' | 'done' | 'failed'}` }>;

function isDiagnosis(message: AnyMessage): message is DiagnosisMessage {
  return message.type.startsWith('diag.') && message.type !== 'diag.request';
}

function changeDesk(store: TechnicianStore, change: (desk: Desk) => Desk): void {
  store.setState(({ desk }) => (desk === null ? {} : { desk: change(desk) }));
}

function endOf(reason: 'ended' | 'refused' | 'error'): DeskEnd {
  switch (reason) {
    case 'refused':
      return 'refused';
    case 'error':
      return 'failed';
    case 'ended':
      return 'by-person';
  }
}
