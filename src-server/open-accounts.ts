import type { FastifyInstance } from 'fastify';
import { appSignInRoutes } from '../src-shared/helpdesk/api/app-sign-in-routes.ts';
import { memberRoutes } from '../src-shared/helpdesk/api/member-routes.ts';
import { passkeyRoutes } from '../src-shared/helpdesk/api/passkey-routes.ts';
import { sessionRoutes } from '../src-shared/helpdesk/api/session-routes.ts';
import { tokenRoutes } from '../src-shared/helpdesk/api/token-routes.ts';
import { createAccounts, type Accounts, type BeginOrganisation } from './desk/accounts.ts';
import { createAppSignIn } from './desk/app-sign-in.ts';
import type { Desk } from './desk/desk.ts';
import { createLogins, type Logins } from './desk/logins.ts';
import { createMembers } from './desk/members.ts';
import { createPasskeys, type Passkeys } from './desk/passkeys.ts';
import { createPasswords } from './desk/passwords.ts';
import { createTokens, type Tokens } from './desk/tokens.ts';
import { relyingPartyOf } from './domain/relying-party.ts';
import { appSignInHandlers } from './http/app-sign-in-handlers.ts';
import { createCredentials, type Credentials } from './http/credentials.ts';
import type { LoginCookie } from './http/login-cookie.ts';
import { memberHandlers } from './http/member-handlers.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import { passkeyHandlers } from './http/passkey-handlers.ts';
import { sessionHandlers } from './http/session-handlers.ts';
import { tokenHandlers } from './http/token-handlers.ts';

export interface AccountsOptions {
  readonly desk: Desk;
  readonly cookie: LoginCookie;
  /** Where this server's pages are, those it was told of first. */
  readonly pages: () => readonly string[];
  readonly begin: BeginOrganisation;
}

/** Who may come in, and how. */
export interface OpenAccounts {
  readonly logins: Logins;
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly passkeys: Passkeys;
  readonly credentials: Credentials;
  mount(app: FastifyInstance, gate: Gate): void;
}

export function openAccounts({ desk, cookie, pages, begin }: AccountsOptions): OpenAccounts {
  const logins = createLogins(desk);
  const accounts = createAccounts(desk, createPasswords(), logins, begin);
  const tokens = createTokens(desk);
  const passkeys = createPasskeys(desk, logins, () => relyingPartyOf(pages()));
  const credentials = createCredentials({ logins, tokens, cookie, now: desk.now });
  return {
    logins,
    accounts,
    tokens,
    passkeys,
    credentials,
    mount(app, gate) {
      mountRoutes(app, gate, sessionRoutes, sessionHandlers(accounts, cookie, credentials));
      mountRoutes(app, gate, memberRoutes, memberHandlers(createMembers(desk), accounts, cookie));
      mountRoutes(app, gate, tokenRoutes, tokenHandlers(tokens));
      mountRoutes(app, gate, passkeyRoutes, passkeyHandlers(passkeys, cookie, credentials));
      mountRoutes(app, gate, appSignInRoutes, appSignInHandlers(createAppSignIn(desk, logins), pages));
    },
  };
}
