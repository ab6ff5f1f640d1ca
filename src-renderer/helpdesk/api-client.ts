import { apiError, apiErrorSchema, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Answer, Input, Route } from '../../src-shared/helpdesk/api/route.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Transport } from './transport.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** The server's interface, as its table of routes says it: what is asked goes out in its shape, answers are decoded. */
export interface ApiClient {
  call<R extends Route>(
    route: R,
    input?: Partial<Input<R>>,
    options?: CallOptions,
  ): Promise<Result<Answer<R>, ApiError>>;
  /** Told when a call was refused because nobody is signed in any more. */
  readonly onSignedOut: (listener: (error: ApiError) => void) => () => void;
  /** Asked when a call needs a fresh proof of who is signed in; after a yes the call is made once more. // HD-9 */
  proveWith(ask: () => Promise<boolean>): () => void;
}

const unreachable = apiError('UNREACHABLE', 'The server does not answer. Nothing is lost: try again.');
const notUnderstood = apiError(
  'SERVER_FAILED',
  'The server answered something that this page does not know.',
);

export function createApiClient(transport: Transport): ApiClient {
  const signedOut = createListeners<ApiError>();
  let prove: (() => Promise<boolean>) | null = null;
  const client: ApiClient = {
    onSignedOut: signedOut.on,
    proveWith(ask) {
      prove = ask;
      return () => {
        if (prove === ask) prove = null;
      };
    },
    async call(route, input = {}, options = {}) {
      const heard = await transport({
        method: route.method,
        path: addressOf(route, input),
        body: bodyOf(input.body),
        ...options,
      });
      if (heard === null) return err(unreachable);
      const answer = decode(route, heard.status, heard.bytes);
      if (answer.ok || answer.error.error !== 'SIGN_IN') return answer;
      if (answer.error.stepUp !== true) signedOut.tell(answer.error);
      else if (prove !== null && (await prove())) return client.call(route, input, options);
      return answer;
    },
  };
  return client;
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined) return undefined;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

/** The address with its names filled in; what is undefined is not asked for. */
export function addressOf(route: Pick<Route, 'path'>, input: Partial<Input<Route>>): string {
  const params = new Map(Object.entries(input.params ?? {}));
  const path = route.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(String(params.get(name) ?? '')),
  );
  const asked = new URLSearchParams(
    Object.entries(input.query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

function decode<R extends Route>(route: R, status: number, bytes: Uint8Array): Result<Answer<R>, ApiError> {
  const isOk = status >= 200 && status < 300;
  const raw = route.answers.safeParse(bytes);
  if (isOk && raw.success) return ok(raw.data as Answer<R>); // the route answers bytes
  const json = readJson(bytes);
  if (!isOk) {
    const refusal = apiErrorSchema.safeParse(json);
    return err(refusal.success ? refusal.data : notUnderstood);
  }
  const read = route.answers.safeParse(json);
  return read.success ? ok(read.data as Answer<R>) : err(notUnderstood);
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
