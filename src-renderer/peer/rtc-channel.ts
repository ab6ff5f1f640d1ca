import { createListeners } from '../../src-shared/listeners.ts';
import { LOW_BUFFER_BYTES, type PeerChannel } from './ports.ts';

/** A data channel as a port. It may be attached later than it is handed out: the technician's control channel is. */
export interface RtcChannel extends PeerChannel {
  attach(channel: RTCDataChannel): void;
  detach(): void;
}

export function createRtcChannel(): RtcChannel {
  const opened = createListeners<void>();
  const pieces = createListeners<Uint8Array>();
  const drained = createListeners<void>();
  let channel: RTCDataChannel | null = null;
  // Listeners are added, never assigned: simple-peer owns the on… properties, and replacing its
  // onbufferedamountlow would stop its writes for ever.
  const hear = (event: MessageEvent<unknown>) => {
    // Text is none of our framing: an empty piece is refused as such (PM-3).
    pieces.tell(event.data instanceof ArrayBuffer ? new Uint8Array(event.data) : new Uint8Array(0));
  };
  const tellOpened = () => opened.tell();
  const tellDrained = () => drained.tell();
  return {
    get open() {
      return channel?.readyState === 'open';
    },
    get bufferedBytes() {
      return channel?.bufferedAmount ?? 0;
    },
    send(piece) {
      if (channel?.readyState !== 'open') return false;
      try {
        channel.send(isPlain(piece) ? piece : new Uint8Array(piece)); // it copies by itself, at once
        return true;
      } catch {
        return false; // closed between the two lines, or its buffer is full: the link's state will say
      }
    },
    onOpen: opened.on,
    onPiece: pieces.on,
    onDrained: drained.on,
    attach(made) {
      channel = made;
      made.binaryType = 'arraybuffer';
      made.bufferedAmountLowThreshold = LOW_BUFFER_BYTES;
      made.addEventListener('message', hear);
      made.addEventListener('open', tellOpened);
      made.addEventListener('bufferedamountlow', tellDrained);
      if (made.readyState === 'open') queueMicrotask(tellOpened); // may be told twice: whoever listens can bear it
    },
    detach() {
      channel?.removeEventListener('message', hear);
      channel?.removeEventListener('open', tellOpened);
      channel?.removeEventListener('bufferedamountlow', tellDrained);
      for (const listeners of [opened, pieces, drained]) listeners.clear();
    },
  };
}

/** Not shared with another thread, which the channel does not take. */
function isPlain(piece: Uint8Array): piece is Uint8Array<ArrayBuffer> {
  return piece.buffer instanceof ArrayBuffer;
}
