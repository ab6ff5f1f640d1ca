import { appError, type AppError } from '../../src-shared/errors.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import type { PairingRole } from '../../src-shared/pairing/fin.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { backOffMs } from '../signalling/back-off.ts';
import type { AnyMessage } from './any-message.ts';
import { createLeg, type Leg, type LegEvent, type PairedRoom, type SpokenPayload } from './leg.ts';
import { keyFor, lostAt, type LinkPhase, type LostPhase, type ResumeKeys } from './link-phase.ts';
import type { SessionEnv } from './session-env.ts';

/** How both meet again: host-room.ts or technician-room.ts with the resume key. */
export type MeetAgain = (
  scope: Scope,
  resumeKey: Uint8Array,
  onPaired: (room: PairedRoom) => void,
  onFailed: (error: AppError) => void,
) => void;

export interface LastingLinkOptions {
  readonly role: PairingRole;
  readonly env: SessionEnv;
  readonly relayOnly: boolean;
  readonly room: PairedRoom;
  readonly meetAgain: MeetAgain;
}

/** The link of a session as long as it lasts, over as many legs as that takes. // PR-12 */
export interface LastingLink {
  readonly phase: LinkPhase;
  readonly leg: Leg;
  onPhase(listener: (phase: LinkPhase) => void): () => void;
  onMessage(listener: (message: AnyMessage) => void): () => void;
  /** What is said where there is no link. */
  onSpoken(listener: (payload: SpokenPayload) => void): () => void;
  /** Host: the person has said yes. */
  start(): void;
  /** Over the control channel; false while there is none. */
  send(message: AnyMessage): boolean;
  /** Tries now instead of at the time it had planned. */
  tryNow(): void;
}

/** How long the old link may take to come back before both meet again through the broker. */
const RESTART_MS = 5_000;
const WITHOUT_RELAY_MS = 2_000;
const AT_ONCE_MS = 50;
/** While it is open which key the other side holds, nobody waits long at one meeting place. */
const EITHER_KEY_MS = 12_000;

interface Keeper {
  readonly options: LastingLinkOptions;
  readonly scope: Scope;
  readonly phases: ReturnType<typeof createListeners<LinkPhase>>;
  readonly messages: ReturnType<typeof createListeners<AnyMessage>>;
  readonly spoken: ReturnType<typeof createListeners<SpokenPayload>>;
  phase: LinkPhase;
  started: boolean;
  keys: ResumeKeys;
  room: PairedRoom;
  leg: Leg;
  legScope: Scope;
  /** Everything that mends the present loss. */
  repair: Scope;
  /** A try to meet again is under way. */
  meeting: boolean;
}

export function createLastingLink(scope: Scope, options: LastingLinkOptions): LastingLink {
  const { room } = options;
  const legScope = scope.child();
  const keeper: Keeper = {
    options,
    scope,
    phases: createListeners(),
    messages: createListeners(),
    spoken: createListeners(),
    phase: { name: 'waiting' },
    started: false,
    keys: { newest: room.paired.resumeKey, before: null },
    room,
    legScope,
    leg: createLeg(legScope, { ...options, onEvent: (event) => take(keeper, legScope, event) }),
    repair: scope.child(),
    meeting: false,
  };
  return {
    get phase() {
      return keeper.phase;
    },
    get leg() {
      return keeper.leg;
    },
    onPhase: keeper.phases.on,
    onMessage: keeper.messages.on,
    onSpoken: keeper.spoken.on,
    start() {
      keeper.started = true;
      keeper.leg.start();
    },
    send: (message) => keeper.leg.secure?.send(message) ?? false,
    tryNow() {
      if (keeper.phase.name === 'lost' && keeper.phase.nextTryAt !== null) tryToMeet(keeper, keeper.phase);
    },
  };
}

function take(keeper: Keeper, legScope: Scope, event: LegEvent): void {
  if (legScope.closed || keeper.phase.name === 'over') return;
  const now = keeper.options.env.clock.now();
  switch (event.type) {
    case 'opening':
      if (keeper.phase.name === 'waiting') setPhase(keeper, { name: 'connecting', since: now });
      return;
    case 'ready':
    case 'back':
      keeper.repair.close();
      return setPhase(keeper, { name: 'up', since: now });
    case 'silent':
      return fallSilent(keeper);
    case 'gone':
    case 'cut-off':
      return lose(keeper, AT_ONCE_MS);
    case 'broken':
      return giveUp(keeper, event.error);
    case 'spoken':
      return keeper.spoken.tell(event.payload);
    case 'message':
      keeper.keys = { newest: keeper.keys.newest, before: null }; // it has verified our FIN: it holds the new key
      return keeper.messages.tell(event.message);
  }
}

