import type { z } from 'zod';
import { neverByToken, type Permission } from '../permissions.ts';

/** Who may call: anybody, anybody who is signed in, or whoever has the permission. */
export type Needs = 'nobody' | 'signed-in' | Permission;

type Shape = z.ZodType;

/**
 * One call of the server's interface. The table of these is the contract: handlers, client, the OpenAPI document, and the
 * tests of roles and organisations are made from it.
 */
export interface Route<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answers extends Shape = Shape,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for each of the params. */
  readonly path: `/api/${string}`;
  readonly needs: Needs;
  /** Only within ten minutes of a passkey or a password: what gives rights away. Never by a token. // HD-9 */
  readonly stepUp?: true;
  /** One sentence for whoever reads the interface's page. */
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answers: Answers;
  /** The body is bytes, not JSON: at most so many. */
  readonly bytes?: number;
  /** The body is JSON that may be longer than usual: at most so many bytes. */
  readonly jsonBytes?: number;
  /** With an answer in bytes: what they are; `application/octet-stream` when not said. */
  readonly answersType?: string;
  /** How many calls an address (nobody is signed in) may make in a minute; the usual limit when not said. */
  readonly perMinute?: number;
}

export type Routes = Readonly<Record<string, Route>>;

/** What is sent, before decoding. */
export interface Input<R extends Route> {
  readonly params: z.input<R['params']>;
  readonly query: z.input<R['query']>;
  readonly body: z.input<R['body']>;
}
export type Answer<R extends Route> = z.output<R['answers']>;

export function route<P extends Shape, Q extends Shape, B extends Shape, A extends Shape>(
  of: Route<P, Q, B, A>,
): Route<P, Q, B, A> {
  return of;
}

/** Whether a program may call it with a token: not what is for people, and not what would make the token a way to stay. */
export function takesTokens({ needs, stepUp }: Route): boolean {
  if (needs === 'nobody') return true;
  return needs !== 'signed-in' && stepUp !== true && !neverByToken.has(needs); // HD-10
}
