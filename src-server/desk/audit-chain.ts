import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Kysely } from 'kysely';
import type { AuditEntry } from '../../src-shared/helpdesk/api/audit-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { readJson } from '../storage/read-json.ts';
import type { AuditTable, Tables } from '../storage/tables.ts';
import { HEAD_EVERY, signHead } from './audit-heads.ts';

export type AuditDetail = AuditEntry['detail'];

export interface AuditEvent {
  readonly tenantId: Id;
  readonly at: number;
  readonly actorId: Id | null;
  readonly action: string;
  readonly detail: AuditDetail;
}

const FIRST = '0'.repeat(64);

/** Takes the organisation's row until the end: two at one time come one after the other, in both databases. */
export async function holdOrganisation(tx: Kysely<Tables>, tenantId: Id): Promise<void> {
  await tx
    .updateTable('organisation')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', tenantId)
    .execute();
}

/**
 * Writes one entry at the end of an organisation's chain, in the transaction of what it tells about: both are there, or
 * neither. Each hash covers the one before, so nothing can be taken out or changed without all later ones. // HD-4
 */
export async function appendAudit(tx: Kysely<Tables>, event: AuditEvent): Promise<void> {
  const { tenantId } = event;
  await holdOrganisation(tx, tenantId);
  const last = await tx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  const entry = { ...event, seq };
  const hash = hashOf(last?.hash ?? FIRST, entry);
  await tx
    .insertInto('audit')
    .values({
      tenant_id: tenantId,
      seq,
      at: event.at,
      actor_id: event.actorId,
      action: event.action,
      detail: JSON.stringify(event.detail),
      hash,
    })
    .execute();
  if (seq % HEAD_EVERY === 0) await signHead(tx, tenantId, event.at);
}

/** SHA-256 over the hash before and the entry as canonical JSON (RFC 8785), each with its length in front. */
function hashOf(before: string, entry: AuditEvent & { readonly seq: number }): string {
  const parts = [
    before,
    String(entry.seq),
    String(entry.at),
    entry.tenantId,
    entry.actorId ?? '',
    entry.action,
    canonicalize(entry.detail) ?? '',
  ];
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest('hex');
}

/** Rows in ascending order, from any place on. `before` is the hash of the row in front of them; null at the beginning. */
export function firstBroken(rows: readonly AuditTable[], before: AuditTable | null): number | null {
  let hash = before?.hash ?? FIRST;
  let seq = before?.seq ?? 0;
  for (const row of rows) {
    seq += 1;
    const { tenant_id: tenantId, at, actor_id: actorId, action } = row;
    const entry = { tenantId, at, actorId, action, detail: readJson<AuditDetail>(row.detail, {}), seq };
    if (row.seq !== seq || hashOf(hash, entry) !== row.hash) return seq;
    hash = row.hash;
  }
  return null;
}