function setPhase(keeper: Keeper, phase: LinkPhase): void {
  keeper.phase = phase;
  keeper.phases.tell(phase);
}

function giveUp(keeper: Keeper, error: AppError): void {
  keeper.repair.close();
  // The other side may be sound, and somebody in between not: it should not wait for us in vain.
  if (error.code !== 'PEER_UNREACHABLE') keeper.leg.relay.send({ type: 'session.bye', reason: 'error' });
  keeper.legScope.close();
  keeper.room.leave();
  setPhase(keeper, { name: 'over', error });
}

/** No answers, but the link is not closed: look for a new way under the same keys before anything else. */
function fallSilent(keeper: Keeper): void {
  if (keeper.phase.name === 'lost') return; // its end was noticed before its silence
  const { leg, options } = keeper;
  if (options.role === 'host' && leg.relay.open) leg.secure?.restart('relay');
  lose(keeper, leg.relay.open ? RESTART_MS : WITHOUT_RELAY_MS);
}

function lose(keeper: Keeper, firstTryMs: number): void {
  const { env } = keeper.options;
  const before = keeper.phase;
  if (keeper.meeting) return; // being mended
  const lost = lostAt(before, env.clock.now());
  if (before.name !== 'lost') {
    keeper.repair = keeper.scope.child();
    const tooLate = () => giveUp(keeper, appError('PEER_UNREACHABLE', 'no link in time'));
    keeper.repair.add(env.clock.after(lost.until - env.clock.now(), tooLate));
  }
  plan(keeper, lost, lost.attempt === 0 ? firstTryMs : backOffMs(lost.attempt, env.chance()));
}

function plan(keeper: Keeper, lost: LostPhase, waitMs: number): void {
  const { clock } = keeper.options.env;
  setPhase(keeper, { ...lost, nextTryAt: clock.now() + waitMs });
  const planned = keeper.phase;
  keeper.repair.add(
    clock.after(waitMs, () => {
      if (keeper.phase === planned) tryToMeet(keeper, lost);
    }),
  );
}

function tryToMeet(keeper: Keeper, lost: LostPhase): void {
  const { env, meetAgain } = keeper.options;
  const trying: LostPhase = { ...lost, attempt: lost.attempt + 1, nextTryAt: null };
  setPhase(keeper, trying);
  const key = keyFor(keeper.keys, trying.attempt);
  const own = keeper.scope.child();
  const limit = own.child();
  keeper.meeting = true;
  const stop = () => {
    if (own.closed || !keeper.meeting) return;
    keeper.meeting = false;
    own.close();
  };
  const failed = () => {
    stop();
    if (!keeper.repair.closed) plan(keeper, trying, backOffMs(trying.attempt, env.chance()));
  };
  keeper.repair.add(stop);
  if (keeper.keys.before !== null) limit.add(env.clock.after(EITHER_KEY_MS, failed));
  const paired = (room: PairedRoom) => {
    keeper.meeting = false;
    limit.close();
    takeOver(keeper, room, key, trying);
  };
  meetAgain(own, key, paired, failed);
}

/** The pairing has run again: everything of the old leg goes, the new one starts where the old one stood. */
function takeOver(keeper: Keeper, room: PairedRoom, usedKey: Uint8Array, lost: LostPhase): void {
  keeper.legScope.close();
  keeper.room.leave();
  keeper.room = room;
  keeper.keys = { newest: room.paired.resumeKey, before: usedKey };
  const own = (keeper.legScope = keeper.scope.child());
  keeper.leg = createLeg(own, { ...keeper.options, room, onEvent: (event) => take(keeper, own, event) });
  if (lost.beforeConsent) {
    keeper.repair.close();
    setPhase(keeper, { name: 'waiting' });
  }
  if (keeper.started) keeper.leg.start();
}
