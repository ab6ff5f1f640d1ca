import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { ticketRow } from '../storage/ticket-store.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import { followTicket, type LineChange } from '../storage/waiting-store.ts';
import { movesClocks, refreshSla } from './sla-of-ticket.ts';
import { ticketWords } from '../storage/ticket-words.ts';
import type { Desk } from './desk.ts';
import type { FieldChange } from './ticket-changes.ts';
import { writeHistory, type Who } from './ticket-writing.ts';

/** The row, held until the transaction ends: two changes at one time come one after the other. */
export async function locked(
  tx: Kysely<Tables>,
  { db }: Pick<Desk, 'db'>,
  tenantId: Id,
  id: Id,
): Promise<TicketTable | null> {
  if (db.kind === 'sqlite') return ticketRow(tx, tenantId, id); // the transaction itself holds everything
  const row = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The rows in the order of `ids`, null for what this organisation has not. Held in the order of their ids: two people who
 * name the same tickets in another order never wait for each other.
 */
export async function lockedAll(
  tx: Kysely<Tables>,
  desk: Pick<Desk, 'db'>,
  tenantId: Id,
  ids: readonly Id[],
): Promise<readonly (TicketTable | null)[]> {
  const found = new Map<Id, TicketTable | null>();
  for (const id of [...new Set(ids)].toSorted()) found.set(id, await locked(tx, desk, tenantId, id));
  return ids.map((id) => found.get(id) ?? null);
}

/** Writes the fields, their history, and the words; answers the new version. */
export async function applyChanges(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  row: TicketTable,
  changes: readonly FieldChange[],
): Promise<number> {
  const { tenantId } = who;
  const version = row.version + 1;
  const fields = Object.assign({}, ...changes.map((one) => one.set));
  await tx
    .updateTable('ticket')
    .set({ ...fields, version, updated_at: desk.now() })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.id)
    .execute();
  for (const { tags, watchers } of changes) {
    if (tags !== undefined) await writeTags(tx, tenantId, row.id, tags);
    if (watchers !== undefined) await writeWatchers(tx, tenantId, row.id, watchers);
  }
  await writeHistory(tx, desk, { ...who, ticketId: row.id, version }, changes);
  const subject = changes.find((one) => one.what === 'subject')?.to ?? row.subject;
  if (changes.some((one) => one.what === 'subject' || one.what === 'message'))
    await indexWords(tx, desk, tenantId, row.id, subject);
  await followTicket(tx, tenantId, row.id, lineChange(changes), desk.now());
  if (changes.some((one) => movesClocks.has(one.what))) await refreshSla(tx, desk, tenantId, row.id);
  return version;
}

/** What a change means for whoever waits on the ticket. */
function lineChange(changes: readonly FieldChange[]): LineChange {
  const set: Partial<TicketTable> = Object.assign({}, ...changes.map((one) => one.set));
  const { assignee_id: assigneeId, queue_id: queueId, state } = set;
  return { assigneeId, queueId, done: state === 'solved' || state === 'closed' };
}

export async function writeTags(
  tx: Kysely<Tables>,
  tenantId: Id,
  ticketId: Id,
  tags: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('ticket_tag')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute();
  const rows = [...new Set(tags)].map((tag) => ({ tenant_id: tenantId, ticket_id: ticketId, tag }));
  if (rows.length > 0) await tx.insertInto('ticket_tag').values(rows).execute();
}

export async function writeWatchers(
  tx: Kysely<Tables>,
  tenantId: Id,
  ticketId: Id,
  ids: readonly Id[],
): Promise<void> {
  await tx
    .deleteFrom('ticket_watcher')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute();
  const rows = [...new Set(ids)].map((id) => ({ tenant_id: tenantId, ticket_id: ticketId, member_id: id }));
  if (rows.length > 0) await tx.insertInto('ticket_watcher').values(rows).execute();
}

/** Writes anew what the search knows of a ticket. */
export async function indexWords(
  tx: Kysely<Tables>,
  { db }: Desk,
  tenantId: Id,
  ticketId: Id,
  subject: string,
): Promise<void> {
  const messages = await tx
    .selectFrom('message')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute();
  const body = messages.map((one) => one.body).join('\n');
  await ticketWords(db.kind).put(tx, { tenantId, ticketId, subject, body });
}
