import { apiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { sessionRoutes } from '../../src-shared/helpdesk/api/session-routes.ts';
import { err, ok } from '../../src-shared/result.ts';
import type { Accounts } from '../desk/accounts.ts';
import type { Credentials } from './credentials.ts';
import type { LoginCookie } from './login-cookie.ts';
import type { Handlers } from './mount-routes.ts';

export function sessionHandlers(
  accounts: Accounts,
  cookie: LoginCookie,
  credentials: Credentials,
): Handlers<typeof sessionRoutes> {
  return {
    async state({ request }) {
      return ok({ setUp: await accounts.isSetUp(), identity: await credentials.identify(request) });
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
    async prove({ body, request }) {
      const credential = credentials.of(request);
      if (credential.kind !== 'login') return err(apiError('SIGN_IN', 'Sign in to go on.'));
      const proved = await accounts.prove(credential.secret, body.password);
      return proved.ok ? ok({ proved: true }) : proved;
    },
    async signOut({ query, request, reply }) {
      const credential = credentials.of(request);
      const ended =
        credential.kind === 'login'
          ? await accounts.signOut(credential.secret, query.everywhere === 'yes')
          : 0;
      cookie.clear(reply);
      return ok({ ended });
    },
  };
}
