import { appError, type AppError } from '../../src-shared/errors.ts';
import type { PairingRole } from '../../src-shared/pairing/fin.ts';
import type { Paired } from '../../src-shared/pairing/handshake.ts';
import type { RelayPayload } from '../../src-shared/protocol/relay-payload.ts';
import type { IceServer } from '../../src-shared/protocol/signalling.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { SessionCertificate } from '../peer/ports.ts';
import type { SignalSocket } from '../signalling/signal-socket.ts';
import type { AnyMessage } from './any-message.ts';
import { createBulkLink, type BulkLink } from './bulk-link.ts';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import { createSealedRelay, type SealedRelay } from './sealed-relay.ts';
import { createSecureLink, type SecureLink, type SecureLinkOptions } from './secure-link.ts';
import type { SessionEnv } from './session-env.ts';

/** What a run of the pairing leaves behind. */
export interface PairedRoom {
  readonly paired: Paired;
  readonly socket: SignalSocket;
  readonly certificate: SessionCertificate;
  /** Leaves the room. */
  leave(): void;
}

/** What becomes of a leg. */
export type LegEvent =
  | { readonly type: 'opening' } // addresses are being exchanged
  | { readonly type: 'ready' }
  | { readonly type: 'silent' } // no answers; may come back
  | { readonly type: 'back' }
  | { readonly type: 'gone'; readonly error: AppError } // its link is closed, or never came
  | { readonly type: 'cut-off' } // before any link: the broker or the other side's socket is gone
  | { readonly type: 'broken'; readonly error: AppError } // a numbered rule was broken: the session ends
  | { readonly type: 'message'; readonly message: AnyMessage }
  | { readonly type: 'spoken'; readonly payload: SpokenPayload };

/** What is said over the relay, besides signals. */
export type SpokenPayload = Exclude<RelayPayload, { type: 'peer.signal' }>;

/** One pairing's worth of a session: its sealed relay, the link set up through it, and what hangs on that. */
export interface Leg {
  readonly relay: SealedRelay;
  readonly secure: SecureLink | null;
  readonly bulk: BulkLink | null;
  readonly heartbeat: Heartbeat | null;
  /** What the broker gave this session; empty until it has. */
  readonly iceServers: readonly IceServer[];
  /** Host: the person has said yes; from here on addresses are exchanged. */
  start(): void;
}

export interface LegOptions {
  readonly role: PairingRole;
  readonly env: SessionEnv;
  readonly relayOnly: boolean;
  readonly room: PairedRoom;
  onEvent(event: LegEvent): void;
}

/** Without an answer to `ice.request` we go on with no servers: on one network that is enough. */
const ICE_WITHIN_MS = 2_000;

/** More than any first offer with its candidates (SD-5). */
const MAX_EARLY = 200;

export function createLeg(scope: Scope, options: LegOptions): Leg {
  const { role, env, room, onEvent } = options;
  const relay = createSealedRelay(scope, room.socket, room.paired);
  const early: unknown[] = [];
  let started = false;
  let servers: readonly IceServer[] | null = null;
  let parts: LegParts | null = null;
  const openWhenPossible = () => {
    if (parts !== null || servers === null || !started || scope.closed) return;
    parts = openParts(scope, options, relay, servers);
    onEvent({ type: 'opening' });
    for (const signal of early.splice(0)) parts.secure.takeSignal(signal, 'relay');
  };
  const start = () => {
    started = true;
    openWhenPossible();
  };
  const cutOff = () => {
    if (parts?.secure.ready !== true && !relay.open) onEvent({ type: 'cut-off' });
  };
  askForIce(scope, env, room.socket, (given) => {
    servers = given;
    openWhenPossible();
  });
  scope.add(
    relay.onPayload((payload) => {
      if (payload.type !== 'peer.signal') return onEvent({ type: 'spoken', payload });
      if (parts !== null) return parts.secure.takeSignal(payload.signal, 'relay');
      if (role === 'host')
        return onEvent({ type: 'broken', error: appError('PEER_PROTOCOL', 'a signal before the offer') });
      if (early.length >= MAX_EARLY)
        return onEvent({ type: 'broken', error: appError('PEER_PROTOCOL', 'too many signals') });
      early.push(payload.signal);
      return start();
    }),
  );
  scope.add(
    relay.onBroken((error) => {
      // Once the two talk directly, a broker that sends rubbish only loses its place. // PM-5
      if (parts?.secure.ready === true) room.socket.close();
      else onEvent({ type: 'broken', error });
    }),
  );
  scope.add(room.socket.onClosed(cutOff));
  scope.add(room.socket.onFrame((frame) => frame.type === 'peer.left' && cutOff()));
  return {
    relay,
    get secure() {
      return parts?.secure ?? null;
    },
    get bulk() {
      return parts?.bulk ?? null;
    },
    get heartbeat() {
      return parts?.heartbeat ?? null;
    },
    get iceServers() {
      return servers ?? [];
    },
    start,
  };
}

interface LegParts {
  readonly secure: SecureLink;
  bulk: BulkLink | null;
  heartbeat: Heartbeat | null;
}

function openParts(
  scope: Scope,
  options: LegOptions,
  relay: SealedRelay,
  servers: readonly IceServer[],
): LegParts {
  const { env, role, room, relayOnly, onEvent } = options;
  const linkOptions: SecureLinkOptions = {
    role,
    relay,
    relayOnly,
    paired: room.paired,
    certificate: room.certificate,
    peers: env.peers,
    clock: env.clock,
    iceServers: servers,
  };
  const secure = createSecureLink(linkOptions);
  const parts: LegParts = { secure, bulk: null, heartbeat: null };
  scope.add(() => secure.close());
  secure.onReady(() => {
    parts.heartbeat = createHeartbeat(scope, env.clock, secure);
    parts.heartbeat.onLost(() => onEvent({ type: 'silent' }));
    parts.heartbeat.onBack(() => onEvent({ type: 'back' }));
    parts.bulk = createBulkLink(scope, linkOptions, secure);
    parts.bulk.onMessage((message) => onEvent({ type: 'message', message }));
    onEvent({ type: 'ready' });
  });
  secure.onMessage((message) => {
    if (message.type !== 'peer.signal') return onEvent({ type: 'message', message });
    return message.peer === 'media'
      ? secure.takeSignal(message.signal, 'control')
      : parts.bulk?.takeSignal(message.signal);
  });
  secure.onBroken((error) =>
    onEvent(error.code === 'PEER_UNREACHABLE' ? { type: 'gone', error } : { type: 'broken', error }),
  );
  secure.onState((state) => {
    if (state === 'closed') onEvent({ type: 'gone', error: appError('PEER_UNREACHABLE', 'the link closed') });
  });
  return parts;
}

function askForIce(
  scope: Scope,
  env: SessionEnv,
  socket: SignalSocket,
  take: (servers: readonly IceServer[]) => void,
): void {
  const own = scope.child();
  const once = (servers: readonly IceServer[]) => {
    own.close();
    take(servers);
  };
  own.add(socket.onFrame((frame) => frame.type === 'ice.servers' && once(frame.servers)));
  own.add(env.clock.after(ICE_WITHIN_MS, () => once([])));
  socket.send({ type: 'ice.request' });
}
