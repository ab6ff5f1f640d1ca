import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';
import { nameSchema } from './member.ts';

export const webhookEvents = ['ticket.created', 'ticket.changed'] as const;
export const webhookEventSchema = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

export const webhookUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((text) => !/^[a-z]+:\/\/[^/]*@/i.test(text), 'holds a name or password');

export const webhookSettingsSchema = z.strictObject({
  name: nameSchema,
  url: webhookUrlSchema,
  events: z.array(webhookEventSchema).min(1).max(webhookEvents.length),
});
export type WebhookSettings = z.infer<typeof webhookSettingsSchema>;

export const webhookSchema = z.strictObject({
  id: idSchema,
  ...webhookSettingsSchema.shape,
  active: z.boolean(),
  createdAt: timeSchema,
  /** The secret's last characters: which one it is, not what it is. */
  secretEndsIn: z.string().max(8),
  waiting: z.number().int().min(0),
  dead: z.number().int().min(0),
});
export type Webhook = z.infer<typeof webhookSchema>;

export const deliveryStates = ['waiting', 'done', 'dead'] as const;
export const deliveryStateSchema = z.enum(deliveryStates);

export const webhookDeliverySchema = z.strictObject({
  id: idSchema,
  webhookId: idSchema,
  event: webhookEventSchema,
  ticketId: idSchema,
  ticketVersion: z.number().int().min(1),
  state: deliveryStateSchema,
  attempts: z.number().int().min(0),
  at: timeSchema,
  nextAt: timeSchema,
  /** Why the last try failed, for administrators. */
  reason: z.string().max(500).nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
