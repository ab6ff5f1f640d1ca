import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import {
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
} from '../../src-shared/protocol/signalling.ts';

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

/** A client that reads frames in the order they come. */
export interface TestClient {
  readonly socket: WebSocket;
  send(frame: ClientFrame): void;
  sendRaw(text: string | Uint8Array): void;
  /** The next frame, whatever it is. */
  take(): Promise<ServerFrame>;
  /** The next frame, which must be of this type. */
  next<T extends ServerFrame['type']>(type: T): Promise<FrameOf<T>>;
  /** The close code, once it is closed. */
  closed(): Promise<number>;
  close(): void;
}

export interface ConnectOptions extends ClientOptions {
  readonly protocol?: string | undefined;
  readonly path?: string | undefined;
}

/** Connects and reads the `hello`. */
export async function connectClient(url: string, options: ConnectOptions = {}): Promise<TestClient> {
  const client = openClient(url, options);
  await client.next('hello');
  return client;
}

export function openClient(url: string, options: ConnectOptions = {}): TestClient {
  const { protocol = 'alongside.1', path = '/v1/signal', ...rest } = options;
  const socket = new WebSocket(url.replace('http', 'ws') + path, protocol, rest);
  onTestFinished(() => socket.terminate());
  const frames: ServerFrame[] = [];
  const wake = new Set<() => void>();
  const closing = once(socket, 'close').then(([code]: number[]) => code ?? 0);
  const wakeAll = (): void => wake.forEach((call) => call());
  socket.on('message', (data) => {
    frames.push(serverFrameSchema.parse(JSON.parse(String(data))));
    wakeAll();
  });
  socket.on('error', () => undefined); // its close follows
  socket.on('close', wakeAll);
  const take = async (): Promise<ServerFrame> => {
    while (frames.length === 0 && socket.readyState !== WebSocket.CLOSED)
      await new Promise<void>((resolve) => wake.add(resolve));
    wake.clear();
    const frame = frames.shift();
    if (frame === undefined) throw new Error('the connection has ended');
    return frame;
  };
  return {
    socket,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (text) => socket.send(text),
    take,
    async next(type) {
      const frame = await take();
      if (!isOfType(frame, type)) throw new Error(`waited for ${type}, got ${JSON.stringify(frame)}`);
      return frame;
    },
    closed: () => closing,
    close: () => socket.close(),
  };
}

function isOfType<T extends ServerFrame['type']>(frame: ServerFrame, type: T): frame is FrameOf<T> {
  return frame.type === type;
}

/** The HTTP status an upgrade is refused with; 101 where it is not. */
export async function upgradeStatus(url: string, options: ConnectOptions = {}): Promise<number> {
  const { protocol = 'alongside.1', path = '/v1/signal', ...rest } = options;
  const target = url.replace('http', 'ws') + path;
  const socket = protocol === '' ? new WebSocket(target, rest) : new WebSocket(target, protocol, rest);
  return await new Promise((resolve) => {
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
  }).then((status: unknown) => {
    socket.on('error', () => undefined);
    socket.terminate();
    return Number(status);
  });
}

export const sidHost = '00112233445566778899aabbccddeeff';

/** Opens a room and answers its number. */
export async function openRoom(host: TestClient): Promise<string> {
  host.send({ type: 'room.open', v: 1, sidHost });
  return (await host.next('room.opened')).room;
}

/** A host and a technician in one room. */
export async function connectPair(
  url: string,
): Promise<{ host: TestClient; technician: TestClient; room: string }> {
  const [host, technician] = [await connectClient(url), await connectClient(url)];
  const room = await openRoom(host);
  technician.send({ type: 'room.join', v: 1, room });
  await technician.next('room.joined');
  await host.next('peer.joined');
  return { host, technician, room };
}
