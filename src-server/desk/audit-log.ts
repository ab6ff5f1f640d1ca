import type { AuditEntry } from '../../src-shared/helpdesk/api/audit-routes.ts';
import { readJson } from '../storage/read-json.ts';
import type { AuditTable } from '../storage/tables.ts';
import { firstBroken } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';

export interface AuditLog {
  /** Newest first; `whole` says whether the chain of the entries shown, and the one before them, fits. */
  list(
    actor: Pick<Actor, 'tenantId'>,
    page: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<{ entries: AuditEntry[]; whole: boolean }>;
}

export function createAuditLog({ db }: Desk): AuditLog {
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
