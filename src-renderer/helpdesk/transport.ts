/** One request of the server's interface, as bytes and words. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the share that has left, 0 to 1; only for bytes. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface Heard {
  readonly status: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Carries a request; null when no answer came, for whatever reason. */
export type Transport = (sent: Sent) => Promise<Heard | null>;

/** How long an answer may take before there is none, in ms. Uploads may take as long as they move. */
const ANSWER_MS = 20_000;

/** The transport of a page that the server itself sent: same origin, with the login's cookie. */
export function createBrowserTransport(): Transport {
  return (sent) => (sent.onProgress === undefined ? byFetch(sent) : byUpload(sent));
}

async function byFetch({ method, path, body, signal }: Sent): Promise<Heard | null> {
  const limit = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: signal === undefined ? limit : anyOf(signal, limit),
      ...(body === undefined ? {} : { body, headers: { 'content-type': typeOf(body) } }),
    });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return null;
  }
}

/** AbortSignal.any came after the oldest Chromium that this runs in. */
function anyOf(first: AbortSignal, second: AbortSignal): AbortSignal {
  const joined = new AbortController();
  for (const one of [first, second]) {
    if (one.aborted) joined.abort(one.reason);
    else one.addEventListener('abort', () => joined.abort(one.reason), { once: true });
  }
  return joined.signal;
}

/** fetch() does not say how far an upload has come. */
function byUpload({ method, path, body, signal, onProgress }: Sent): Promise<Heard | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.responseType = 'arraybuffer';
    if (body !== undefined) request.setRequestHeader('content-type', typeOf(body));
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(loaded / Math.max(1, total)),
    );
    request.addEventListener('load', () =>
      resolve({ status: request.status, bytes: new Uint8Array(request.response as ArrayBuffer) }),
    );
    for (const end of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(end, () => resolve(null));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body ?? null);
  });
}

function typeOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? 'application/json' : 'application/octet-stream';
}
