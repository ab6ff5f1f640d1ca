import { lookup as systemLookup } from 'node:dns';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { NetworkGuard } from './network-guard.ts';

/** One request over the network. Redirects are never followed: keys would travel to wherever they point. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** `not-sent`: surely nothing left. `lost`: something may have arrived. */
export type SendFailure = {
  readonly kind: 'refused' | 'not-sent' | 'lost' | 'answer-too-large';
  readonly detail: string;
};

export type HttpSend = (
  request: HttpRequest,
  signal: AbortSignal,
) => Promise<Result<HttpResponse, SendFailure>>;

export interface HttpLimits {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export const httpLimits: HttpLimits = { timeoutMs: 30_000, maxAnswerBytes: 8 * 1_048_576 };

/** The real one: a new connection for every request, to an address that the guard has seen. */
export function createHttpSend(guard: NetworkGuard, limits: HttpLimits = httpLimits): HttpSend {
  return async (request, signal) => {
    const refusal = guard.refuse(request.url);
    if (refusal !== undefined) return err({ kind: 'refused', detail: refusal });
    if (signal.aborted) return err({ kind: 'not-sent', detail: 'stopped before it was sent' });
    const both = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
    return exchange(request, { guard, signal: both, maxBytes: limits.maxAnswerBytes });
  };
}

interface Exchange {
  readonly guard: NetworkGuard;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

function exchange(
  { method, url, headers, body }: HttpRequest,
  { guard, signal, maxBytes }: Exchange,
): Promise<Result<HttpResponse, SendFailure>> {
  return new Promise((resolve) => {
    let connected = false;
    const secure = url.protocol === 'https:';
    const outgoing = (secure ? tlsRequest : plainRequest)(url, {
      method,
      agent: false,
      signal,
      lookup: guardedLookup(guard, url),
      headers: { ...headers, 'accept-encoding': 'identity', 'content-length': String(body?.length ?? 0) },
    });
    outgoing.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true));
    });
    outgoing.on('error', (error) =>
      resolve(err({ kind: connected ? 'lost' : 'not-sent', detail: explain(error) })),
    );
    outgoing.on('response', (incoming) => {
      void readAnswer(incoming, maxBytes).then((answer) => {
        if (!answer.ok) outgoing.destroy();
        resolve(answer);
      });
    });
    outgoing.end(body);
  });
}

async function readAnswer(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Result<HttpResponse, SendFailure>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of incoming) {
      if (!(part instanceof Uint8Array)) continue;
      size += part.length;
      if (size > maxBytes) return err({ kind: 'answer-too-large', detail: `more than ${maxBytes} bytes` });
      parts.push(part);
    }
  } catch (error) {
    return err({ kind: 'lost', detail: explain(error) });
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  return ok({ status: incoming.statusCode ?? 0, headers, body: Buffer.concat(parts) });
}

/** Codes and names, no stacks: it is shown to administrators. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time';
  return 'code' in error && typeof error.code === 'string'
    ? `${error.code}: ${error.message}`
    : error.message;
}

/** Every address of the name has to pass; the one that passed is the one that is connected to. */
function guardedLookup(guard: NetworkGuard, url: URL): LookupFunction {
  return (hostname, options, done) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return done(error ?? new Error('no address'), []);
      const bad = addresses.find(({ address }) => !guard.mayConnect(url, address));
      if (bad !== undefined)
        return done(new Error(`${hostname} is ${bad.address}, a private address that is not allowed`), []);
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}
