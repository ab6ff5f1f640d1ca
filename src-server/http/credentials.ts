import type { FastifyRequest } from 'fastify';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import { isRecent, type Logins } from '../desk/logins.ts';
import type { Tokens } from '../desk/tokens.ts';
import type { LoginCookie } from './login-cookie.ts';

/** What a request brings to say who asks. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'login'; readonly secret: string }
  | { readonly kind: 'token'; readonly secret: string }
  /** A cookie and a token at once: no browser and no program sends that. */
  | { readonly kind: 'both' };

/** Reads who asks: a browser by its cookie, a program by its token, the app by its login sent as a token. // HD-10 */
export interface Credentials {
  of(request: FastifyRequest): Credential;
  identify(request: FastifyRequest): Promise<Identity | null>;
  /** Whether a passkey or the password was used in this login within ten minutes. // HD-9 */
  isProved(request: FastifyRequest): Promise<boolean>;
  /** The same, or just come from the company's provider: enough to add a passkey, which is then the proof. */
  isFresh(request: FastifyRequest): Promise<boolean>;
}

/** In front of an app's login where it is sent as a token. */
export const APP_LOGIN_PREFIX = 'app_';

export interface CredentialsOptions {
  readonly logins: Logins;
  readonly tokens: Tokens;
  readonly cookie: LoginCookie;
  readonly now: () => number;
}

export function createCredentials({ logins, tokens, cookie, now }: CredentialsOptions): Credentials {
  const identified = new WeakMap<FastifyRequest, Promise<Identity | null>>();
  const credentialOf = (request: FastifyRequest): Credential => {
    const { authorization } = request.headers;
    const inCookie = cookie.read(request);
    if (authorization === undefined)
      return inCookie === null ? { kind: 'none' } : { kind: 'login', secret: inCookie };
    if (inCookie !== null) return { kind: 'both' };
    const secret = /^Bearer ([\w-]{1,200})$/i.exec(authorization)?.[1];
    if (secret === undefined) return { kind: 'none' };
    return secret.startsWith(APP_LOGIN_PREFIX)
      ? { kind: 'login', secret: secret.slice(APP_LOGIN_PREFIX.length) }
      : { kind: 'token', secret };
  };
  const ask = async (request: FastifyRequest): Promise<Identity | null> => {
    const credential = credentialOf(request);
    switch (credential.kind) {
      case 'none':
      case 'both':
        return null;
      case 'token':
        return tokens.identify(credential.secret);
      case 'login':
        return logins.identify(credential.secret);
    }
  };
  const proofOf = async (request: FastifyRequest) => {
    const credential = credentialOf(request);
    return credential.kind === 'login' ? logins.proof(credential.secret) : null;
  };
  return {
    of: credentialOf,
    identify(request) {
      const known = identified.get(request) ?? ask(request);
      identified.set(request, known);
      return known;
    },
    isProved: async (request) => isRecent((await proofOf(request))?.provedAt ?? null, now()),
    async isFresh(request) {
      const proof = await proofOf(request);
      if (proof === null) return false;
      return isRecent(proof.provedAt, now()) || (proof.by === 'oidc' && isRecent(proof.startedAt, now()));
    },
  };
}
