import type { AppError } from '../../src-shared/errors.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import { fromBase64Url, toBase64Url } from '../../src-shared/pairing/base64url.ts';
import type { Paired } from '../../src-shared/pairing/handshake.ts';
import {
  decodeRelayPayload,
  encodeRelayPayload,
  type RelayPayload,
} from '../../src-shared/protocol/relay-payload.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { SignalSocket } from '../signalling/signal-socket.ts';

/** Sealed messages through the broker, in strict order both ways (PR-8). */
export interface SealedRelay {
  /** Whether the broker and, as far as it knows, the other side are there. */
  readonly open: boolean;
  send(payload: RelayPayload): boolean;
  onPayload(listener: (payload: RelayPayload) => void): () => void;
  /** A box that does not open or does not fit: the session is over. */
  onBroken(listener: (error: AppError) => void): () => void;
}

export function createSealedRelay(
  scope: Scope,
  socket: SignalSocket,
  { sealer, opener }: Pick<Paired, 'sealer' | 'opener'>,
): SealedRelay {
  const payloads = createListeners<RelayPayload>();
  const broken = createListeners<AppError>();
  let peerThere = true;
  scope.add(
    socket.onFrame((frame) => {
      if (frame.type === 'peer.left') peerThere = false;
      if (frame.type !== 'relay' || frame.kind !== 's') return;
      const box = opener.open('s', fromBase64Url(frame.box) ?? new Uint8Array(0));
      const payload = box.ok ? decodeRelayPayload(box.value) : box;
      if (payload.ok) payloads.tell(payload.value);
      else broken.tell(payload.error);
    }),
  );
  const isOpen = () => peerThere && socket.state === 'open';
  return {
    get open() {
      return isOpen();
    },
    send(payload) {
      // Not sealed unless it leaves: a number used up in vain would be a gap at the other side.
      if (!isOpen()) return false;
      return socket.send({
        type: 'relay',
        kind: 's',
        box: toBase64Url(sealer.seal('s', encodeRelayPayload(payload))),
      });
    },
    onPayload: payloads.on,
    onBroken: broken.on,
  };
}
