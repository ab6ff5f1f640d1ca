import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { safeFileName } from '../../src-shared/helpdesk/file-name.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { IncomingMail } from '../domain/incoming-mail.ts';
import { ticketRow } from '../storage/ticket-store.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import { typeOf } from './attachments.ts';
import { attempt } from './attempt.ts';
import type { Desk } from './desk.ts';
import { acknowledge } from './mail-queue.ts';
import { bodyOf, noteOf, requesterOf, subjectOf } from './mail-text.ts';
import { locked } from './ticket-applying.ts';
import { insertTicket } from './ticket-filing.ts';
import { insertMessage, noTicket, whereItWent } from './ticket-replies.ts';
import type { Who } from './ticket-writing.ts';
import { tellChanged } from './tickets.ts';

/** An address of ours that a mail came to. */
export interface MailPlace {
  readonly tenantId: Id;
  readonly addressId: Id;
}

/** What became of a mail. `known`: it was taken before. */
export type MailOutcome = 'ticket' | 'reply' | 'note' | 'bounce' | 'loop' | 'known';

interface Taken {
  readonly outcome: MailOutcome;
  readonly who: Who;
  readonly changed: readonly { readonly id: Id; readonly version: number }[];
}

interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

interface Arrived extends MailPlace {
  readonly mail: IncomingMail;
  readonly files: readonly StoredFile[];
  /** Files without a byte. */
  readonly empty: number;
  /** Of ours, lower case. */
  readonly ours: ReadonlySet<string>;
}

const system = { type: 'system' } as const;

/**
 * Stores a mail: as a new ticket, as an answer, as a note, or among those that belong nowhere. When it resolves it is on
 * disk; it throws when it is not, and whoever brought it has to come again.
 */
export async function takeMail(desk: Desk, place: MailPlace, mail: IncomingMail): Promise<MailOutcome> {
  const files = await Promise.all(mail.attachments.filter(({ bytes }) => bytes.length > 0).map(toFile));
  const empty = mail.attachments.length - files.length;
  const done = await attempt(desk.db, async (tx) => {
    const ours = await addressesOf(tx, place.tenantId);
    const arrived: Arrived = { ...place, mail, files, empty, ours };
    if (await isKnown(tx, arrived)) return ok<Taken>({ outcome: 'known', who: whoOf(place), changed: [] });
    return take(tx, desk, arrived);
  });
  if (!done.ok) throw new Error(`a mail could not be stored: ${done.error.error}`);
  const { outcome, who, changed } = done.value;
  for (const { id, version } of changed) tellChanged(desk, who, id, version);
  return outcome;
}

async function toFile({ name, bytes }: IncomingMail['attachments'][number]): Promise<StoredFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: safeFileName(name), type: await typeOf(bytes), sha256, bytes };
}

function whoOf({ tenantId }: MailPlace): Who {
  return { tenantId, author: system };
}

async function addressesOf(tx: Kysely<Tables>, tenantId: Id): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('mail_address')
    .select('address')
    .where('tenant_id', '=', tenantId)
    .execute();
  return new Set(rows.map(({ address }) => address));
}

