import type { webhookRoutes } from '../../src-shared/helpdesk/api/webhook-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Webhooks } from '../desk/webhooks.ts';
import type { Handlers } from './mount-routes.ts';

export function webhookHandlers(webhooks: Webhooks): Handlers<typeof webhookRoutes> {
  return {
    list: async ({ actor }) => ok(await webhooks.list(actor)),
    create: ({ actor, body }) => webhooks.create(actor, body),
    change: ({ actor, params, body }) => webhooks.change(actor, params.id, body),
    remove: ({ actor, params }) => webhooks.remove(actor, params.id),
    test: ({ actor, params }) => webhooks.test(actor, params.id),
    deliveries: ({ actor, params, query }) => webhooks.deliveries(actor, params.id, query),
    retry: ({ actor, params }) => webhooks.retry(actor, params.id),
  };
}
