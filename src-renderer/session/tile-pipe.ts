import type { BridgePort } from '../../src-shared/bridge/contract.ts';
import type { FromCapture, ToCapture } from '../../src-shared/tiles/capture-messages.ts';
import type { PeerChannel } from '../peer/ports.ts';
import { readFromCapture } from './from-capture.ts';

export interface TilePipeOptions {
  readonly port: BridgePort;
  onMode(message: Extract<FromCapture, { type: 'mode' }>): void;
  onSize(message: Extract<FromCapture, { type: 'size' }>): void;
  /** So many bytes went out as one message. */
  onSent(bytes: number): void;
}

/** One capture process's port, joined to the picture channel. It carries and decides nothing. */
export interface TilePipe {
  /** Where pieces go from now on; with null nothing goes out, and the process is told to hold. */
  carry(channel: PeerChannel | null): void;
  /** What the viewer said. */
  hear(bytes: Uint8Array): void;
  /** Whether the video track carries the screen now. */
  video(on: boolean): void;
  close(): void;
}

export function createTilePipe(options: TilePipeOptions): TilePipe {
  const { port } = options;
  let channel: PeerChannel | null = null;
  let closed = false;
  const post = (message: ToCapture) => port.post(message);

  /** Something is missing now, and all that follows builds on it. */
  const beginAnew = () => {
    post({ type: 'flows', on: false });
    post({ type: 'flows', on: true });
  };
  const take = (message: FromCapture) => {
    switch (message.type) {
      case 'send':
        if (channel === null) return;
        if (channel.send(message.bytes)) options.onSent(message.bytes.length);
        else if (channel.open) beginAnew();
        return;
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
      stopListening();
      port.close();
    },
  };
}
