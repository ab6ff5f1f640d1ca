import type { FastifyRequest } from 'fastify';
import { apiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { passkeyRoutes } from '../../src-shared/helpdesk/api/passkey-routes.ts';
import { err, ok } from '../../src-shared/result.ts';
import type { Passkeys } from '../desk/passkeys.ts';
import type { Credentials } from './credentials.ts';
import type { LoginCookie } from './login-cookie.ts';
import type { Handlers } from './mount-routes.ts';

export function passkeyHandlers(
  passkeys: Passkeys,
  cookie: LoginCookie,
  credentials: Credentials,
): Handlers<typeof passkeyRoutes> {
  const proveFirst = err(
    apiError('SIGN_IN', 'Prove once more that it is you, then try again.', { stepUp: true }),
  );
  const isFresh = (request: FastifyRequest) => credentials.isFresh(request);
  return {
    list: async ({ actor }) => ok(await passkeys.list(actor)),
    async registerOptions({ actor, request }) {
      if (!(await isFresh(request))) return proveFirst;
      return passkeys.registerOptions(actor);
    },
    async register({ actor, body, request }) {
      if (!(await isFresh(request))) return proveFirst;
      return passkeys.register(actor, body.name, body.response);
    },
    remove: ({ actor, params }) => passkeys.remove(actor, params.id),
    signInOptions: () => passkeys.useOptions(),
    async signIn({ body, reply }) {
      const made = await passkeys.signIn(body.response);
      if (!made.ok) return made;
      cookie.set(reply, made.value.secret);
      return ok(made.value.identity);
    },
    async prove({ actor, body, request }) {
      const credential = credentials.of(request);
      if (credential.kind !== 'login') return err(apiError('SIGN_IN', 'Sign in to go on.'));
      const proved = await passkeys.prove(actor, credential.secret, body.response);
      return proved.ok ? ok({ proved: true }) : proved;
    },
  };
}
