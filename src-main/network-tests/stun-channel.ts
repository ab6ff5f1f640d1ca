import { createSocket } from 'node:dgram';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Failure } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { close, talkFailureOf, tryConnect } from './connect.ts';
import type { TestTools } from './network-test.ts';
import { addressOf } from './resolve-target.ts';
import { readStun, stunLength, type Question, type StunMessage } from './stun-message.ts';

export interface RelayEndpoint {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** A way to one STUN or TURN server. */
export interface StunChannel {
  /** The answer; null when none came in time. Asked again meanwhile where packets can get lost. */
  ask(question: Question, limitMs: number): Promise<StunMessage | null>;
  /** Without waiting for an answer. */
  say(question: Question): void;
  close(): void;
}

export type Opened =
  | { readonly ok: true; readonly channel: StunChannel }
  | { readonly ok: false; readonly failure: Failure };

const REPEAT_MS = 400;
/** All that a relay may say in one conversation: two short answers are expected. */
const MOST_BYTES = 70_000;

/** One UDP socket for all servers, so that they can be asked how each sees the same port. */
export interface UdpAsker {
  to(address: string, port: number): StunChannel;
  /** Port of this computer; 0 before the first packet. */
  localPort(): number;
  close(): void;
}

export function openUdp(tools: TestTools): UdpAsker {
  const socket = createSocket('udp4');
  const answers = new Answers(tools);
  socket.on('message', (bytes) => answers.take(bytes));
  socket.on('error', () => undefined); // an answer that does not come says it
  let open = true;
  const shut = () => {
    if (open) socket.close();
    open = false;
  };
  tools.signal.addEventListener('abort', shut, { once: true });
  const send = (bytes: Buffer, address: string, port: number) => {
    if (open) socket.send(bytes, port, address, () => undefined);
  };
  return {
    to: (address, port) => ({
      ask: (question, limitMs) =>
        answers.wait(question, limitMs, () => send(question.bytes, address, port), REPEAT_MS),
      say: (question) => send(question.bytes, address, port),
      close: () => undefined,
    }),
    localPort: () => {
      try {
        return socket.address().port;
      } catch {
        return 0; // not bound yet
      }
    },
    close: shut,
  };
}

/** TCP or TLS to a relay; as a browser does, a certificate that is not trusted ends it. */
export async function openStream(
  tools: TestTools,
  { host, port, transport }: RelayEndpoint,
): Promise<Opened> {
  const address = await addressOf(host);
  if (address === null) return { ok: false, failure: 'no-such-name' };
  const tried = await tryConnect({ ...tools, host: address, port, limitMs: 4000 });
  if (!tried.ok) return tried;
  const secured = transport === 'tls' ? await secure(tools, tried.socket, host) : tried.socket;
  if (typeof secured === 'string') return { ok: false, failure: secured };
  const answers = new Answers(tools);
  let waiting = Buffer.alloc(0);
  let heard = 0;
  secured.on('error', () => undefined);
  secured.on('close', () => answers.end());
  secured.on('data', (piece: Buffer) => {
    heard += piece.length;
    if (heard > MOST_BYTES) return secured.destroy();
    waiting = Buffer.concat([waiting, piece]);
    for (let length = stunLength(waiting); length !== null; length = stunLength(waiting)) {
      if (length === 0) return secured.destroy();
      if (waiting.length < length) return undefined;
      answers.take(waiting.subarray(0, length));
      waiting = waiting.subarray(length);
    }
    return undefined;
  });
  tools.signal.addEventListener('abort', () => close(secured), { once: true });
  return {
    ok: true,
    channel: {
      ask: (question, limitMs) =>
        answers.wait(question, limitMs, () => void secured.write(question.bytes), null),
      say: (question) => void secured.write(question.bytes),
      close: () => void secured.end(() => close(secured)),
    },
  };
}

function secure(tools: TestTools, socket: Socket, host: string): Promise<Socket | Failure> {
  return new Promise((resolve) => {
    // The host says whose certificate it must be, also where it is an address: else Node expects "localhost".
    const safe = connectTls({ socket, host, ...(isIP(host) === 0 ? { servername: host } : {}) });
    const end = (answer: Socket | Failure) => {
      if (typeof answer === 'string') close(safe);
      resolve(answer);
    };
    safe.once('secureConnect', () => end(safe));
    safe.once('error', (error) => end(talkFailureOf(error)));
    void tools.wait(4000).then(() => end('timeout'));
  });
}

/** Gives each answer to whoever asked its question. */
class Answers {
  readonly #tools: TestTools;
  readonly #open = new Map<string, (message: StunMessage | null) => void>();
  #over = false;

  constructor(tools: TestTools) {
    this.#tools = tools;
  }

  take(bytes: Buffer): void {
    const message = readStun(bytes);
    if (message !== null) this.#open.get(message.transaction)?.(message);
  }

  /** Nobody is there any more: whoever waits has no answer. */
  end(): void {
    this.#over = true;
    for (const one of [...this.#open.values()]) one(null);
  }

  wait(
    { transaction }: Question,
    limitMs: number,
    send: () => void,
    repeatMs: number | null,
  ): Promise<StunMessage | null> {
    if (this.#over) return Promise.resolve(null);
    return new Promise((resolve) => {
      const again = repeatMs === null ? undefined : setInterval(send, repeatMs);
      const end = (message: StunMessage | null) => {
        clearInterval(again);
        this.#open.delete(transaction);
        resolve(message);
      };
      this.#open.set(transaction, end);
      send();
      void this.#tools.wait(limitMs).then(() => end(null));
    });
  }
}
