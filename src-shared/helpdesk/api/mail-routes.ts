import { z } from 'zod';
import { idSchema } from '../id.ts';
import {
  acknowledgeTextSchema,
  mailAddressSchema,
  mailSendingSchema,
  mailSettingsSchema,
  mailStates,
  mailVerdictSchema,
  outgoingMailSchema,
  setAsideMailSchema,
} from '../mail.ts';
import { emailSchema, nameSchema } from '../member.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

export const mailSettingsChangeSchema = z.strictObject({
  sending: mailSendingSchema.nullable(),
  /** Left out: stays as it is, as long as server and user do. Null: there is none. */
  password: z.string().min(1, 'is empty').max(1_000).nullable().optional(),
  plusAddress: z.boolean(),
  acknowledge: z.boolean(),
  acknowledgeText: acknowledgeTextSchema,
});
export type MailSettingsChange = z.output<typeof mailSettingsChangeSchema>;

/** How the help desk takes and sends mail. // docs/mail.md */
export const mailRoutes = {
  settings: route({
    method: 'GET',
    path: '/api/mail/settings',
    needs: 'settings.read',
    summary: 'How mail is taken and sent. The password is never shown.',
    params: nothing,
    query: nothing,
    body: none,
    answers: mailSettingsSchema,
  }),
  changeSettings: route({
    method: 'PUT',
    path: '/api/mail/settings',
    needs: 'settings.write',
    summary: 'Changes how mail is sent. Another server or user needs the password anew.',
    params: nothing,
    query: nothing,
    body: mailSettingsChangeSchema,
    answers: mailSettingsSchema,
  }),
  test: route({
    method: 'POST',
    path: '/api/mail/test',
    needs: 'settings.write',
    summary: 'Connects to the mail server as set, signs in, and says how it went. Sends nothing.',
    params: nothing,
    query: nothing,
    body: none,
    answers: mailVerdictSchema,
    perMinute: 20,
  }),
  addAddress: route({
    method: 'POST',
    path: '/api/mail/addresses',
    needs: 'settings.write',
    summary: 'Mail to this address becomes tickets of that queue, and the queue answers from it.',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      address: emailSchema.refine((one) => !one.includes('+'), 'has a plus: that is for references'),
      name: nameSchema,
      queueId: idSchema,
    }),
    answers: mailAddressSchema,
  }),
  removeAddress: route({
    method: 'DELETE',
    path: '/api/mail/addresses/:id',
    needs: 'settings.write',
    summary: 'Takes no more mail for this address.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.strictObject({ removed: idSchema }),
  }),
  outgoing: route({
    method: 'GET',
    path: '/api/mail/outgoing',
    needs: 'settings.read',
    summary: 'Mails that go out, newest first: those that could not be sent, with the reason, by itself.',
    params: nothing,
    query: z.strictObject({
      state: z.enum(mailStates).default('dead'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    body: none,
    answers: z.array(outgoingMailSchema),
  }),
  decide: route({
    method: 'POST',
    path: '/api/mail/outgoing/:id',
    needs: 'settings.write',
    summary: 'Tries a mail that could not be sent once more, or gives it up.',
    params: byId,
    query: nothing,
    body: z.strictObject({ decision: z.enum(['retry', 'drop']) }),
    answers: outgoingMailSchema,
  }),
  setAside: route({
    method: 'GET',
    path: '/api/mail/set-aside',
    needs: 'settings.read',
    summary:
      'Mails that arrived and belong to no ticket: bounces, and our own that came back. The newest 100.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(setAsideMailSchema),
  }),
} as const;
