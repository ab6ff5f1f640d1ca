import type { ClientRequest } from 'node:http';
import { connect, type LookupFunction, type Socket } from 'node:net';
import type { Failure } from '../../src-shared/diagnostics/connectivity-areas.ts';

/** A connection that was tried: how long it took, or why there is none. */
export type Connected =
  | { readonly ok: true; readonly ms: number; readonly socket: Socket; readonly family: 'ipv4' | 'ipv6' }
  | { readonly ok: false; readonly ms: number; readonly failure: Failure };

export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  readonly limitMs: number;
  readonly signal: AbortSignal;
  readonly watch: () => number;
  /** Only this kind of address. */
  readonly family?: 4 | 6;
  /** Instead of the system's own way to find an address. */
  readonly lookup?: LookupFunction;
}

/** Opens a TCP connection. The caller ends the socket; a failed one is closed here. */
export function tryConnect({
  host,
  port,
  limitMs,
  signal,
  watch,
  family,
  lookup,
}: ConnectOptions): Promise<Connected> {
  const began = watch();
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ ok: false, ms: 0, failure: 'timeout' });
    const socket = connect({
      host,
      port,
      ...(family === undefined ? {} : { family }),
      ...(lookup === undefined ? {} : { lookup }),
    });
    const end = (failure: Failure | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', late);
      socket.off('error', wrong);
      const ms = Math.round((watch() - began) * 10) / 10;
      if (failure === null)
        return resolve({ ok: true, ms, socket, family: socket.remoteFamily === 'IPv6' ? 'ipv6' : 'ipv4' });
      socket.on('error', () => undefined);
      socket.destroy();
      return resolve({ ok: false, ms, failure });
    };
    const late = () => end('timeout');
    const wrong = (error: NodeJS.ErrnoException) => end(failureOf(error));
    const timer = setTimeout(late, limitMs);
    signal.addEventListener('abort', late, { once: true });
    socket.once('error', wrong);
    socket.once('connect', () => end(null));
  });
}

/** Opens and closes again. */
export async function knock(options: ConnectOptions): Promise<Connected> {
  const tried = await tryConnect(options);
  if (tried.ok) close(tried.socket);
  return tried;
}

export function close(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.destroy();
}

/**
 * Ends a request whose answer is longer than it may be, whatever it is made of: heads without end, "wait" after "wait",
 * pieces with more about them than in them. Looked at a few times a second.
 */
export function limitBytes(asked: ClientRequest, most: number): void {
  const look = setInterval(() => {
    if ((asked.socket?.bytesRead ?? 0) > most) asked.destroy(new Error('too much'));
  }, 50);
  asked.once('close', () => clearInterval(look));
}

const failures: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOTFOUND: 'no-such-name',
  EAI_AGAIN: 'no-such-name',
  EAI_NODATA: 'no-such-name',
  ENODATA: 'no-such-name',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

/** Why a connection failed, in the few words that rules know. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return 'other';
  // Node tries both kinds of address; what the first one died of tells the most.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return failures[code] ?? 'other';
}

/** The same where something had answered already: what is no trouble of the network is an answer in another language. */
export function talkFailureOf(error: unknown): Failure {
  const failure = failureOf(error);
  return failure === 'other' ? 'not-understood' : failure;
}
