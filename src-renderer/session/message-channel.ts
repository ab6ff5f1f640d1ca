import { appError, type AppError } from '../../src-shared/errors.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import { createReassembler, cutMessage } from '../../src-shared/protocol/chunking.ts';
import type { PeerCodec } from '../../src-shared/protocol/codec.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { HIGH_BUFFER_BYTES, type PeerChannel } from '../peer/ports.ts';

/** Whole, decoded messages over a channel of pieces. */
export interface MessageChannel<Out, In> {
  /** False when the channel is closed or the message can't be sent; true when it is sent or waits its turn. */
  send(message: Out): boolean;
  onMessage(listener: (message: In) => void): () => void;
  /** Something came in that breaks a numbered rule: told once, and nothing is read after it. */
  onBroken(listener: (error: AppError) => void): () => void;
  /** Nothing waits and nothing is buffered. */
  readonly idle: boolean;
}

/** Messages that wait because the other side does not read: beyond this the link is of no use. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

export function createMessageChannel<Out, In>(
  scope: Scope,
  channel: PeerChannel,
  codec: PeerCodec<Out, In>,
): MessageChannel<Out, In> {
  const messages = createListeners<In>();
  const broken = createListeners<AppError>();
  const reassembler = createReassembler();
  const outbox = createOutbox(channel);
  let refused = false;
  const refuse = (error: AppError) => {
    refused = true;
    broken.tell(error);
  };
  scope.add(channel.onDrained(outbox.flush));
  scope.add(
    channel.onPiece((piece) => {
      if (refused || scope.closed) return;
      const whole = reassembler.push(piece);
      if (!whole.ok) return refuse(whole.error);
      if (whole.value === null) return;
      const message = codec.decode(whole.value);
      if (message.ok) messages.tell(message.value);
      else refuse(message.error);
    }),
  );
  return {
    send(message) {
      if (!channel.open) return false;
      const bytes = codec.encode(message);
      if (!bytes.ok) return false;
      if (outbox.put(bytes.value)) return true;
      refuse(appError('PEER_UNREACHABLE', 'the other side does not read'));
      return false;
    },
    onMessage: messages.on,
    onBroken: broken.on,
    get idle() {
      return outbox.empty && channel.bufferedBytes === 0;
    },
  };
}

/** Cuts messages into chunks and hands them over only as fast as they leave. */
function createOutbox(channel: PeerChannel) {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = () => {
    while (waiting.length > 0 && channel.bufferedBytes < HIGH_BUFFER_BYTES) {
      const piece = waiting.shift();
      if (piece === undefined || !channel.send(piece)) return;
      waitingBytes -= piece.length;
    }
  };
  return {
    flush,
    put(message: Uint8Array): boolean {
      if (waitingBytes + message.length > MAX_WAITING_BYTES) return false;
      for (const piece of cutMessage(message)) {
        waiting.push(piece);
        waitingBytes += piece.length;
      }
      flush();
      return true;
    },
    get empty() {
      return waiting.length === 0;
    },
  };
}
