import type { bulkRoutes } from '../../src-shared/helpdesk/api/bulk-routes.ts';
import type { macroRoutes } from '../../src-shared/helpdesk/api/macro-routes.ts';
import type { viewRoutes } from '../../src-shared/helpdesk/api/view-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Macros } from '../desk/macros.ts';
import type { TicketBulk } from '../desk/ticket-bulk.ts';
import type { Views } from '../desk/views.ts';
import type { Handlers } from './mount-routes.ts';

export function macroHandlers(macros: Macros): Handlers<typeof macroRoutes> {
  return {
    list: async ({ actor }) => ok(await macros.list(actor)),
    create: ({ actor, body }) => macros.create(actor, body),
    change: ({ actor, params, body: { version, ...macro } }) =>
      macros.change(actor, params.id, version, macro),
    remove: ({ actor, params }) => macros.remove(actor, params.id),
    preview: ({ actor, params, body }) => macros.preview(actor, params.id, body.ticketId, body.reader),
    apply: ({ actor, params, body }) => macros.apply(actor, params.id, body),
  };
}

export function viewHandlers(views: Views): Handlers<typeof viewRoutes> {
  return {
    list: async ({ actor }) => ok(await views.list(actor)),
    create: ({ actor, body }) => views.create(actor, body),
    change: ({ actor, params, body }) => views.change(actor, params.id, body),
    remove: ({ actor, params }) => views.remove(actor, params.id),
  };
}

export function bulkHandlers(bulk: TicketBulk): Handlers<typeof bulkRoutes> {
  return { change: ({ actor, body }) => bulk.change(actor, body.ids, body.change) };
}
