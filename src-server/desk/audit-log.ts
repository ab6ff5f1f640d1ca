import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { AuditEntry, AuditExport, AuditHead } from '../../src-shared/helpdesk/api/audit-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Database } from '../storage/open-database.ts';
import { readJson } from '../storage/read-json.ts';
import type { AuditTable } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { firstBroken } from './audit-chain.ts';
import { knownAuditKey, signHead, toHead } from './audit-heads.ts';
import type { Actor, Desk } from './desk.ts';

export interface AuditLog {
  /** Newest first; `whole` says whether the chain of the entries shown, and the one before them, fits. */
  list(
    actor: Pick<Actor, 'tenantId'>,
    page: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<{ entries: AuditEntry[]; whole: boolean }>;
  /** From the entry behind `after` on, oldest first, with the heads of these entries. */
  exportChain(
    actor: Pick<Actor, 'tenantId'>,
    page: { readonly after: number; readonly limit: number },
  ): Promise<AuditExport & { readonly next: number | null }>;
  /** Signs the last entry on demand. */
  sign(actor: Pick<Actor, 'tenantId'>): Promise<Result<AuditHead, ApiError>>;
  /** Signs every organisation's last entry that no head names yet; answers how many. */
  signAll(): Promise<number>;
}

export function createAuditLog(desk: Desk): AuditLog {
  const { db } = desk;
  return {
    async list({ tenantId }, { before, limit }) {
      let query = db.query.selectFrom('audit').selectAll().where('tenant_id', '=', tenantId);
      if (before !== undefined) query = query.where('seq', '<', before);
      const rows = await query
        .orderBy('seq', 'desc')
        .limit(limit + 1)
        .execute();
      const oldest = rows.length > limit ? (rows.at(-1) ?? null) : null;
      const shown = rows.slice(0, limit);
      const whole = firstBroken(shown.toReversed(), oldest) === null;
      return { entries: shown.map(toEntry), whole };
    },

    exportChain: ({ tenantId }, page) => exportPage(db, tenantId, page),

    sign: ({ tenantId }) =>
      attempt(db, async (tx) => {
        const head = await signHead(tx, tenantId, desk.now());
        return head === null ? err(apiError('NOT_FOUND', 'Nothing has been done yet.')) : ok(head);
      }),

    async signAll() {
      const behind = await db.query
        .selectFrom('organisation')
        .select('id')
        .where((eb) =>
          eb(
            eb
              .selectFrom('audit')
              .select((a) => a.fn.max('seq').as('seq'))
              .whereRef('tenant_id', '=', 'organisation.id'),
            '>',
            eb.fn.coalesce(
              eb
                .selectFrom('audit_head')
                .select((a) => a.fn.max('seq').as('seq'))
                .whereRef('tenant_id', '=', 'organisation.id'),
              eb.val(0),
            ),
          ),
        )
        .execute();
      for (const { id } of behind) await db.transaction((tx) => signHead(tx, id, desk.now()));
      return behind.length;
    },
  };
}

/** One read of entries and heads: a head that is signed meanwhile names an entry of the next page. */
async function exportPage(
  { query }: Database,
  tenantId: Id,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<AuditExport & { readonly next: number | null }> {
  const key = await knownAuditKey(query);
  const rows = await query
    .selectFrom('audit')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  const last = rows.at(-1)?.seq ?? after;
  const heads = await query
    .selectFrom('audit_head')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', after)
    .where('seq', '<=', last)
    .orderBy('seq')
    .execute();
  return {
    organisationId: tenantId,
    keys: key === null ? [] : [{ id: key.id, publicKey: key.publicKey }],
    entries: rows.map(toEntry),
    heads: heads.map(toHead),
    next: rows.length < limit ? null : last,
  };
}

function toEntry(row: AuditTable): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    action: row.action,
    detail: readJson<AuditEntry['detail']>(row.detail, {}),
    hash: row.hash,
  };
}
