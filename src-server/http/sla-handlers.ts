import type { slaRoutes } from '../../src-shared/helpdesk/api/sla-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Sla } from '../desk/sla.ts';
import type { Handlers } from './mount-routes.ts';

export function slaHandlers(sla: Sla): Handlers<typeof slaRoutes> {
  return {
    settings: async ({ actor }) => ok(await sla.settings(actor)),
    change: ({ actor, body }) => sla.change(actor, body),
    clocks: ({ actor, params }) => sla.clocks(actor, params.id),
  };
}
