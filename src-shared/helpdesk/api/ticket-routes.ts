import { z } from 'zod';
import { idSchema } from '../id.ts';
import { emailSchema, nameSchema } from '../member.ts';
import { plainLine } from '../plain-line.ts';
import {
  attachmentSchema,
  markdownSchema,
  messageKindSchema,
  messageSchema,
  prioritySchema,
  queueSchema,
  requesterSchema,
  subjectSchema,
  tagSchema,
  ticketSchema,
  ticketStateSchema,
  ticketSummarySchema,
} from '../ticket.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

/** Largest attachment, in bytes. */
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
/** Most files of one message. */
export const MAX_ATTACHMENTS = 20;

/** Made once by whoever files or writes. Any signs that can be seen: what a database can't hold would be no key. */
export const keySchema = z.string().min(8).max(100).regex(plainLine, 'has characters that cannot be seen');

/** What is looked for: words. A zero byte is in none, and PostgreSQL takes none. */
const searchSchema = (longest: number) =>
  z
    .string()
    .max(longest)
    .overwrite((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim());

export const ticketSorts = ['newest', 'oldest', 'updated', 'priority', 'due'] as const;

export const ticketQuerySchema = z.strictObject({
  /** Words, or `#123` for a number. */
  text: searchSchema(200).optional(),
  state: z.string().max(80).optional(), // some, separated by commas
  priority: prioritySchema.optional(),
  queue: idSchema.optional(),
  assignee: z.union([idSchema, z.literal('me'), z.literal('nobody')]).optional(),
  requester: idSchema.optional(),
  tag: tagSchema.optional(),
  /** `breached`: a clock has run out; `warned`: it soon will. */
  due: z.enum(['breached', 'warned']).optional(),
  /** Due before this moment, in ms since 1970. */
  dueBefore: z.coerce.number().int().min(0).max(8.64e15).optional(),
  sort: z.enum(ticketSorts).default('updated'),
  /** Where the page before ended, as its answer said. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TicketQuery = z.infer<typeof ticketQuerySchema>;

export const newTicketSchema = z.strictObject({
  subject: subjectSchema,
  body: markdownSchema,
  kind: messageKindSchema.default('public'),
  queueId: idSchema.optional(),
  priority: prioritySchema.default('normal'),
  requester: z
    .union([
      z.strictObject({ id: idSchema }),
      z.strictObject({ name: nameSchema, email: emailSchema.optional() }),
    ])
    .optional(),
  device: nameSchema.optional(),
  tags: z.array(tagSchema).max(30).default([]),
  assigneeId: idSchema.optional(),
  attachmentIds: z.array(idSchema).max(MAX_ATTACHMENTS).default([]),
  /** Made once by whoever files: the same key never makes a second ticket. // HD-7 */
  key: keySchema.optional(),
});

export const ticketChangeSchema = z.strictObject({
  /** The version that whoever changes has seen. */
  version: z.number().int().min(1),
  subject: subjectSchema.optional(),
  state: ticketStateSchema.optional(),
  priority: prioritySchema.optional(),
  queueId: idSchema.optional(),
  assigneeId: idSchema.nullable().optional(),
  requesterId: idSchema.nullable().optional(),
  device: nameSchema.nullable().optional(),
  tags: z.array(tagSchema).max(30).optional(),
  watcherIds: z.array(idSchema).max(50).optional(),
});
export type TicketChange = z.infer<typeof ticketChangeSchema>;

export const ticketRoutes = {
  list: route({
    method: 'GET',
    path: '/api/tickets',
    needs: 'tickets.read',
    summary: 'Tickets, a page at a time; `total` counts all that fit.',
    params: nothing,
    query: ticketQuerySchema,
    body: none,
    answers: z.strictObject({
      tickets: z.array(ticketSummarySchema),
      next: z.string().nullable(),
      total: z.number().int(),
    }),
  }),
  create: route({
    method: 'POST',
    path: '/api/tickets',
    needs: 'tickets.write',
    summary: 'Makes a ticket with its first message.',
    params: nothing,
    query: nothing,
    body: newTicketSchema,
    answers: ticketSchema,
  }),
  get: route({
    method: 'GET',
    path: '/api/tickets/:id',
    needs: 'tickets.read',
    summary: 'One ticket with its messages and its history.',
    params: byId,
    query: nothing,
    body: none,
    answers: ticketSchema,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/tickets/:id',
    needs: 'tickets.write',
    summary: 'Changes fields. CONFLICT when the same field was changed by somebody else since `version`.',
    params: byId,
    query: nothing,
    body: ticketChangeSchema,
    answers: ticketSchema,
  }),
  addMessage: route({
    method: 'POST',
    path: '/api/tickets/:id/messages',
    needs: 'tickets.write',
    summary:
      'Adds a reply that the requester gets, or a note that they do not. A reply to a closed ticket begins a new one that follows on: `ticket` is where it stands.',
    params: byId,
    query: nothing,
    body: z.strictObject({
      kind: messageKindSchema,
      body: markdownSchema,
      attachmentIds: z.array(idSchema).max(MAX_ATTACHMENTS).default([]),
      /** What becomes of the ticket with it. */
      state: ticketStateSchema.optional(),
      key: keySchema.optional(),
    }),
    answers: z.strictObject({ message: messageSchema, ticket: ticketSummarySchema }),
  }),
  attach: route({
    method: 'POST',
    path: '/api/attachments',
    needs: 'tickets.write',
    summary: 'Stores a file for the next message. It is gone after a day if no message took it.',
    params: nothing,
    query: z.strictObject({ name: z.string().min(1).max(255) }),
    body: z.instanceof(Uint8Array),
    answers: attachmentSchema,
    bytes: MAX_ATTACHMENT_BYTES,
  }),
  download: route({
    method: 'GET',
    path: '/api/attachments/:id',
    needs: 'tickets.read',
    summary: 'The bytes of a file, always as a download, never as a page.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.instanceof(Uint8Array),
  }),
  queues: route({
    method: 'GET',
    path: '/api/queues',
    needs: 'tickets.read',
    summary: 'All queues, with how many tickets wait in each.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(z.strictObject({ ...queueSchema.shape, waiting: z.number().int() })),
  }),
  createQueue: route({
    method: 'POST',
    path: '/api/queues',
    needs: 'settings.write',
    summary: 'Makes a queue.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ name: nameSchema, public: z.boolean().default(false) }),
    answers: queueSchema,
  }),
  requesters: route({
    method: 'GET',
    path: '/api/requesters',
    needs: 'tickets.read',
    summary: 'People who were helped, by name or address.',
    params: nothing,
    query: z.strictObject({ text: searchSchema(100).default('') }),
    body: none,
    answers: z.array(requesterSchema),
  }),
} as const;
