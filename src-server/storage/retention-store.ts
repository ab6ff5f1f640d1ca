import { sql, type Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { parts } from './erase-store.ts';
import type { Database } from './open-database.ts';
import type { Tables } from './tables.ts';
import { ticketWords } from './ticket-words.ts';

/** Closed tickets without a change since `before`. */
function old(query: Kysely<Tables>, tenantId: Id, before: number) {
  return query
    .selectFrom('ticket')
    .where('ticket.tenant_id', '=', tenantId)
    .where('ticket.state', '=', 'closed')
    .where('ticket.updated_at', '<', before);
}

export async function countOld(query: Kysely<Tables>, tenantId: Id, before: number) {
  const tickets = await old(query, tenantId, before)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const messages = old(query, tenantId, before).innerJoin('message', (on) =>
    on.onRef('message.tenant_id', '=', 'ticket.tenant_id').onRef('message.ticket_id', '=', 'ticket.id'),
  );
  const counted = await messages
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const files = await messages
    .innerJoin('attachment', (on) =>
      on
        .onRef('attachment.tenant_id', '=', 'message.tenant_id')
        .onRef('attachment.message_id', '=', 'message.id'),
    )
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('attachment.size').as('bytes')])
    .executeTakeFirstOrThrow();
  const people = await sql<{ count: number }>`
    select count(*) as count from requester r where ${leftAlone(tenantId, before)}`.execute(query);
  return {
    tickets: Number(tickets.count),
    messages: Number(counted.count),
    attachments: Number(files.count),
    attachmentBytes: Number(files.bytes ?? 0),
    people: Number(people.rows[0]?.count ?? 0),
  };
}

/** People `r` from before that time whose tickets all go, or who have none and wrote nothing. */
function leftAlone(tenantId: Id, before: number) {
  return sql`r.tenant_id = ${tenantId} and r.created_at < ${before}
    and not exists (select 1 from ticket t where t.tenant_id = r.tenant_id and t.requester_id = r.id
      and not (t.state = 'closed' and t.updated_at < ${before}))
    and not exists (select 1 from message m join ticket t on t.tenant_id = m.tenant_id and t.id = m.ticket_id
      where m.tenant_id = r.tenant_id and m.author_type = 'requester' and m.author_id = r.id
      and not (t.state = 'closed' and t.updated_at < ${before}))`;
}

/** Deletes at most so many of them with all that hangs on them; answers how many. */
export async function deleteOld(
  tx: Kysely<Tables>,
  kind: Database['kind'],
  { tenantId, before, most }: { readonly tenantId: Id; readonly before: number; readonly most: number },
): Promise<number> {
  const rows = await old(tx, tenantId, before).select('id').orderBy('updated_at').limit(most).execute();
  const ids = rows.map(({ id }) => id);
  const words = ticketWords(kind);
  for (const part of parts(ids)) {
    for (const id of part) await words.remove(tx, tenantId, id);
    // one that was merged into a deleted one stands for itself
    await tx
      .updateTable('ticket')
      .set({ merged_into_id: null })
      .where('tenant_id', '=', tenantId)
      .where('merged_into_id', 'in', part)
      .execute();
    await tx.deleteFrom('ticket').where('tenant_id', '=', tenantId).where('id', 'in', part).execute();
  }
  return ids.length;
}

/** After the last ticket has gone. */
export async function deletePeopleLeftAlone(
  tx: Kysely<Tables>,
  tenantId: Id,
  before: number,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select r.id from requester r where ${leftAlone(tenantId, before)}
      and not exists (select 1 from ticket t where t.tenant_id = r.tenant_id and t.requester_id = r.id)
    limit 500`.execute(tx);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0)
    await tx.deleteFrom('requester').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute();
  return ids.length;
}
