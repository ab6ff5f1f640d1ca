import { z } from 'zod';
import type { Clock } from '../../src-shared/clock.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import {
  serverFrameSchema,
  SIGNALLING_PATH,
  SIGNALLING_SUBPROTOCOL,
  SIGNALLING_VERSION,
  type ClientFrame,
  type ServerFrame,
} from '../../src-shared/protocol/signalling.ts';
import { createScope } from '../../src-shared/scope.ts';

/** A WebSocket, as far as we use it. */
export interface RawSocket {
  readonly readyState: number;
  send(text: string): void;
  close(code?: number): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
}
export type OpenRawSocket = (url: string, subprotocol: string) => RawSocket;

/**
 * One connection to the broker: opened once, for one room, closed once. What comes in is decoded; whatever ends it is
 * told as one error. Reconnecting is for whoever owns the room, since a room does not outlive its socket.
 */
export interface SignalSocket {
  readonly state: 'connecting' | 'open' | 'closed';
  /** The broker has said hello in our version. */
  onOpen(listener: () => void): () => void;
  onFrame(listener: (frame: ServerFrame) => void): () => void;
  /** Told once: SERVER_UNREACHABLE, SERVER_VERSION, SERVER_BUSY, SERVER_RATE, SERVER_STOPPING or SERVER_PROTOCOL. */
  onClosed(listener: (error: AppError) => void): () => void;
  /** False when it is not open. */
  send(frame: ClientFrame): boolean;
  close(): void;
}

const HELLO_WITHIN_MS = 5_000;
const OPEN = 1;
/** Close codes that mean more than "gone": those of RFC 6455 and the broker's own (SG-12). */
const closeReasons = new Map<number, AppError['code']>([
  [1001, 'SERVER_STOPPING'],
  [1002, 'SERVER_PROTOCOL'],
  [1003, 'SERVER_PROTOCOL'],
  [1007, 'SERVER_PROTOCOL'],
  [1008, 'SERVER_RATE'],
  [1009, 'SERVER_PROTOCOL'],
  [1012, 'SERVER_STOPPING'],
  [1013, 'SERVER_BUSY'],
  [4400, 'SERVER_PROTOCOL'],
  [4408, 'SERVER_PROTOCOL'],
  [4426, 'SERVER_VERSION'],
  [4429, 'SERVER_RATE'],
]);
/** Enough of any version's hello to tell that it is another version. */
const anyHelloSchema = z.object({ type: z.literal('hello'), v: z.number() });

export interface SignalSocketOptions {
  /** Origin of the broker: "ws://127.0.0.1:7480". */
  readonly server: string;
  readonly clock: Clock;
  readonly open: OpenRawSocket;
}

export function createSignalSocket({ server, clock, open }: SignalSocketOptions): SignalSocket {
  const scope = createScope();
  const opened = createListeners<void>();
  const frames = createListeners<ServerFrame>();
  const closed = createListeners<AppError>();
  let state: SignalSocket['state'] = 'connecting';
  const raw = openRaw(open, server);

  const end = (error: AppError | null) => {
    if (state === 'closed') return;
    state = 'closed';
    scope.close();
    if (error !== null) closed.tell(error);
    for (const listeners of [opened, frames, closed]) listeners.clear();
    try {
      raw?.close(1000);
    } catch {
      // it was never open
    }
  };
  const hear = (data: unknown) => {
    if (state === 'closed') return;
    const frame = readFrame(data);
    if (state === 'open')
      return frame === null ? end(appError('SERVER_PROTOCOL', 'frame')) : frames.tell(frame);
    const refusal = judgeHello(data, frame);
    if (refusal !== null) return end(refusal);
    state = 'open';
    notYet();
    opened.tell();
  };
  const notYet = scope.add(
    clock.after(HELLO_WITHIN_MS, () => end(appError('SERVER_UNREACHABLE', 'no hello in 5 s'))),
  );
  // Never within this call: whoever made us has to be able to listen first.
  if (raw === null) scope.add(clock.after(0, () => end(appError('SERVER_UNREACHABLE', 'address'))));
  raw?.addEventListener('message', (event) => hear(event.data));
  raw?.addEventListener('close', ({ code }) =>
    end(appError(closeReasons.get(code) ?? 'SERVER_UNREACHABLE', `socket closed (${code})`)),
  );

  return {
    get state() {
      return state;
    },
    onOpen: opened.on,
    onFrame: frames.on,
    onClosed: closed.on,
    send(frame) {
      if (state !== 'open' || raw?.readyState !== OPEN) return false;
      raw.send(JSON.stringify(frame));
      return true;
    },
    close: () => end(null),
  };
}

function openRaw(open: OpenRawSocket, server: string): RawSocket | null {
  try {
    return open(`${server}${SIGNALLING_PATH}`, SIGNALLING_SUBPROTOCOL);
  } catch {
    return null; // no valid address, or the page may not connect there
  }
}

function readFrame(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed = serverFrameSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The first frame has to be a hello in our version, or an error that says why there is none. */
function judgeHello(data: unknown, frame: ServerFrame | null): AppError | null {
  if (frame?.type === 'hello')
    return frame.v === SIGNALLING_VERSION
      ? null
      : appError('SERVER_VERSION', `server speaks version ${frame.v}`);
  if (frame?.type === 'error') return appError(frame.code);
  return saysOtherVersion(data) ? appError('SERVER_VERSION') : appError('SERVER_PROTOCOL', 'no hello');
}

function saysOtherVersion(data: unknown): boolean {
  try {
    const hello = anyHelloSchema.safeParse(typeof data === 'string' ? JSON.parse(data) : null);
    return hello.success && hello.data.v !== SIGNALLING_VERSION;
  } catch {
    return false;
  }
}
