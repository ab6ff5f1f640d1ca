import { sql, type Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { ERASED_NAME, ERASED_SUBJECT, ERASED_TEXT } from '../../src-shared/helpdesk/privacy.ts';
import type { Database } from './open-database.ts';
import type { RequesterTable, Tables } from './tables.ts';

/** SQL takes so many ids at once. */
const IDS = 500;

export interface Erased {
  readonly tickets: readonly Id[];
  readonly messages: number;
  readonly attachments: number;
}

/** What stands on a person's own tickets, and what they wrote on those of others. */
export async function eraseOwn(
  tx: Kysely<Tables>,
  { tenant_id: tenantId, id }: RequesterTable,
): Promise<Erased> {
  const own = await idsOf(
    tx.selectFrom('ticket').select('id').where('tenant_id', '=', tenantId).where('requester_id', '=', id),
  );
  const written = tx
    .selectFrom('message')
    .select(['id', 'ticket_id'])
    .where('tenant_id', '=', tenantId)
    .where('author_type', '=', 'requester')
    .where('author_id', '=', id);
  const elsewhere = await written.execute();
  const messages = new Set(elsewhere.map((one) => one.id));
  for (const part of parts(own)) {
    const rows = tx
      .selectFrom('message')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', 'in', part);
    for (const message of await idsOf(rows)) messages.add(message);
    await eraseTickets(tx, tenantId, part);
  }
  let attachments = 0;
  for (const part of parts([...messages])) attachments += await eraseMessages(tx, tenantId, part);
  await tx
    .updateTable('message')
    .set({ author_name: ERASED_NAME })
    .where('tenant_id', '=', tenantId)
    .where('author_type', '=', 'requester')
    .where('author_id', '=', id)
    .execute();
  await tx
    .updateTable('history')
    .set({ author_name: ERASED_NAME })
    .where('tenant_id', '=', tenantId)
    .where('author_type', '=', 'requester')
    .where('author_id', '=', id)
    .execute();
  await tx
    .updateTable('requester')
    .set({ name: ERASED_NAME, email: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  const tickets = [...new Set([...own, ...elsewhere.map((one) => one.ticket_id)])];
  return { tickets, messages: messages.size, attachments };
}

/** A subject, a device and tags are words too; number, state, times, queue and who worked on it stay. */
async function eraseTickets(tx: Kysely<Tables>, tenantId: Id, ids: readonly Id[]): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({ subject: ERASED_SUBJECT, device: null, tags: '[]', idempotency_key: null })
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
  await tx.deleteFrom('ticket_tag').where('tenant_id', '=', tenantId).where('ticket_id', 'in', ids).execute();
  await tx
    .updateTable('history')
    .set({ old_value: null, new_value: null })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .where('what', 'in', ['subject', 'device', 'tags'])
    .execute();
  // what was sent to another help desk is erased there by hand; here nothing of it stays
  await tx.deleteFrom('outbox_entry').where('tenant_id', '=', tenantId).where('lane', 'in', ids).execute();
  await tx.deleteFrom('mail_out').where('tenant_id', '=', tenantId).where('ticket_id', 'in', ids).execute();
  await tx
    .updateTable('mail_in')
    .set({ from_address: '', subject: ERASED_SUBJECT, mail_id: null })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute();
  await tx
    .updateTable('help_request')
    .set({ name: ERASED_NAME })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute();
  await tx
    .updateTable('satisfaction')
    .set({ comment: '' })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute();
}

async function eraseMessages(tx: Kysely<Tables>, tenantId: Id, ids: readonly Id[]): Promise<number> {
  await tx
    .updateTable('message')
    .set({ body: ERASED_TEXT, idempotency_key: null })
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
  const { numDeletedRows } = await tx
    .deleteFrom('attachment')
    .where('tenant_id', '=', tenantId)
    .where('message_id', 'in', ids)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function idsOf(query: { execute(): Promise<readonly { readonly id: Id }[]> }): Promise<Id[]> {
  return (await query.execute()).map(({ id }) => id);
}

export function parts<T>(all: readonly T[]): T[][] {
  const made: T[][] = [];
  for (let at = 0; at < all.length; at += IDS) made.push(all.slice(at, at + IDS));
  return made;
}

/**
 * What was deleted stays in a SQLite file until something else is written there: the index of words and the file are
 * written anew. Everybody else waits meanwhile, about a second for each 200 MB. PostgreSQL's own vacuum does it there.
 */
export async function wipeRemains({ kind, file, query }: Database): Promise<void> {
  if (kind !== 'sqlite') return;
  await sql`insert into ticket_words (ticket_words) values ('optimize')`.execute(query);
  if (file === null) return;
  await sql`vacuum`.execute(query);
  await sql`pragma wal_checkpoint(truncate)`.execute(query);
}
