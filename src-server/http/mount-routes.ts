import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { apiError, apiErrors, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { takesTokens, type Route, type Routes } from '../../src-shared/helpdesk/api/route.ts';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Actor } from '../desk/desk.ts';
import { isTooDeep } from './json-depth.ts';
import { isDiskFull } from '../domain/disk-full.ts';
import { Busy, createTurns, type Turns } from '../domain/turns.ts';

/** What a handler gets: decoded, and from somebody who may ask. */
export interface Asked<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly body: z.output<R['body']>;
  /** Null only where the route needs nobody. */
  readonly actor: Actor | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type SignedInAsked<R extends Route> = Asked<R> & { readonly actor: Actor };

export type Handler<R extends Route> = (
  asked: R['needs'] extends 'nobody' ? Asked<R> : SignedInAsked<R>,
) => Promise<Result<z.input<R['answers']>, ApiError>>;

/** One handler for each route of an area: the compiler asks for those that are missing. */
export type Handlers<T extends Routes> = { readonly [K in keyof T]: Handler<T[K]> };

export interface Gate {
  identify(request: FastifyRequest): Promise<Identity | null>;
  /** Whether who asks has used a passkey or their password just now. // HD-9 */
  isProved(request: FastifyRequest): Promise<boolean>;
  /** Refuses what another site's page sends with this person's cookie, and too many tries. // HD-3 */
  admit(request: FastifyRequest, route: Route): Promise<ApiError | null>;
}

/** A message holds 100,000 characters of Markdown: as JSON that is some bytes each. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Whoever is not signed in has little to say. */
const MAX_OPEN_BODY_BYTES = 16_384;
/** Files that are held in memory at one time while they arrive, and the most that wait for that. // SG-10 */
const FILES_AT_ONE_TIME = 6;
const FILES_IN_LINE = 60;

export function mountRoutes<T extends Routes>(
  app: FastifyInstance,
  gate: Gate,
  routes: T,
  handlers: Handlers<T>,
): void {
  const actors = new WeakMap<FastifyRequest, Actor | null>();
  const files = createTurns(FILES_AT_ONE_TIME, FILES_IN_LINE);
  for (const [name, route] of Object.entries(routes)) {
    const handler = handlers[name] as (asked: Asked<Route>) => Promise<Result<unknown, ApiError>>;
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit:
        route.bytes ?? route.jsonBytes ?? (route.needs === 'nobody' ? MAX_OPEN_BODY_BYTES : MAX_BODY_BYTES),
      errorHandler: (error: { statusCode?: number }, request, reply) => {
        const [status, diskFull] = [error.statusCode ?? 500, isDiskFull(error)];
        request.log.warn({ status, ...(diskFull ? { diskFull } : {}) }, 'request failed'); // never its text // SG-13
        return refuse(reply, diskFull ? noRoom : refusalFor(status));
      },
      // before any of the body is read: nobody fills the memory who may not ask // SG-10
      onRequest: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const actor = await orBusy(() => enter(gate, route, files, request, reply));
        if (!actor.ok) return refuse(reply, actor.error);
        actors.set(request, actor.value);
      },
      handler: async (request, reply) => {
        const actor = actors.get(request) ?? null;
        const answer = await orBusy(() => answerTo(route, handler, actor, request, reply));
        if (!answer.ok) return refuse(reply, answer.error);
        return reply.sent ? reply : reply.send(answer.value);
      },
    });
  }
}

const noRoom = apiError(
  'SERVER_FAILED',
  'The disk of the server is full. Nothing was changed. Tell whoever runs the server.',
);

/** What went wrong before or in a handler, in the words of the interface. */
function refusalFor(status: number): ApiError {
  if (status === 413) return apiError('TOO_LARGE', 'More was sent than this takes.');
  return status < 500
    ? apiError('INVALID', 'What was sent could not be read.')
    : apiError('SERVER_FAILED', 'The server could not do this. Nothing was changed: try again.');
}

/** Who asks, once everything is well that can be said without the body. */
async function enter(
  gate: Gate,
  route: Route,
  files: Turns,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<Actor | null, ApiError>> {
  const refused = await gate.admit(request, route);
  if (refused !== null) return err(refused);
  const actor = await actorFor(gate, route, request);
  if (!actor.ok || route.bytes === undefined) return actor;
  const done = await files.take();
  reply.raw.once('close', done);
  if (reply.raw.closed) done(); // went away while waiting
  return actor;
}

async function orBusy<T>(run: () => Promise<Result<T, ApiError>>): Promise<Result<T, ApiError>> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    return err(apiError('TOO_MANY', 'Too many ask at this moment. Try again soon.', { retryAfterS: 5 }));
  }
}

async function answerTo(
  route: Route,
  handler: (asked: Asked<Route>) => Promise<Result<unknown, ApiError>>,
  actor: Actor | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<unknown, ApiError>> {
  const asked = decode(route, request);
  if (!asked.ok) return asked;
  return handler({ ...asked.value, actor, request, reply });
}

async function actorFor(
  gate: Gate,
  route: Route,
  request: FastifyRequest,
): Promise<Result<Actor | null, ApiError>> {
  const { needs } = route;
  const identity = await gate.identify(request);
  if (identity === null) return needs === 'nobody' ? ok(null) : err(apiError('SIGN_IN', 'Sign in to go on.'));
  const permissions = new Set(identity.permissions);
  if (needs !== 'nobody' && needs !== 'signed-in' && !permissions.has(needs))
    return err(apiError('NOT_ALLOWED', 'Your role does not allow this. Ask an administrator.'));
  // a session, passkeys and what gives rights away are for people // HD-10
  if (identity.by === 'token' && !takesTokens(route))
    return err(apiError('NOT_ALLOWED', 'A token may not do this. Somebody who is signed in does.'));
  if (route.stepUp === true && !(await gate.isProved(request)))
    return err(apiError('SIGN_IN', 'Prove once more that it is you, then try again.', { stepUp: true }));
  const { member, organisation } = identity;
  return ok({ tenantId: organisation.id, memberId: member.id, name: member.name, permissions });
}

function decode(
  route: Route,
  request: FastifyRequest,
): Result<Pick<Asked<Route>, 'params' | 'query' | 'body'>, ApiError> {
  if (isTooDeep(request.body)) return err(apiError('INVALID', 'What was sent nests too deep.'));
  const read = {
    params: route.params.safeParse(request.params),
    query: route.query.safeParse(request.query),
    body: route.body.safeParse(request.body ?? undefined),
  };
  if (!read.params.success) return err(apiError('NOT_FOUND', 'There is nothing at this address.'));
  const issues = [...(read.query.error?.issues ?? []), ...(read.body.error?.issues ?? [])];
  if (!read.query.success || !read.body.success) {
    const fields = Object.fromEntries(
      issues.slice(0, 20).map((one) => [one.path.join('.') || 'body', one.message]),
    );
    return err(apiError('INVALID', 'Something sent is not as it should be.', { fields }));
  }
  return ok({ params: read.params.data, query: read.query.data, body: read.body.data });
}

function refuse(reply: FastifyReply, error: ApiError): FastifyReply {
  if (error.retryAfterS !== undefined) reply.header('retry-after', error.retryAfterS);
  return reply.code(apiErrors[error.error]).send(error);
}
