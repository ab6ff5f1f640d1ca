import { WebSocket } from 'ws';
import type { BrokerError, ServerFrame } from '../../src-shared/protocol/signalling.ts';
import type { SocketLimits } from '../config.ts';
import type { Member } from '../domain/room-table.ts';
import { createTokenBucket } from '../domain/token-bucket.ts';

/** Close codes after an `error` frame; docs/protocol.md lists them (SG-12). */
export const closeCodes = {
  STOPPING: 1001,
  PROTOCOL: 4400,
  SILENT: 4408,
  VERSION: 4426,
  RATE: 4429,
} as const;

/** One client's socket: sends with a bounded queue, counts what comes in, knows when it was last heard. */
export interface Connection {
  readonly member: Member;
  readonly ip: string;
  readonly openedAt: number;
  /** Whether the client has sent a frame yet. */
  spoke: boolean;
  /** When anything, a pong included, last arrived. */
  heardAt: number;
  isOpen(): boolean;
  send(frame: ServerFrame): void;
  /** Says why and closes. */
  end(code: BrokerError, closeCode: number): void;
  ping(): void;
  /** Cuts without a word: for a dead or flooded socket. */
  cut(): void;
  /** Counts a frame; false when the client sends too many or too much. */
  admit(bytes: number, nowMs: number): boolean;
}

export function createConnection(
  socket: WebSocket,
  who: { readonly member: Member; readonly ip: string; readonly nowMs: number },
  limits: SocketLimits,
): Connection {
  const frames = createTokenBucket(limits.framesPerSecond, limits.frameBurst);
  const bytes = createTokenBucket(limits.bytesPerSecond, limits.bytesPerSecond * 2);
  const send = (frame: ServerFrame): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    // A reader this slow keeps everybody's frames in our memory. // SG-10
    if (socket.bufferedAmount > limits.sendQueueBytes) return socket.terminate();
    socket.send(JSON.stringify(frame));
  };
  return {
    member: who.member,
    ip: who.ip,
    openedAt: who.nowMs,
    spoke: false,
    heardAt: who.nowMs,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send,
    end(code, closeCode) {
      send({ type: 'error', code });
      socket.close(closeCode, code);
    },
    ping: () => socket.ping(),
    cut: () => socket.terminate(),
    admit: (size, nowMs) => frames.take(1, nowMs) && bytes.take(size, nowMs),
  };
}
