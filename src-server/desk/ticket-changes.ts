import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { TicketChange } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { mayBecome, statesAfter } from '../../src-shared/helpdesk/ticket-rules.ts';
import { priorities, ticketStateSchema, type HistoryEntry } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readJson } from '../storage/read-json.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';

/** One field's change: its line in the history, and what is written. */
export interface FieldChange {
  readonly what: HistoryEntry['what'];
  readonly from: string | null;
  readonly to: string | null;
  readonly set: Partial<TicketTable>;
  readonly tags?: readonly string[];
  readonly watchers?: readonly Id[];
}

/**
 * What a change really changes. It was made upon a version: fields that somebody else has changed since are a conflict
 * when they differ from what is wanted; all others are merged without a word. // HD-6
 */
export async function changesOf(
  tx: Kysely<Tables>,
  tenantId: Id,
  row: TicketTable,
  change: TicketChange,
): Promise<Result<readonly FieldChange[], ApiError>> {
  const wrong = await unknownIds(tx, tenantId, change);
  if (Object.keys(wrong).length > 0)
    return err(apiError('INVALID', 'Something named does not exist here.', { fields: wrong }));
  const wanted = [...plainChanges(row, change), ...(await listChanges(tx, tenantId, row, change))];
  const real = wanted.filter((one) => one.from !== one.to);
  const conflict = await conflictOf(tx, tenantId, row, change.version, real);
  if (conflict !== null) return err(conflict);
  const refused = change.state === undefined ? null : stateRefusal(row.state, change.state);
  return refused === null ? ok(real) : err(refused);
}

/** Where a ticket may not go from where it is; null when it may. */
export function stateRefusal(from: string, to: string): ApiError | null {
  const [before, after] = [ticketStateSchema.parse(from), ticketStateSchema.parse(to)];
  if (mayBecome(before, after)) return null;
  const possible = statesAfter(before);
  const why =
    possible.length === 0
      ? `A ${before} ticket stays so. Write to it, and a new one follows on.`
      : `A ticket that is ${before} may become ${possible.join(', ')}.`;
  return apiError('INVALID', why, { fields: { state: `may not become ${after}` } });
}

async function conflictOf(
  tx: Kysely<Tables>,
  tenantId: Id,
  row: TicketTable,
  seen: number,
  real: readonly FieldChange[],
): Promise<ApiError | null> {
  if (seen >= row.version || real.length === 0) return null;
  const since = await tx
    .selectFrom('history')
    .select('what')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', row.id)
    .where('version', '>', seen)
    .execute();
  const others = new Set(since.map((one) => one.what));
  const both = real.filter((one) => others.has(one.what)).map((one) => one.what);
  if (both.length === 0) return null;
  return apiError(
    'CONFLICT',
    `Somebody else changed this meanwhile: ${both.join(', ')}. Look at it and choose.`,
    { fields: Object.fromEntries(both.map((what) => [what, 'was changed by somebody else'])) },
  );
}

function plainChanges(row: TicketTable, change: TicketChange): FieldChange[] {
  const found: FieldChange[] = [];
  const { subject, state, priority, queueId, assigneeId, requesterId, device } = change;
  if (subject !== undefined)
    found.push({ what: 'subject', from: row.subject, to: subject, set: { subject } });
  if (state !== undefined) found.push({ what: 'state', from: row.state, to: state, set: { state } });
  if (priority !== undefined)
    found.push({
      what: 'priority',
      from: row.priority,
      to: priority,
      set: { priority, priority_rank: priorities.indexOf(priority) },
    });
  if (queueId !== undefined)
    found.push({ what: 'queue', from: row.queue_id, to: queueId, set: { queue_id: queueId } });
  if (assigneeId !== undefined)
    found.push({ what: 'assignee', from: row.assignee_id, to: assigneeId, set: { assignee_id: assigneeId } });
  if (requesterId !== undefined)
    found.push({
      what: 'requester',
      from: row.requester_id,
      to: requesterId,
      set: { requester_id: requesterId },
    });
  if (device !== undefined) found.push({ what: 'device', from: row.device, to: device, set: { device } });
  return found;
}

async function listChanges(
  tx: Kysely<Tables>,
  tenantId: Id,
  row: TicketTable,
  { tags, watcherIds }: TicketChange,
): Promise<FieldChange[]> {
  const found: FieldChange[] = [];
  if (tags !== undefined) {
    const unique = [...new Set(tags)];
    const from = readJson<string[]>(row.tags, []).join(', ');
    found.push({
      what: 'tags',
      from,
      to: unique.join(', '),
      set: { tags: JSON.stringify(unique) },
      tags: unique,
    });
  }
  if (watcherIds !== undefined) {
    const rows = await tx
      .selectFrom('ticket_watcher')
      .select('member_id')
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', row.id)
      .execute();
    const before = rows.map((one) => one.member_id).toSorted();
    const after = [...new Set(watcherIds)].toSorted();
    found.push({ what: 'watchers', from: before.join(', '), to: after.join(', '), set: {}, watchers: after });
  }
  return found;
}

/** Ids of another organisation are as unknown as ids of nothing. // HD-2 */
export async function unknownIds(
  tx: Kysely<Tables>,
  tenantId: Id,
  { queueId, assigneeId, requesterId, watcherIds = [] }: Omit<TicketChange, 'version'>,
): Promise<Record<string, string>> {
  const missing = async (table: 'queue' | 'member' | 'requester', ids: readonly Id[]) => {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return false;
    const rows = await tx
      .selectFrom(table)
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', wanted)
      .execute();
    return rows.length < wanted.length;
  };
  const wrong: Record<string, string> = {};
  if (await missing('queue', queueId === undefined ? [] : [queueId])) wrong['queueId'] = 'is unknown';
  if (await missing('member', assigneeId ? [assigneeId] : [])) wrong['assigneeId'] = 'is unknown';
  if (await missing('requester', requesterId ? [requesterId] : [])) wrong['requesterId'] = 'is unknown';
  if (await missing('member', watcherIds)) wrong['watcherIds'] = 'has somebody unknown';
  return wrong;
}
