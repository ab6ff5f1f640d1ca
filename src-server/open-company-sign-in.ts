import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { providerRoutes } from '../src-shared/helpdesk/api/provider-routes.ts';
import type { ServerConfig } from './config.ts';
import { createHttpSend } from './connectors/http-send.ts';
import { createNetworkGuard } from './connectors/network-guard.ts';
import { createCompanySignIn } from './desk/company-sign-in.ts';
import type { Desk } from './desk/desk.ts';
import type { Logins } from './desk/logins.ts';
import { createOpenIdProviders } from './desk/oidc-client.ts';
import { createSignInSettings } from './desk/sign-in-settings.ts';
import { relyingPartyOf } from './domain/relying-party.ts';
import { createSecretBox } from './domain/secret-box.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { visitCookie, type LoginCookie } from './http/login-cookie.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import { providerHandlers } from './http/provider-handlers.ts';
import { readSecretKeys } from './storage/secret-keys.ts';

export interface CompanySignInOptions {
  readonly desk: Desk;
  readonly config: ServerConfig;
  readonly logins: Logins;
  readonly cookie: LoginCookie;
  readonly pages: () => readonly string[];
}

/** Sign-in through a company's own provider, and what an organisation allows. // HD-13 */
export async function openCompanySignIn({
  desk,
  config,
  logins,
  cookie,
  pages,
}: CompanySignInOptions): Promise<(app: FastifyInstance, gate: Gate) => void> {
  const keys = await readSecretKeys(config.secretKeys, config.dataDir);
  const box = createSecretBox({ keys, randomBytes });
  const send = createHttpSend(createNetworkGuard(config.connectorOrigins));
  const openId = createOpenIdProviders(guardedFetch(send), desk.now);
  const handlers = providerHandlers({
    company: createCompanySignIn(desk, logins, box, openId),
    settings: createSignInSettings(desk, box, openId),
    cookie,
    visit: visitCookie(config.tls !== undefined || config.behindTlsProxy),
    pages,
    takesPasskeys: () => relyingPartyOf(pages()) !== null,
  });
  return (app, gate) => mountRoutes(app, gate, providerRoutes, handlers);
}
