import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  customFetch,
  discovery,
  fetchUserInfo,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SignInRefusal } from '../../src-shared/helpdesk/sign-in-refusal.ts';

/** How this server is known to a provider. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
}

/** What is made for one try and compared when the browser comes back. */
export interface OidcTry {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Claims of somebody whom the provider has just let in; everything but `sub` as it was sent. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface OpenIdProviders {
  /** Whether there is a provider at the issuer's address; the error is for whoever set it. */
  check(client: OidcClient): Promise<Result<null, string>>;
  addressFor(client: OidcClient, attempt: OidcTry): Promise<Result<string, SignInRefusal>>;
  /** `search` is what the browser came back with. Checks state, issuer, nonce, PKCE and the token's signature. */
  claims(client: OidcClient, attempt: OidcTry, search: string): Promise<Result<Claims, SignInRefusal>>;
}

/** What a provider says of itself is asked again after this, in ms. */
const KNOWN_MS = 10 * 60_000;
const MOST_KNOWN = 100;

/** `send` decides which addresses may be asked at all; plain HTTP only goes where it lets it. */
export function createOpenIdProviders(send: CustomFetch, now: () => number): OpenIdProviders {
  const known = new Map<string, { readonly at: number; readonly found: Promise<Configuration> }>();
  const find = (client: OidcClient): Promise<Configuration> => {
    const key = JSON.stringify([client.issuer, client.clientId, client.secret]);
    const before = known.get(key);
    if (before !== undefined && now() - before.at < KNOWN_MS) return before.found;
    const url = new URL(client.issuer);
    const found = discovery(url, client.clientId, client.secret, undefined, {
      [customFetch]: send,
      timeout: 10,
      execute: url.protocol === 'http:' ? [allowInsecureRequests] : [],
    });
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, { at: now(), found });
    void found.catch(() => known.delete(key)); // asked anew next time
    return found;
  };
  return {
    async check(client) {
      try {
        await find(client);
        return ok(null);
      } catch (error) {
        return err(error instanceof Error ? error.message : String(error));
      }
    },

    async addressFor(client, { redirectUri, state, nonce, verifier }) {
      const provider = await find(client).catch(() => null);
      if (provider === null) return err('unreachable');
      const url = buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return ok(url.href);
    },

    async claims(client, { redirectUri, state, nonce, verifier }, search) {
      const provider = await find(client).catch(() => null);
      if (provider === null) return err('unreachable');
      if (new URLSearchParams(search).has('error')) return err('refused-there');
      try {
        const tokens = await authorizationCodeGrant(provider, new URL(`${redirectUri}${search}`), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const own = tokens.claims();
        if (own === undefined) return err('not-believed');
        // many providers put the address only here; the subject has to be the same
        const more = 'email' in own ? {} : await fetchUserInfo(provider, tokens.access_token, own.sub);
        return ok({ ...more, ...own });
      } catch (error) {
        return err(
          error instanceof ClientError && error.code === 'OAUTH_TIMEOUT' ? 'unreachable' : 'not-believed',
        );
      }
    },
  };
}
