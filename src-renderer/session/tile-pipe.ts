import type { BridgePort } from '../../src-shared/bridge/contract.ts';
import type { FromCapture, ToCapture } from '../../src-shared/tiles/capture-messages.ts';
import { encodeHostPicture } from '../../src-shared/tiles/wire.ts';
import type { PeerChannel } from '../peer/ports.ts';
import { readFromCapture } from './from-capture.ts';
import type { JpegEncoder } from './jpeg-encoder.ts';

export interface TilePipeOptions {
  readonly port: BridgePort;
  readonly jpegs: JpegEncoder;
  onMode(message: Extract<FromCapture, { type: 'mode' }>): void;
  onSize(message: Extract<FromCapture, { type: 'size' }>): void;
  /** So many bytes went out as one message. */
  onSent(bytes: number): void;
}

/** One capture process's port, joined to the picture channel. It carries, keeps the order, and decides nothing. */
export interface TilePipe {
  /** Where pieces go from now on; with null nothing goes out, and the process is told to hold. */
  carry(channel: PeerChannel | null): void;
  /** What the viewer said. */
  hear(bytes: Uint8Array): void;
  /** Whether the video track carries the screen now. */
  video(on: boolean): void;
  close(): void;
}

/** A message in its turn; `bytes` is null until its JPEG is made. */
interface Turn {
  readonly lossy: number | null;
  ready: boolean;
  bytes: Uint8Array | null;
}

export function createTilePipe(options: TilePipeOptions): TilePipe {
  const { port, jpegs } = options;
  const turns: Turn[] = [];
  let channel: PeerChannel | null = null;
  let closed = false;
  const post = (message: ToCapture) => port.post(message);

  const sendOut = (bytes: Uint8Array): boolean => {
    const sent = channel?.send(bytes) ?? false;
    if (sent) options.onSent(bytes.length);
    return sent;
  };
  const goOn = () => {
    while (turns[0]?.ready === true) {
      const turn = turns.shift();
      const sent = turn?.bytes != null && sendOut(turn.bytes);
      if (turn?.lossy == null) continue;
      post({ type: 'lossy-sent', seq: turn.lossy, bytes: sent ? (turn.bytes?.length ?? 0) : 0 });
    }
  };
  const takeLossy = ({ seq, last, rect, rgba }: Extract<FromCapture, { type: 'lossy' }>) => {
    const turn: Turn = { lossy: seq, ready: false, bytes: null };
    turns.push(turn);
    void jpegs.encode(rect.width, rect.height, rgba).then((jpeg) => {
      if (closed) return;
      turn.ready = true;
      if (jpeg !== null) turn.bytes = encodeHostPicture({ type: 'lossy', seq, last, rect, jpeg });
      goOn();
    });
  };
  const take = (message: FromCapture) => {
    switch (message.type) {
      case 'send':
        if (turns.length === 0) return void sendOut(message.bytes);
        return void turns.push({ lossy: null, ready: true, bytes: message.bytes });
      case 'lossy':
        return takeLossy(message);
      case 'mode':
        return options.onMode(message);
      case 'size':
        return options.onSize(message);
    }
  };
  const stopListening = port.onMessage((raw) => {
    const message = readFromCapture(raw);
    if (message !== null && !closed) take(message);
  });

  return {
    carry(next) {
      if (closed || channel === next) return;
      channel = next;
      post({ type: 'flows', on: next !== null });
    },
    hear: (bytes) => (closed ? undefined : post({ type: 'heard', bytes })),
    video: (on) => (closed ? undefined : post({ type: 'video', on })),
    close() {
      if (closed) return;
      closed = true;
      channel = null;
      turns.length = 0;
      stopListening();
      port.close();
    },
  };
}
