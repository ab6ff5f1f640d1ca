import { z } from 'zod';
import { idSchema, timeSchema } from '../id.ts';
import { route } from './route.ts';

export const auditEntrySchema = z.strictObject({
  seq: z.number().int().min(1),
  at: timeSchema,
  /** Whose login did it; null when the server did. */
  actorId: idSchema.nullable(),
  action: z.string().max(80),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Covers this entry and, by the one before, all earlier ones. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditRoutes = {
  list: route({
    method: 'GET',
    path: '/api/audit',
    needs: 'audit.read',
    summary: 'What was done to people, rights and settings, newest first, with the chain of hashes.',
    params: z.strictObject({}),
    query: z.strictObject({
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    body: z.undefined(),
    answers: z.strictObject({ entries: z.array(auditEntrySchema), whole: z.boolean() }),
  }),
} as const;
