import type { Clock } from '../../src-shared/clock.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import type { PairingRole } from '../../src-shared/pairing/fin.ts';
import type { Paired } from '../../src-shared/pairing/handshake.ts';
import { createSdpGate } from '../../src-shared/pairing/sdp-gate.ts';
import type { PeerSignal } from '../../src-shared/pairing/signal-schema.ts';
import type { IceServer } from '../../src-shared/protocol/signalling.ts';
import { createScope } from '../../src-shared/scope.ts';
import { MAX_PICTURE_MESSAGE_BYTES, MAX_VIEWER_PICTURE_BYTES } from '../../src-shared/tiles/wire.ts';
import type { PeerChannel, PeerFactory, PeerLink, PeerLinkState, SessionCertificate } from '../peer/ports.ts';
import { codecOf, type AnyMessage } from './any-message.ts';
import { createFinExchange } from './fin-exchange.ts';
import { createMessageChannel, type MessageChannel } from './message-channel.ts';
import { createPictureChannel } from './picture-channel.ts';
import type { SealedRelay } from './sealed-relay.ts';

/**
 * One link from its first signal on: gate, certificate check, both FINs. Nothing is handed on before both FINs have
 * verified (PM-1); whatever breaks a rule ends it with one `onBroken`.
 */
export interface SecureLink {
  readonly link: PeerLink;
  /** Both FINs have verified and the link has not ended. */
  readonly ready: boolean;
  onReady(listener: () => void): () => void;
  onMessage(listener: (message: AnyMessage) => void): () => void;
  /** On the input channel, which is not read before the link is ready. */
  onInput(listener: (message: AnyMessage) => void): () => void;
  onBroken(listener: (error: AppError) => void): () => void;
  onState(listener: (state: PeerLinkState) => void): () => void;
  send(message: AnyMessage): boolean;
  sendInput(message: AnyMessage): boolean;
  /**
   * The picture channel; null before the link is ready. What came on it before that is lost: whoever speaks first says
   * it again until it is answered. // PM-1
   */
  readonly tiles: PeerChannel | null;
  /** A signal of this link; its answer goes back the way it came. */
  takeSignal(signal: unknown, way: SignalWay): void;
  /** Host: looks for a new way; through the broker when `way` says that the link itself is out of order. */
  restart(way: SignalWay): void;
  /** Nothing of ours is left to be sent. */
  readonly idle: boolean;
  close(): void;
}

export type SignalWay = 'relay' | 'control';

export interface SecureLinkOptions {
  readonly role: PairingRole;
  readonly paired: Paired;
  readonly relay: SealedRelay;
  readonly peers: PeerFactory;
  readonly certificate: SessionCertificate;
  readonly iceServers: readonly IceServer[];
  readonly relayOnly: boolean;
  readonly clock: Clock;
}

/** From the first signal to both FINs. No error comes from bad relay credentials: only time tells. */
const READY_WITHIN_MS = 15_000;

export function createSecureLink(options: SecureLinkOptions): SecureLink {
  const { role, paired, relay, clock } = options;
  const scope = createScope();
  const ready = createListeners<void>();
  const messages = createListeners<AnyMessage>();
  const inputs = createListeners<AnyMessage>();
  const broken = createListeners<AppError>();
  const link = options.peers.createLink({ ...options, carries: 'media' });
  const control = createMessageChannel(scope, link.control, codecOf(role));
  let tiles: PeerChannel | null = null;
  let input: MessageChannel<AnyMessage, AnyMessage> | null = null;
  let way: SignalWay = 'relay';
  const gate = createSdpGate({
    ownFingerprint: paired.ownFingerprint,
    peerFingerprint: paired.peerFingerprint,
    initiator: role === 'host',
    relayOnly: options.relayOnly,
  });
  const fin = createFinExchange(role, paired, gate);

  const close = () => {
    scope.close();
    link.close();
  };
  const breakWith = (error: AppError) => {
    if (scope.closed) return;
    close();
    broken.tell(error);
  };
  const sendSignal = (signal: PeerSignal) => {
    if (way === 'control' && fin.done) control.send({ type: 'peer.signal', peer: 'media', signal }); // PM-5
    else relay.send({ type: 'peer.signal', signal });
  };
  const outgoing = (signal: PeerSignal) => {
    const passed = gate.outgoing(signal, clock.now());
    if (!passed.ok) breakWith(passed.error);
    else if (passed.value !== undefined) sendSignal(passed.value);
  };
  const becomeReady = () => {
    notInTime();
    const longest = role === 'host' ? MAX_VIEWER_PICTURE_BYTES : MAX_PICTURE_MESSAGE_BYTES;
    if (link.tiles !== null) tiles = createPictureChannel(scope, link.tiles, longest);
    if (link.input !== null) {
      input = createMessageChannel(scope, link.input, codecOf(role));
      scope.add(input.onMessage(inputs.tell));
      scope.add(input.onBroken(breakWith));
    }
    ready.tell();
  };
  const begin = () => {
    const first = fin.begin(link.remoteFingerprint());
    if (first === null) return;
    if ('code' in first) return breakWith(first);
    control.send(first);
    if (fin.done) becomeReady();
  };
  const hear = (message: AnyMessage) => {
    if (fin.done) return message.type === 'fin' ? breakWith(twice) : messages.tell(message);
    begin(); // the other side's first word may come before our 'open'
    const refused = fin.take(message);
    if (refused !== undefined) breakWith(refused);
    else if (fin.done) becomeReady();
  };
  const twice = appError('PEER_PROTOCOL', 'a second FIN');
  const notInTime = scope.add(
    clock.after(READY_WITHIN_MS, () => breakWith(appError('PEER_UNREACHABLE', 'no link in 15 s'))),
  );
  scope.add(link.onSignal(outgoing));
  scope.add(link.control.onOpen(begin));
  scope.add(control.onMessage(hear));
  scope.add(control.onBroken(breakWith));

  return {
    link,
    get ready() {
      return fin.done && !scope.closed;
    },
    onReady: ready.on,
    onMessage: messages.on,
    onInput: inputs.on,
    onBroken: broken.on,
    onState: link.onState,
    send: (message) => fin.done && !scope.closed && control.send(message),
    sendInput: (message) => input?.send(message) ?? false,
    get tiles() {
      return fin.done && !scope.closed ? tiles : null;
    },
    takeSignal(signal, from) {
      if (scope.closed) return;
      const passed = gate.incoming(signal, clock.now());
      if (!passed.ok) return breakWith(passed.error);
      if (passed.value === undefined) return;
      if (passed.value.type === 'offer') way = from;
      link.signal(passed.value);
    },
    restart(by) {
      way = by;
      link.restart();
    },
    get idle() {
      return control.idle;
    },
    close,
  };
}
