import type { HttpSend } from './connectors/http-send.ts';

/** What OpenID's library asks of a `fetch`. */
interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A `fetch` that goes only where connectors may go: an administrator of one organisation enters the issuer's address, and
 * what the issuer says leads to others. Never follows a redirect. Throws, as `fetch` does, when nothing came.
 */
export function guardedFetch(send: HttpSend): (url: string, asked: Asked) => Promise<Response> {
  return async (url, { method, headers, body, signal }) => {
    const answer = await send(
      {
        method: method === 'POST' ? 'POST' : 'GET',
        url: new URL(url),
        headers,
        body: body === undefined || body === null ? undefined : bytesOf(body),
      },
      signal ?? new AbortController().signal,
    );
    if (!answer.ok) throw new TypeError(answer.error.detail);
    const { status, body: bytes } = answer.value;
    const type = answer.value.headers['content-type'];
    return new Response(status === 204 || status === 304 ? null : new Uint8Array(bytes), {
      status,
      headers: type === undefined ? {} : { 'content-type': type },
    });
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(String(body), 'utf8');
  throw new TypeError('a body of this kind is not sent');
}
