import type { AuditExport, AuditHead, AuditKey } from '../../src-shared/helpdesk/api/audit-routes.ts';
import type { AuditTable } from '../storage/tables.ts';
import { firstBroken } from './audit-chain.ts';
import { isSigned } from './audit-heads.ts';

/** What was exported and kept elsewhere before: it, and nothing that is on the server now, says what was there then. */
export type EarlierExport = Pick<AuditExport, 'heads' | 'keys'>;

/**
 * Everything that is wrong with a whole exported chain (from entry 1 on); empty when nothing is. Needs no server. With
 * heads that were kept elsewhere it also finds an end that was cut off and a chain that was written anew.
 */
export function auditFaults(whole: AuditExport, earlier: EarlierExport | null): readonly string[] {
  const rows = whole.entries.map((entry) => toRow(whole.organisationId, entry));
  const broken = firstBroken(rows, null);
  return [
    ...(broken === null ? [] : [`The chain breaks at entry ${broken}.`]),
    ...headFaults(whole, whole.heads, whole.keys, 'A head'),
    ...(earlier === null ? [] : headFaults(whole, earlier.heads, earlier.keys, 'An earlier head')),
  ];
}

function headFaults(
  { organisationId, entries }: AuditExport,
  heads: readonly AuditHead[],
  keys: readonly AuditKey[],
  what: string,
): readonly string[] {
  const last = entries.at(-1)?.seq ?? 0;
  return heads.flatMap((head) => {
    const day = new Date(head.at).toISOString();
    if (!isSigned(organisationId, head, keys))
      return [`${what} of entry ${head.seq} is not signed with the server's key.`];
    if (head.seq > last)
      return [`${what}, of ${day}, names entry ${head.seq}, but the chain ends at ${last}.`];
    if (entries[head.seq - 1]?.hash !== head.hash)
      return [`Entry ${head.seq} is not the one that was signed on ${day}.`];
    return [];
  });
}

function toRow(tenantId: string, entry: AuditExport['entries'][number]): AuditTable {
  return {
    tenant_id: tenantId,
    seq: entry.seq,
    at: entry.at,
    actor_id: entry.actorId,
    action: entry.action,
    detail: JSON.stringify(entry.detail),
    hash: entry.hash,
  };
}
