import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';
import { emailSchema, nameSchema } from './member.ts';
import { markdownSchema } from './ticket.ts';

/** `tls` from the first byte (465), `starttls` or nothing (587, 25), `none` within a machine or a network of one's own. */
export const mailSecuritySchema = z.enum(['tls', 'starttls', 'none']);

const shownText = /^[^\p{Cc}\p{Cs}]*$/u;

/** The mail server that sends for us; without the password. */
export const mailSendingSchema = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9.:-]{1,253}$/, 'is no name of a server'),
  port: z.number().int().min(1).max(65_535),
  security: mailSecuritySchema,
  /** Null where the server asks nobody who they are. */
  user: z
    .string()
    .min(1, 'is empty')
    .max(254)
    .regex(shownText, 'has characters that cannot be seen')
    .nullable(),
});
export type MailSending = z.infer<typeof mailSendingSchema>;

/** An address that people write to, and the queue that gets it. */
export const mailAddressSchema = z.strictObject({
  id: idSchema,
  address: emailSchema,
  /** Whom the answers come from: "Example help desk". */
  name: nameSchema,
  queueId: idSchema,
});
export type MailAddress = z.infer<typeof mailAddressSchema>;

/** `{number}` in it is the ticket's number. */
export const acknowledgeTextSchema = markdownSchema.max(4_000);
export const defaultAcknowledgeText =
  'Thank you for your message. We have it, and answer as soon as we can. Its number is #{number}.';

export const mailSettingsSchema = z.strictObject({
  /** Null: nothing is sent. */
  sending: mailSendingSchema.nullable(),
  /** Whether there is a password, and since when. It is never shown again. */
  passwordSetAt: timeSchema.nullable(),
  /** Whether the mail system hands on `help+anything@…`: else the subject carries the reference. */
  plusAddress: z.boolean(),
  /** Whether somebody whose mail opens a ticket hears that it arrived. */
  acknowledge: z.boolean(),
  acknowledgeText: acknowledgeTextSchema,
  addresses: z.array(mailAddressSchema),
  /** The port mail arrives on; null: whoever runs the server has not set one. */
  listensOn: z.number().int().nullable(),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

export const mailStates = ['waiting', 'sent', 'dead', 'dropped'] as const;
/** A mail that goes out, without its words. */
export const outgoingMailSchema = z.strictObject({
  id: idSchema,
  ticketId: idSchema,
  to: z.string().max(254),
  /** `dead`: it could not be sent, and somebody decides. `dropped`: they decided that it is not. */
  state: z.enum(mailStates),
  attempts: z.number().int().min(0),
  /** What the mail server said last. */
  trouble: z.string().max(1_000).nullable(),
  createdAt: timeSchema,
  sentAt: timeSchema.nullable(),
  nextAt: timeSchema,
});
export type OutgoingMailState = z.infer<typeof outgoingMailSchema>;

/** A mail that belongs to no ticket: a bounce, or one of our own that came back. */
export const setAsideMailSchema = z.strictObject({
  id: idSchema,
  from: z.string().max(400),
  subject: z.string().max(200),
  why: z.enum(['bounce', 'loop']),
  at: timeSchema,
});

/** What a try to reach the mail server came to. */
export const mailVerdictSchema = z.strictObject({
  verdict: z.enum([
    'ok',
    'no-settings',
    'not-allowed',
    'unknown-host',
    'no-answer',
    'tls',
    'sign-in',
    'refused',
  ]),
  /** In English, as the mail server said it. */
  detail: z.string().max(1_000),
});
export type MailVerdict = z.infer<typeof mailVerdictSchema>;
