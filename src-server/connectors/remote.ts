import type { z } from 'zod';
import {
  trouble,
  uncertainTrouble,
  type ConnectorTrouble,
  type ConnectorTroubleKind,
} from '../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../src-shared/result.ts';
import type { Answer } from '../domain/connector.ts';
import type { HttpRequest, HttpResponse, HttpSend, SendFailure } from './http-send.ts';
import { encodeForm, type FormPart } from './multipart.ts';

/** One call of a system's interface. */
export interface Call<T> {
  readonly method: HttpRequest['method'];
  /** Behind the base; ids in it are encoded by whoever makes it. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly json?: unknown;
  readonly form?: readonly FormPart[] | undefined;
  readonly raw?: { readonly type: string; readonly bytes: Uint8Array } | undefined;
  /** The documented answers of success; anything else is trouble. */
  readonly expect: readonly number[];
  /** JSON by itself. */
  readonly as?: 'text' | undefined;
  readonly read: z.ZodType<T>;
}

/** What a system says about a refusal, beyond the status. */
export interface Refusal {
  readonly kind?: ConnectorTroubleKind | undefined;
  readonly detail?: string | undefined;
  readonly field?: string | undefined;
  readonly mayHaveHappened?: boolean | undefined;
}

export interface RemoteParts {
  readonly send: HttpSend;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly boundary: () => string;
  /** Without a slash at its end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Reads the system's own words. `body` is its JSON, or its text where it is none. */
  readonly refusal: (status: number, body: unknown) => Refusal;
}

export interface Remote {
  call<T>(call: Call<T>): Promise<Answer<T>>;
}

export function createRemote(parts: RemoteParts): Remote {
  return {
    async call<T>(call: Call<T>) {
      const sent = await parts.send(toRequest(parts, call), parts.signal);
      const changes = call.method !== 'GET';
      if (!sent.ok) return err(notAnswered(sent.error, changes));
      if (!call.expect.includes(sent.value.status)) return err(refused(parts, sent.value, changes));
      return readAs(call, sent.value, changes);
    },
  };
}

function toRequest<T>(parts: RemoteParts, call: Call<T>): HttpRequest {
  const url = new URL(`${parts.base}${call.path}`);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const body = bodyOf(parts, call);
  const type = body === undefined ? {} : { 'content-type': body.type };
  const headers = {
    accept: 'application/json',
    'user-agent': 'Alongside',
    ...type,
    ...parts.headers,
    ...call.headers,
  };
  return { method: call.method, url, headers, body: body?.bytes };
}

function bodyOf<T>(parts: RemoteParts, call: Call<T>): { type: string; bytes: Uint8Array } | undefined {
  if (call.form !== undefined) return encodeForm(call.form, parts.boundary());
  if (call.raw !== undefined) return call.raw;
  if (call.json === undefined) return undefined;
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(call.json), 'utf8') };
}

function notAnswered({ kind, detail }: SendFailure, changes: boolean): ConnectorTrouble {
  switch (kind) {
    case 'refused':
      return trouble('validation', detail, { field: 'address' });
    case 'not-sent':
      return trouble('transient', detail);
    case 'lost':
      return changes ? uncertainTrouble(detail) : trouble('transient', detail);
    case 'answer-too-large':
      return changes ? uncertainTrouble(detail) : trouble('too_large', detail);
  }
}

/** The status decides; what the system says may name the field, or know better. */
function refused(parts: RemoteParts, response: HttpResponse, changes: boolean): ConnectorTrouble {
  const { status } = response;
  const said = parts.refusal(status, bodyOfAnswer(response));
  const kind = said.kind ?? kindOf(status);
  const detail = withoutSecrets(`${status} ${said.detail ?? ''}`.trim(), parts.secrets);
  // an error on their side, or an answer that is not in the book: it may have been done
  const open = changes && (status >= 500 || status === 408 || (status >= 200 && status < 300));
  const more = {
    ...(said.field === undefined ? {} : { field: said.field.slice(0, 200) }),
    ...retryAfter(response, parts.now()),
  };
  return { ...trouble(kind, detail, more), mayHaveHappened: said.mayHaveHappened ?? open };
}

function kindOf(status: number): ConnectorTroubleKind {
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 413) return 'too_large';
  if (status === 429) return 'rate_limited';
  return status >= 500 || status === 408 ? 'transient' : 'validation';
}

/** Seconds, or a date. */
function retryAfter({ headers }: HttpResponse, nowMs: number): { retryAfterMs?: number } {
  const value = headers['retry-after'];
  if (value === undefined) return {};
  if (/^\d{1,9}$/.test(value)) return { retryAfterMs: Number(value) * 1_000 };
  const at = Date.parse(value);
  return Number.isNaN(at) ? {} : { retryAfterMs: Math.max(0, at - nowMs) };
}

function readAs<T>(call: Call<T>, response: HttpResponse, changes: boolean): Answer<T> {
  const decoded = call.read.safeParse(call.as === 'text' ? textOf(response) : bodyOfAnswer(response));
  if (decoded.success) return ok(decoded.data);
  const detail = `${response.status}, but the answer is not as documented`;
  return err(changes ? uncertainTrouble(detail) : trouble('transient', detail));
}

function bodyOfAnswer(response: HttpResponse): unknown {
  const text = textOf(response);
  try {
    return JSON.parse(text);
  } catch {
    return text; // no JSON: an error page of a proxy, or plain text
  }
}

function textOf({ body }: HttpResponse): string {
  return Buffer.from(body).toString('utf8').trim();
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}
