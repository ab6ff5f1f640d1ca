import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';
import { emailSchema, nameSchema } from './member.ts';
import { plainLine } from './plain-line.ts';
import { slaGoals } from './sla-goal.ts';
import { linkKindSchema } from './ticket-links.ts';

/** Where a ticket stands. `reopened` is a solved one whose requester has answered. */
export const ticketStates = ['new', 'open', 'waiting', 'solved', 'closed', 'reopened'] as const;
export const ticketStateSchema = z.enum(ticketStates);
export type TicketState = z.infer<typeof ticketStateSchema>;

/** From the least to the most pressing. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const subjectSchema = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(200)
  .regex(plainLine, 'has characters that cannot be seen');
/** Markdown, as written. Shown without raw HTML. */
export const markdownSchema = z.string().trim().min(1, 'is empty').max(100_000);
export const tagSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.:-]{0,39}$/u, 'is no tag: letters, digits and . : _ - only');

/** Somebody who is helped. */
export const requesterSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  email: emailSchema.nullable(),
});
export type Requester = z.infer<typeof requesterSchema>;

export const queueSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** Shown to people who choose where to ask. */
  public: z.boolean(),
});
export type Queue = z.infer<typeof queueSchema>;

/** The clock of a ticket that runs out first. A ticket whose clocks are paused, or that has none, has no such time. */
export const dueSchema = z.strictObject({
  goal: z.enum(slaGoals),
  at: timeSchema,
  /** When it is warned of; null when the warning and the time itself are one. */
  warnAt: timeSchema.nullable(),
});
export type Due = z.infer<typeof dueSchema>;

/** A ticket as lists show it. */
export const ticketSummarySchema = z.strictObject({
  id: idSchema,
  /** Counts from 1 in each organisation; what people say on the phone. */
  number: z.number().int().min(1),
  subject: subjectSchema,
  state: ticketStateSchema,
  priority: prioritySchema,
  queueId: idSchema,
  requester: requesterSchema.nullable(),
  assigneeId: idSchema.nullable(),
  device: z.string().max(120).nullable(),
  tags: z.array(tagSchema).max(30),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  /** Grows with each change; whoever changes says which one they saw. // HD-6 */
  version: z.number().int().min(1),
  due: dueSchema.nullable(),
});
export type TicketSummary = z.infer<typeof ticketSummarySchema>;

export const messageKindSchema = z.enum(['public', 'internal']);
export type MessageKind = z.infer<typeof messageKindSchema>;

export const attachmentSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(180),
  /** What its first bytes say it is, not what its sender said. */
  type: z.string().max(120),
  size: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const authorSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('member'), id: idSchema, name: nameSchema }),
  z.strictObject({ type: z.literal('requester'), id: idSchema, name: nameSchema }),
  z.strictObject({ type: z.literal('system') }),
]);
export type Author = z.infer<typeof authorSchema>;

export const messageSchema = z.strictObject({
  id: idSchema,
  kind: messageKindSchema,
  author: authorSchema,
  body: z.string().max(100_000),
  at: timeSchema,
  attachments: z.array(attachmentSchema),
});
export type Message = z.infer<typeof messageSchema>;

/** One line of a ticket's history: what was changed, from what, to what. Values are ids, names or plain words. */
export const historyEntrySchema = z.strictObject({
  id: idSchema,
  at: timeSchema,
  author: authorSchema,
  what: z.enum([
    'created',
    'subject',
    'state',
    'priority',
    'queue',
    'assignee',
    'requester',
    'device',
    'tags',
    'watchers',
    'message',
    'linked',
    'unlinked',
    'merged-into',
    'merged-from',
    'split-into',
    'split-from',
  ]),
  from: z.string().max(4_000).nullable(),
  to: z.string().max(4_000).nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Another ticket that this one hangs together with, and how: "this one `kind` that one". */
export const linkedTicketSchema = z.strictObject({
  kind: linkKindSchema,
  id: idSchema,
  number: z.number().int().min(1),
  subject: subjectSchema,
  state: ticketStateSchema,
});
export type LinkedTicket = z.infer<typeof linkedTicketSchema>;

/** A ticket as its own page shows it. */
export const ticketSchema = z.strictObject({
  ...ticketSummarySchema.shape,
  watcherIds: z.array(idSchema),
  messages: z.array(messageSchema),
  history: z.array(historyEntrySchema),
  links: z.array(linkedTicketSchema),
  mergedIntoId: idSchema.nullable(),
});
export type Ticket = z.infer<typeof ticketSchema>;
