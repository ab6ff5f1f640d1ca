import { z } from 'zod';
import { idSchema } from '../id.ts';
import {
  deliveryStateSchema,
  webhookDeliverySchema,
  webhookSchema,
  webhookSettingsSchema,
} from '../webhook.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });
const { name, url, events } = webhookSettingsSchema.shape;

export const webhookRoutes = {
  list: route({
    method: 'GET',
    path: '/api/webhooks',
    needs: 'settings.read',
    summary: 'Where changes of tickets are told to, with what waits and what could not be told.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(webhookSchema),
  }),
  create: route({
    method: 'POST',
    path: '/api/webhooks',
    needs: 'connectors.write',
    stepUp: true,
    summary:
      'Adds an address that hears of changes from now on. The secret of its signatures is shown this once.',
    params: nothing,
    query: nothing,
    body: webhookSettingsSchema,
    answers: z.strictObject({ webhook: webhookSchema, secret: z.string() }),
  }),
  change: route({
    method: 'PATCH',
    path: '/api/webhooks/:id',
    needs: 'connectors.write',
    stepUp: true,
    summary: 'Changes an address, or what it hears of, or lets it rest.',
    params: byId,
    query: nothing,
    body: z.strictObject({
      name: name.optional(),
      url: url.optional(),
      events: events.optional(),
      active: z.boolean().optional(),
    }),
    answers: webhookSchema,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    needs: 'connectors.write',
    stepUp: true,
    summary: 'Takes an address out, with what still waits for it.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.strictObject({ removed: z.literal(true) }),
  }),
  test: route({
    method: 'POST',
    path: '/api/webhooks/:id/test',
    needs: 'connectors.write',
    summary: 'Sends a signed test now, and says what came back.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.strictObject({ delivered: z.boolean(), detail: z.string() }),
    perMinute: 20,
  }),
  deliveries: route({
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    needs: 'settings.read',
    summary: 'What was told, waits, or could not be told; the newest first.',
    params: byId,
    query: z.strictObject({
      state: deliveryStateSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    body: none,
    answers: z.array(webhookDeliverySchema),
  }),
  retry: route({
    method: 'POST',
    path: '/api/webhooks/deliveries/:id/retry',
    needs: 'connectors.write',
    summary: 'Tries a dead letter again, from the beginning.',
    params: byId,
    query: nothing,
    body: none,
    answers: webhookDeliverySchema,
  }),
} as const;
