import type { FastifyReply, FastifyRequest } from 'fastify';
import type { providerRoutes } from '../../src-shared/helpdesk/api/provider-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { CompanySignIn } from '../desk/company-sign-in.ts';
import type { SignInSettingsOf } from '../desk/sign-in-settings.ts';
import type { LoginCookie } from './login-cookie.ts';
import type { Handlers } from './mount-routes.ts';

export interface ProviderHandlersOptions {
  readonly company: CompanySignIn;
  readonly settings: SignInSettingsOf;
  readonly cookie: LoginCookie;
  /** What the browser keeps while it is at the provider's. */
  readonly visit: LoginCookie;
  /** This server's pages, the first is where people are expected. */
  readonly pages: () => readonly string[];
  readonly takesPasskeys: () => boolean;
}

const CALLBACK = '/api/session/provider/callback';

export function providerHandlers(options: ProviderHandlersOptions): Handlers<typeof providerRoutes> {
  const { company, settings, cookie, visit, pages, takesPasskeys } = options;
  const withCallback = <T extends object>(value: T) => ({
    ...value,
    callback: `${pages()[0] ?? ''}${CALLBACK}`,
  });
  return {
    ways: async () => ok({ passkeys: takesPasskeys(), provider: await company.exists() }),

    async begin({ body, request, reply }) {
      const begun = await company.begin(body.email, `${pageOf(request, pages())}${CALLBACK}`);
      if (!begun.ok) return begun;
      visit.set(reply, begun.value.binding);
      return ok({ url: begun.value.url });
    },

    async callback({ request, reply }) {
      const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      const made = await company.finish(visit.read(request), search);
      visit.clear(reply);
      if (made.ok) cookie.set(reply, made.value.secret);
      sendOn(reply, made.ok ? '/' : `/#sign-in-refused=${made.error}`);
      return ok({});
    },

    settings: async ({ actor }) => ok(withCallback(await settings.read(actor))),
    async setProvider({ actor, body }) {
      const set = await settings.setProvider(actor, body);
      return set.ok ? ok(withCallback(set.value)) : set;
    },
    async removeProvider({ actor }) {
      const removed = await settings.removeProvider(actor);
      return removed.ok ? ok(withCallback(removed.value)) : removed;
    },
    async setPasswords({ actor, body }) {
      const set = await settings.setPasswords(actor, body.allowed);
      return set.ok ? ok(withCallback(set.value)) : set;
    },
  };
}

/** The page that asks, where it is one of ours: its cookies are of its name. */
function pageOf({ headers }: FastifyRequest, pages: readonly string[]): string {
  return pages.find((page) => page === headers.origin) ?? pages[0] ?? '';
}

/** A page of our own: the way leads nowhere else, whatever came with the request. */
function sendOn(reply: FastifyReply, path: string): void {
  void reply.redirect(path, 303);
}
