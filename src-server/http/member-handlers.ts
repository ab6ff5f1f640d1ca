import type { memberRoutes } from '../../src-shared/helpdesk/api/member-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Accounts } from '../desk/accounts.ts';
import type { Members } from '../desk/members.ts';
import type { LoginCookie } from './login-cookie.ts';
import type { Handlers } from './mount-routes.ts';

export function memberHandlers(
  members: Members,
  accounts: Accounts,
  cookie: LoginCookie,
): Handlers<typeof memberRoutes> {
  return {
    list: async ({ actor }) => ok(await members.list(actor)),
    invite: ({ actor, body }) => members.invite(actor, body),
    change: ({ actor, params, body }) => members.change(actor, params.id, body),
    async join({ body, reply }) {
      const made = await accounts.join(body);
      if (!made.ok) return made;
      cookie.set(reply, made.value.secret);
      return ok(made.value.identity);
    },
  };
}
