import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseForm, type FormField } from './parse-form.ts';
import { violate } from './violation.ts';

/*
 * A help desk's interface that takes what its documentation says and nothing else. Whatever else comes is a violation:
 * it is refused and remembered, and the test fails for it.
 */

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  json(): unknown;
  form(): readonly FormField[];
}

export interface Told {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Exactly these names may stand in the query. */
  readonly query?: readonly string[];
  readonly answer: (asked: Asked, ids: readonly string[]) => Told;
}

/** What goes wrong at one call: it never arrives, its answer is lost, it is refused, or it is never answered. */
export type Fault = 'drop-before' | 'drop-after' | 'hang' | Told;

export interface StrictDesk {
  readonly origin: string;
  readonly violations: string[];
  readonly calls: Asked[];
  /** The call with this number from now on, 0 is the next; `matching` counts only calls whose path it fits. */
  fault(fault: Fault, number?: number, matching?: RegExp): void;
  close(): Promise<void>;
}

/** `admit` sees every call first and answers what is documented for a wrong or missing key. */
export async function startStrictDesk(
  admit: (asked: Asked) => Told | undefined,
  routes: readonly Route[],
): Promise<StrictDesk> {
  const violations: string[] = [];
  const calls: Asked[] = [];
  const faults: { fault: Fault; number: number; matching: RegExp }[] = [];
  const server = createServer((request, response) => {
    void read(request).then((asked) => {
      calls.push(asked);
      const fault = takeFault(faults, asked);
      if (fault === 'hang') return undefined;
      if (fault === 'drop-before') return request.socket.destroy();
      if (fault !== undefined && fault !== 'drop-after') return tell(response, fault);
      const told = answer(asked, admit, routes, violations);
      return fault === 'drop-after' ? request.socket.destroy() : tell(response, told);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    violations,
    calls,
    fault: (fault, number = 0, matching = /^/) => faults.push({ fault, number, matching }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function takeFault(
  faults: { fault: Fault; number: number; matching: RegExp }[],
  asked: Asked,
): Fault | undefined {
  for (const [index, entry] of faults.entries()) {
    if (!entry.matching.test(asked.path)) continue;
    if (entry.number === 0) return faults.splice(index, 1)[0]?.fault;
    entry.number -= 1;
  }
  return undefined;
}

function answer(
  asked: Asked,
  admit: (asked: Asked) => Told | undefined,
  routes: readonly Route[],
  violations: string[],
): Told {
  try {
    if (asked.method === 'GET' && asked.body.length > 0) violate('a GET with a body');
    const refused = admit(asked);
    if (refused !== undefined) return refused;
    for (const route of routes) {
      const match = route.path.exec(asked.path);
      if (match === null || route.method !== asked.method) continue;
      const odd = Object.keys(asked.query).filter((name) => !route.query?.includes(name));
      if (odd.length > 0) violate(`unknown in the query of ${asked.path}: ${odd.join(', ')}`);
      return route.answer(asked, match.slice(1));
    }
    return violate(`${asked.method} ${asked.path} is not documented`);
  } catch (error) {
    violations.push(error instanceof Error ? error.message : String(error));
    return { status: 400, text: 'violation' };
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const url = new URL(request.url ?? '/', 'http://desk');
  const body = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body,
    json() {
      if (type !== 'application/json') violate(`${url.pathname} wants JSON, not ${type}`);
      return JSON.parse(body.toString('utf8')) as unknown;
    },
    form: () => parseForm(type, body),
  };
}

function tell(response: ServerResponse, { status, json, text, headers }: Told): void {
  const body = json === undefined ? (text ?? '') : JSON.stringify(json);
  const type = json === undefined ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body);
}
