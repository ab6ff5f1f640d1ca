import { z } from 'zod';
import { idSchema } from '../id.ts';
import { prioritySchema, tagSchema, ticketStateSchema } from '../ticket.ts';
import { apiErrors, type ApiErrorCode } from './api-error.ts';
import { route } from './route.ts';

/** Most tickets that are changed in one go. */
export const MAX_BULK = 500;

export const bulkChangeSchema = z
  .strictObject({
    state: ticketStateSchema.optional(),
    priority: prioritySchema.optional(),
    queueId: idSchema.optional(),
    assigneeId: idSchema.nullable().optional(),
    addTags: z.array(tagSchema).max(30).optional(),
    removeTags: z.array(tagSchema).max(30).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'changes nothing');
export type BulkChange = z.output<typeof bulkChangeSchema>;

/** What became of one ticket. */
export const verdictSchema = z.strictObject({
  id: idSchema,
  /** Null: it is as was wanted now, or was before. */
  error: z.enum(Object.keys(apiErrors) as [ApiErrorCode, ...ApiErrorCode[]]).nullable(),
  message: z.string().nullable(),
  /** As it is now; null for one that is not here. */
  version: z.number().int().nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const bulkRoutes = {
  change: route({
    method: 'POST',
    path: '/api/tickets/bulk',
    needs: 'tickets.write',
    summary:
      'Changes many tickets in one go, whatever version they have, and says of each what became of it.',
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: z.strictObject({ ids: z.array(idSchema).min(1).max(MAX_BULK), change: bulkChangeSchema }),
    answers: z.strictObject({ verdicts: z.array(verdictSchema), changed: z.number().int() }),
  }),
} as const;