/** The same id, sender and words: a sender that uses an id twice for two mails loses neither. */
function keyOf({ messageId, from, subject, text, sentAt }: IncomingMail): string {
  const parts = [messageId, from.address, subject, text, messageId === null ? sentAt : null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function isKnown(tx: Kysely<Tables>, { tenantId, mail }: Arrived): Promise<boolean> {
  const row = await tx
    .selectFrom('mail_in')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('key', '=', keyOf(mail))
    .executeTakeFirst();
  return row !== undefined;
}

async function take(tx: Kysely<Tables>, desk: Desk, arrived: Arrived): Promise<Result<Taken, ApiError>> {
  const { mail, ours } = arrived;
  const row = await ticketOf(tx, desk, arrived);
  if (row !== null) return toTicket(tx, desk, arrived, row);
  const { automatic } = mail;
  const back = automatic === 'loop' && ours.has(mail.from.address.replace(/\+[^@]*@/, '@'));
  if (automatic === 'bounce' || back) {
    await remember(tx, desk, arrived, null, back ? 'loop' : 'bounce');
    return ok({ outcome: back ? 'loop' : 'bounce', who: whoOf(arrived), changed: [] });
  }
  return newTicket(tx, desk, arrived);
}

/** The ticket that a signed reference names, held; where it went when it was merged. */
async function ticketOf(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, mail }: Arrived,
): Promise<TicketTable | null> {
  if (mail.ticket.type !== 'ticket') return null;
  const named = await tx
    .selectFrom('ticket')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('number', '=', mail.ticket.number)
    .executeTakeFirst();
  return named === undefined ? null : locked(tx, desk, tenantId, await whereItWent(tx, tenantId, named.id));
}

async function newTicket(tx: Kysely<Tables>, desk: Desk, arrived: Arrived): Promise<Result<Taken, ApiError>> {
  const { tenantId, mail, empty } = arrived;
  const person = await personOf(tx, desk, arrived);
  const who: Who = { tenantId, author: { type: 'requester', ...person } };
  const made = await insertTicket(tx, desk, who, {
    subject: subjectOf(mail),
    body: bodyOf(mail, { quoted: true, empty }),
    kind: 'public',
    queueId: await queueOf(tx, arrived),
    priority: 'normal',
    requester: { id: person.id },
    tags: [],
    attachmentIds: await storeFiles(tx, desk, arrived),
  });
  if (!made.ok) return made;
  const row = await ticketRow(tx, tenantId, made.value);
  if (row === null) return err(noTicket);
  await remember(tx, desk, arrived, row.id, 'ticket');
  const warned = mail.ticket.type === 'forged' ? await warn(tx, desk, arrived, row) : ok(row.version);
  if (!warned.ok) return warned;
  if (mail.automatic === null) await acknowledge(tx, desk, row);
  return ok({ outcome: 'ticket', who, changed: [{ id: row.id, version: warned.value }] });
}

async function warn(
  tx: Kysely<Tables>,
  desk: Desk,
  place: MailPlace,
  row: TicketTable,
): Promise<Result<number, ApiError>> {
  const written = await insertMessage(tx, desk, whoOf(place), row, {
    kind: 'internal',
    body: 'This mail carried the reference of another ticket with a wrong signature, so it was not added there. Somebody may have changed it, or made it up.',
    attachmentIds: [],
  });
  return written.ok ? ok(written.value.ticket.version) : written;
}

async function toTicket(
  tx: Kysely<Tables>,
  desk: Desk,
  arrived: Arrived,
  row: TicketTable,
): Promise<Result<Taken, ApiError>> {
  const { tenantId, mail, empty } = arrived;
  const requester = await requesterWith(tx, row, mail.from.address);
  const why = whyNote(mail, requester !== null);
  const attachmentIds = await storeFiles(tx, desk, arrived);
  const who: Who =
    why === null && requester !== null
      ? { tenantId, author: { type: 'requester', ...requester } }
      : whoOf(arrived);
  const written = await insertMessage(tx, desk, who, row, {
    kind: why === null ? 'public' : 'internal',
    body: why === null ? bodyOf(mail, { quoted: false, empty }) : noteOf(mail, why, empty),
    attachmentIds,
  });
  if (!written.ok) return written;
  const { ticket, followed } = written.value;
  const outcome = why === null ? 'reply' : 'note';
  await remember(tx, desk, arrived, ticket.id, outcome);
  return ok({ outcome, who, changed: [ticket, ...(followed === null ? [] : [followed])] });
}

/** Why a mail that names a ticket is for us only; null: it is the requester's answer. */
function whyNote({ automatic }: IncomingMail, isRequester: boolean): string | null {
  switch (automatic) {
    case 'bounce':
      return 'A mail of this ticket could not be delivered.';
    case 'loop':
      return 'A mail of a help desk came back.';
    case 'auto-reply':
    case 'bulk':
      return 'A machine answered.';
    case null:
      return isRequester
        ? null
        : 'Somebody else than the requester answered, with a reference that is right.';
  }
}

/** The ticket's requester, when the mail says it is from them. */
async function requesterWith(
  tx: Kysely<Tables>,
  row: TicketTable,
  address: string,
): Promise<{ readonly id: Id; readonly name: string } | null> {
  const found = await tx
    .selectFrom('requester')
    .select(['id', 'name'])
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.requester_id ?? '')
    .where('email', '=', address)
    .executeTakeFirst();
  return found ?? null;
}

/** Who has this address, else somebody new. */
async function personOf(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, mail }: Arrived,
): Promise<{ readonly id: Id; readonly name: string }> {
  const { name, email = null } = requesterOf(mail.from);
  if (email !== null) {
    const known = await tx
      .selectFrom('requester')
      .select(['id', 'name'])
      .where('tenant_id', '=', tenantId)
      .where('email', '=', email)
      .executeTakeFirst();
    if (known !== undefined) return known;
  }
  const id = desk.newId();
  await tx
    .insertInto('requester')
    .values({ tenant_id: tenantId, id, name, email, created_at: desk.now() })
    .execute();
  return { id, name };
}

/** The address's queue; undefined (the first) when the address went while the mail was read. */
async function queueOf(tx: Kysely<Tables>, { tenantId, addressId }: MailPlace): Promise<Id | undefined> {
  const row = await tx
    .selectFrom('mail_address')
    .select('queue_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', addressId)
    .executeTakeFirst();
  return row?.queue_id;
}

async function storeFiles(tx: Kysely<Tables>, desk: Desk, { tenantId, files }: Arrived): Promise<Id[]> {
  const ids: Id[] = [];
  for (const file of files) {
    const id = desk.newId();
    await tx
      .insertInto('attachment')
      .values({
        ...file,
        tenant_id: tenantId,
        id,
        size: file.bytes.length,
        message_id: null,
        uploaded_by: null,
        uploaded_at: desk.now(),
      })
      .execute();
    ids.push(id);
  }
  return ids;
}

async function remember(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, addressId, mail }: Arrived,
  ticketId: Id | null,
  outcome: MailOutcome,
): Promise<void> {
  await tx
    .insertInto('mail_in')
    .values({
      tenant_id: tenantId,
      id: desk.newId(),
      key: keyOf(mail),
      ticket_id: ticketId,
      address_id: addressId,
      mail_id: mail.messageId,
      from_address: mail.from.address,
      subject: subjectOf(mail),
      outcome,
      at: desk.now(),
    })
    .execute();
}
