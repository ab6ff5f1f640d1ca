import type { waitingRoutes } from '../../src-shared/helpdesk/api/waiting-routes.ts';
import type { Waiting } from '../desk/waiting.ts';
import type { Handlers } from './mount-routes.ts';

export function waitingHandlers(waiting: Waiting): Handlers<typeof waitingRoutes> {
  return {
    queue: ({ params }) => waiting.queue(params.id),
    ask: ({ params, body }) => waiting.ask(params.id, body),
    status: ({ body }) => waiting.status(body.secret),
    cancel: ({ body }) => waiting.cancel(body.secret),
    list: ({ actor, params }) => waiting.list(actor, params.id),
    next: ({ actor, params }) => waiting.next(actor, params.id),
  };
}
