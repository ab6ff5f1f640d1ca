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

/** Which entry was the last at a time, signed with the server's key (Ed25519). // HD-12 */
export const auditHeadSchema = z.strictObject({
  seq: z.number().int().min(1),
  at: timeSchema,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.string().regex(/^[\w-]{86}$/),
});
export type AuditHead = z.infer<typeof auditHeadSchema>;

const auditKeySchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** 32 bytes in base64url. */
  publicKey: z.string().regex(/^[\w-]{43}$/),
});
export type AuditKey = z.infer<typeof auditKeySchema>;

export const auditExportSchema = z.strictObject({
  organisationId: idSchema,
  keys: z.array(auditKeySchema),
  entries: z.array(auditEntrySchema),
  heads: z.array(auditHeadSchema),
});
export type AuditExport = z.infer<typeof auditExportSchema>;

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
  exportChain: route({
    method: 'GET',
    path: '/api/audit/export',
    needs: 'audit.read',
    summary:
      'The chain with its signed heads, from an entry on, to be kept elsewhere and verified without the server.',
    params: z.strictObject({}),
    query: z.strictObject({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
    }),
    body: z.undefined(),
    answers: auditExportSchema.extend({
      /** Ask again with this as `after`; null at the end. */
      next: z.number().int().nullable(),
    }),
  }),
  signHead: route({
    method: 'POST',
    path: '/api/audit/heads',
    needs: 'audit.read',
    summary: 'Signs which entry is the last now. Kept elsewhere, it shows later that nothing was cut off.',
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: z.undefined(),
    answers: auditHeadSchema,
    perMinute: 60,
  }),
} as const;
