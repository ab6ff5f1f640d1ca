import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { MailAddressTable, MailOutTable } from '../storage/mail-tables.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import type { Desk } from './desk.ts';

/*
 * Mails are written down in the transaction of what they tell about: no answer is lost between the records and the mail
 * server, and none goes out for what was rolled back. `mail-sender.ts` sends them.
 */

/** What a mail says: a message of the ticket, or a text of a rule. */
export type MailContent =
  | { readonly type: 'message'; readonly messageId: Id }
  | { readonly type: 'text'; readonly text: string };

type TicketOfMail = Pick<TicketTable, 'id' | 'tenant_id' | 'queue_id' | 'requester_id'>;

/** Writes down the mail to the ticket's requester. Nothing where they have no address or the organisation sends none. */
export async function queueMail(
  tx: Kysely<Tables>,
  desk: Desk,
  ticket: TicketOfMail,
  content: MailContent,
): Promise<void> {
  const { tenant_id: tenantId, requester_id: requesterId } = ticket;
  if (requesterId === null || !(await sendsMail(tx, tenantId))) return;
  const to = await tx
    .selectFrom('requester')
    .select(['name', 'email'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', requesterId)
    .executeTakeFirst();
  if (to === undefined || to.email === null) return;
  const from = await addressFor(tx, ticket);
  if (from === null || from.address === to.email) return; // a help desk that writes to itself would go round
  const row = rowOf(desk, ticket, content, { name: to.name, email: to.email }, from);
  await tx.insertInto('mail_out').values(row).execute();
}

function rowOf(
  desk: Desk,
  ticket: TicketOfMail,
  content: MailContent,
  to: { readonly name: string; readonly email: string },
  from: Pick<MailAddressTable, 'name' | 'address'>,
): MailOutTable {
  const now = desk.now();
  return {
    tenant_id: ticket.tenant_id,
    id: desk.newId(),
    ticket_id: ticket.id,
    message_id: content.type === 'message' ? content.messageId : null,
    text: content.type === 'text' ? content.text : null,
    from_name: from.name,
    from_address: from.address,
    to_name: to.name,
    to_address: to.email,
    random: Buffer.from(desk.newId(), 'base64url').toString('hex'),
    mail_id: null,
    state: 'waiting',
    attempts: 0,
    since: now,
    not_before: now,
    trouble: null,
    token: null,
    lease_until: 0,
    created_at: now,
    sent_at: null,
  };
}

async function sendsMail(tx: Kysely<Tables>, tenantId: Id): Promise<boolean> {
  const row = await tx
    .selectFrom('mail_settings')
    .select('sending')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row !== undefined && row.sending !== null;
}

/** The queue's own address; else the one they wrote to; else the first. */
async function addressFor(tx: Kysely<Tables>, ticket: TicketOfMail): Promise<MailAddressTable | null> {
  const all = await tx
    .selectFrom('mail_address')
    .selectAll()
    .where('tenant_id', '=', ticket.tenant_id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const own = all.find((one) => one.queue_id === ticket.queue_id);
  if (own !== undefined) return own;
  const last = await tx
    .selectFrom('mail_in')
    .select('address_id')
    .where('tenant_id', '=', ticket.tenant_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return all.find((one) => one.id === last?.address_id) ?? all[0] ?? null;
}

/** One acknowledgement to an address in this time, in ms: a machine that answers us gets no second one. */
const QUIET_MS = 3_600_000;
/** And so many of an organisation in that time: senders can be made up, and we would write to them all. */
const MOST_IN_QUIET = 200;

/** Tells who wrote that their mail arrived, where the organisation wants that and it was not just told. */
export async function acknowledge(
  tx: Kysely<Tables>,
  desk: Desk,
  ticket: TicketOfMail & Pick<TicketTable, 'number'>,
): Promise<void> {
  const settings = await tx
    .selectFrom('mail_settings')
    .select(['acknowledge', 'acknowledge_text'])
    .where('tenant_id', '=', ticket.tenant_id)
    .executeTakeFirst();
  if (settings === undefined || settings.acknowledge !== 1) return;
  const recent = tx
    .selectFrom('mail_out')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', ticket.tenant_id)
    .where('message_id', 'is', null)
    .where('created_at', '>', desk.now() - QUIET_MS);
  const { count } = await recent.executeTakeFirstOrThrow();
  if (Number(count) >= MOST_IN_QUIET) return;
  const same = await recent
    .where('to_address', 'in', (eb) =>
      eb
        .selectFrom('requester')
        .select('email')
        .$castTo<{ email: string }>()
        .where('tenant_id', '=', ticket.tenant_id)
        .where('id', '=', ticket.requester_id ?? ''),
    )
    .executeTakeFirstOrThrow();
  if (Number(same.count) > 0) return;
  const text = settings.acknowledge_text.replaceAll('{number}', String(ticket.number));
  await queueMail(tx, desk, ticket, { type: 'text', text });
}
