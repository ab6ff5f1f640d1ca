import type { satisfactionRoutes } from '../../src-shared/helpdesk/api/satisfaction-routes.ts';
import type { SatisfactionDesk } from '../desk/satisfaction.ts';
import type { Handlers } from './mount-routes.ts';

export function satisfactionHandlers(satisfaction: SatisfactionDesk): Handlers<typeof satisfactionRoutes> {
  return {
    get: ({ actor, params }) => satisfaction.get(actor, params.id),
    ask: ({ actor, params }) => satisfaction.ask(actor, params.id),
    file: ({ actor, params, body }) => satisfaction.file(actor, params.id, body),
    look: ({ params }) => satisfaction.look(params.token),
    answer: ({ params, body }) => satisfaction.answer(params.token, body),
  };
}
