import type { tokenRoutes } from '../../src-shared/helpdesk/api/token-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Tokens } from '../desk/tokens.ts';
import type { Handlers } from './mount-routes.ts';

export function tokenHandlers(tokens: Tokens): Handlers<typeof tokenRoutes> {
  return {
    list: async ({ actor }) => ok(await tokens.list(actor)),
    create: ({ actor, body }) => tokens.create(actor, body),
    revoke: ({ actor, params }) => tokens.revoke(actor, params.id),
  };
}
