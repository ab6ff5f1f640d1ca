import type { Kysely } from 'kysely';
import type { PersonExport } from '../../src-shared/helpdesk/privacy.ts';
import type { RequesterTable, Tables } from '../storage/tables.ts';
import { readTicket, toAttachment, toRequester } from '../storage/ticket-store.ts';

/** Everything that is kept about one person, in one text that they can take elsewhere. */
export async function collectPerson(
  query: Kysely<Tables>,
  row: RequesterTable,
  madeAt: number,
): Promise<PersonExport> {
  const { tenant_id: tenantId, id } = row;
  const organisation = await query
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const ids = await query
    .selectFrom('ticket')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('requester_id', '=', id)
    .orderBy('number')
    .execute();
  const tickets: PersonExport['tickets'] = [];
  const attachments: PersonExport['attachments'] = [];
  for (const ticket of ids) {
    tickets.push(...(await ticketOf(query, row, ticket.id)));
    attachments.push(...(await filesOf(query, row, ticket.id)));
  }
  return {
    madeAt,
    organisation: organisation.name,
    person: { ...toRequester(row), createdAt: row.created_at },
    tickets,
    messages: await elsewhere(query, row),
    attachments,
  };
}

async function ticketOf(
  query: Kysely<Tables>,
  { tenant_id: tenantId }: RequesterTable,
  ticketId: string,
): Promise<PersonExport['tickets']> {
  const ticket = await readTicket(query, tenantId, ticketId);
  if (ticket === null) return [];
  const said = await query
    .selectFrom('satisfaction')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
  const { number, subject, state, priority, device, tags, createdAt, updatedAt, messages, history } = ticket;
  const answeredAt = said?.answered_at ?? null;
  return [
    {
      ...{ number, subject, state, priority, device, tags, createdAt, updatedAt, messages, history },
      satisfaction:
        said === undefined || answeredAt === null
          ? null
          : { good: said.good === 1, comment: said.comment, at: answeredAt },
    },
  ];
}

async function filesOf(
  query: Kysely<Tables>,
  { tenant_id: tenantId }: RequesterTable,
  ticketId: string,
): Promise<PersonExport['attachments']> {
  const rows = await query
    .selectFrom('attachment')
    .innerJoin('message', (on) =>
      on
        .onRef('message.tenant_id', '=', 'attachment.tenant_id')
        .onRef('message.id', '=', 'attachment.message_id'),
    )
    .selectAll('attachment')
    .where('message.tenant_id', '=', tenantId)
    .where('message.ticket_id', '=', ticketId)
    .execute();
  return rows.map((file) => ({ ...toAttachment(file), base64: Buffer.from(file.bytes).toString('base64') }));
}

async function elsewhere(
  query: Kysely<Tables>,
  { tenant_id: tenantId, id }: RequesterTable,
): Promise<PersonExport['messages']> {
  return query
    .selectFrom('message')
    .innerJoin('ticket', (on) =>
      on.onRef('ticket.tenant_id', '=', 'message.tenant_id').onRef('ticket.id', '=', 'message.ticket_id'),
    )
    .select(['ticket.number as ticket', 'message.at', 'message.body'])
    .where('message.tenant_id', '=', tenantId)
    .where('message.author_type', '=', 'requester')
    .where('message.author_id', '=', id)
    .where((eb) => eb.or([eb('ticket.requester_id', 'is', null), eb('ticket.requester_id', '<>', id)]))
    .orderBy('message.at')
    .execute();
}
