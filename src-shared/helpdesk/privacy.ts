import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';
import { attachmentSchema, historyEntrySchema, messageSchema, requesterSchema } from './ticket.ts';

/** What stands in place of a person's name, and of what they wrote. */
export const ERASED_NAME = 'Erased person';
export const ERASED_TEXT = 'Erased, as the person asked.';
export const ERASED_SUBJECT = 'Erased';
/** In place of their name or address in what others wrote. */
export const ERASED_WORD = 'erased';

/** How much there is of one person. */
export const personCountsSchema = z.strictObject({
  requester: requesterSchema,
  tickets: z.number().int(),
  messages: z.number().int(),
  attachments: z.number().int(),
  attachmentBytes: z.number().int(),
});
export type PersonCounts = z.infer<typeof personCountsSchema>;

const filedSchema = z.strictObject({ ...attachmentSchema.shape, base64: z.string() });

/** Everything that is kept about one person, to hand to them. */
export const personExportSchema = z.strictObject({
  madeAt: timeSchema,
  organisation: z.string(),
  person: z.strictObject({ ...requesterSchema.shape, createdAt: timeSchema }),
  tickets: z.array(
    z.strictObject({
      number: z.number().int(),
      subject: z.string(),
      state: z.string(),
      priority: z.string(),
      device: z.string().nullable(),
      tags: z.array(z.string()),
      createdAt: timeSchema,
      updatedAt: timeSchema,
      messages: z.array(messageSchema),
      history: z.array(historyEntrySchema),
      satisfaction: z.strictObject({ good: z.boolean(), comment: z.string(), at: timeSchema }).nullable(),
    }),
  ),
  /** On tickets of others. */
  messages: z.array(z.strictObject({ ticket: z.number().int(), at: timeSchema, body: z.string() })),
  attachments: z.array(filedSchema),
});
export type PersonExport = z.infer<typeof personExportSchema>;

export const retentionSchema = z.strictObject({
  /** Closed tickets go after so many months without a change; null keeps them. */
  closedMonths: z.number().int().min(1).max(240).nullable(),
  /** When somebody looked at what this rule would take; null since it was changed. */
  lookedAt: timeSchema.nullable(),
  /** Whether it runs by itself: after somebody has looked and let it. */
  runs: z.boolean(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const retentionLookSchema = z.strictObject({
  before: timeSchema,
  tickets: z.number().int(),
  messages: z.number().int(),
  attachments: z.number().int(),
  attachmentBytes: z.number().int(),
  /** People who have no other ticket. */
  people: z.number().int(),
});
export type RetentionLook = z.infer<typeof retentionLookSchema>;

export const personIdSchema = z.strictObject({ id: idSchema });
