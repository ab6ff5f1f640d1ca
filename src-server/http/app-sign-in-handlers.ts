import type { appSignInRoutes } from '../../src-shared/helpdesk/api/app-sign-in-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { AppSignIn } from '../desk/app-sign-in.ts';
import type { Handlers } from './mount-routes.ts';

export function appSignInHandlers(
  apps: AppSignIn,
  pages: () => readonly string[],
): Handlers<typeof appSignInRoutes> {
  return {
    async begin({ body }) {
      const begun = await apps.begin(body.challenge, body.device);
      return ok({ ...begun, page: `${pages()[0] ?? ''}/#app-sign-in=${begun.request}` });
    },
    look: ({ params }) => apps.look(params.request),
    answer: ({ actor, params, body }) => apps.answer(actor, params.request, body.allow),
    take: ({ params, body }) => apps.take(params.request, body.verifier),
  };
}
