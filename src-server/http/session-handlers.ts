import type { sessionRoutes } from '../../src-shared/helpdesk/api/session-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Accounts } from '../desk/accounts.ts';
import type { LoginCookie } from './login-cookie.ts';
import type { Gate, Handlers } from './mount-routes.ts';

export function sessionHandlers(
  accounts: Accounts,
  cookie: LoginCookie,
  identify: Gate['identify'],
): Handlers<typeof sessionRoutes> {
  return {
    async state({ request }) {
      return ok({ setUp: await accounts.isSetUp(), identity: await identify(request) });
    },
    async setUp({ body, reply }) {
      const made = await accounts.setUp(body);
      if (!made.ok) return made;
      cookie.set(reply, made.value.secret);
      return ok(made.value.identity);
    },
    async signIn({ body, reply }) {
      const made = await accounts.signIn(body.email, body.password);
      if (!made.ok) return made;
      cookie.set(reply, made.value.secret);
      return ok(made.value.identity);
    },
    async signOut({ query, request, reply }) {
      const secret = cookie.read(request);
      const ended = secret === null ? 0 : await accounts.signOut(secret, query.everywhere === 'yes');
      cookie.clear(reply);
      return ok({ ended });
    },
  };
}
