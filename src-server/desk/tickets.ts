import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type {
  newTicketSchema,
  TicketChange,
  TicketQuery,
  ticketRoutes,
} from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  priorities,
  type Message,
  type Ticket,
  type TicketSummary,
} from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Kysely } from 'kysely';
import type { Tables, TicketTable } from '../storage/tables.ts';
import { listTickets, readTicket, ticketRow, toSummaries, type TicketPage } from '../storage/ticket-store.ts';
import { ticketWords } from '../storage/ticket-words.ts';
import { attempt } from './attempt.ts';
import { changesOf, type FieldChange } from './ticket-changes.ts';
import { authorOf, takeAttachments, writeHistory, writeMessage } from './ticket-writing.ts';
import type { Actor, Desk } from './desk.ts';

type NewTicket = z.output<typeof newTicketSchema>;
type NewMessage = z.output<typeof ticketRoutes.addMessage.body>;

export interface Tickets {
  list(actor: Actor, query: TicketQuery): Promise<TicketPage>;
  get(actor: Actor, id: Id): Promise<Result<Ticket, ApiError>>;
  create(actor: Actor, ticket: NewTicket): Promise<Result<Ticket, ApiError>>;
  change(actor: Actor, id: Id, change: TicketChange): Promise<Result<Ticket, ApiError>>;
  addMessage(
    actor: Actor,
    id: Id,
    message: NewMessage,
  ): Promise<Result<{ readonly message: Message; readonly ticket: TicketSummary }, ApiError>>;
}

const noTicket = apiError('NOT_FOUND', 'There is no such ticket.');

export function createTickets(desk: Desk): Tickets {
  const { db } = desk;
  const words = ticketWords(db.kind);
  const tell = ({ tenantId, memberId }: Actor, id: Id, version: number) =>
    desk.events.tell({ tenantId, type: 'ticket.changed', id, version, byId: memberId });
  const read = async (tenantId: Id, id: Id): Promise<Result<Ticket, ApiError>> => {
    const ticket = await readTicket(db.query, tenantId, id);
    return ticket === null ? err(noTicket) : ok(ticket);
  };

  return {
    list: ({ tenantId, memberId }, query) => listTickets(db.query, words, { tenantId, me: memberId }, query),

    get: ({ tenantId }, id) => read(tenantId, id),

    async create(actor, input) {
      const { tenantId } = actor;
      const made = await attempt(db, async (tx): Promise<Result<Id, ApiError>> => {
        const before = await byKey(tx, tenantId, input.key);
        if (before !== null) return ok(before); // filed already, and the answer was lost on its way // HD-7
        return insertTicket(tx, desk, actor, input);
      });
      if (!made.ok) return made;
      tell(actor, made.value, 1);
      return read(tenantId, made.value);
    },

    async change(actor, id, change) {
      const { tenantId } = actor;
      const outcome = await attempt(db, async (tx): Promise<Result<number, ApiError>> => {
        const row = await locked(tx, desk, tenantId, id);
        if (row === null) return err(noTicket);
        const changes = await changesOf(tx, tenantId, row, change);
        if (!changes.ok) return changes;
        if (changes.value.length === 0) return ok(row.version);
        return ok(await applyChanges(tx, desk, actor, row, changes.value));
      });
      if (!outcome.ok)
        return outcome.error.error === 'CONFLICT'
          ? err({ ...outcome.error, current: await readTicket(db.query, tenantId, id) })
          : outcome;
      tell(actor, id, outcome.value);
      return read(tenantId, id);
    },

    async addMessage(actor, id, input) {
      const { tenantId } = actor;
      const made = await attempt(db, async (tx) => {
        const row = await locked(tx, desk, tenantId, id);
        return row === null ? err(noTicket) : insertMessage(tx, desk, actor, row, input);
      });
      if (!made.ok) return made;
      tell(actor, id, made.value.ticket.version);
      return made;
    },
  };
}

/** The row, held until the transaction ends: two changes at one time come one after the other. */
async function locked(tx: Kysely<Tables>, { db }: Desk, tenantId: Id, id: Id): Promise<TicketTable | null> {
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

async function byKey(tx: Kysely<Tables>, tenantId: Id, key: string | undefined): Promise<Id | null> {
  if (key === undefined) return null;
  const row = await tx
    .selectFrom('ticket')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function insertTicket(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  input: NewTicket,
): Promise<Result<Id, ApiError>> {
  const { tenantId } = actor;
  const number = await nextNumber(tx, tenantId);
  const queueId = await queueFor(tx, tenantId, input.queueId);
  if (queueId === null)
    return err(apiError('INVALID', 'There is no such queue.', { fields: { queueId: 'is unknown' } }));
  const requesterId = await requesterFor(tx, desk, tenantId, input.requester);
  if (requesterId === undefined)
    return err(apiError('INVALID', 'There is no such person.', { fields: { requester: 'is unknown' } }));
  if (input.assigneeId !== undefined && !(await isMember(tx, tenantId, input.assigneeId)))
    return err(apiError('INVALID', 'Nobody here has that id.', { fields: { assigneeId: 'is unknown' } }));
  const id = desk.newId();
  const now = desk.now();
  await tx
    .insertInto('ticket')
    .values({
      tenant_id: tenantId,
      id,
      number,
      subject: input.subject,
      state: 'new',
      priority: input.priority,
      priority_rank: priorities.indexOf(input.priority),
      queue_id: queueId,
      requester_id: requesterId,
      assignee_id: input.assigneeId ?? null,
      device: input.device ?? null,
      tags: JSON.stringify(input.tags),
      created_at: now,
      updated_at: now,
      version: 1,
      merged_into_id: null,
      idempotency_key: input.key ?? null,
    })
    .execute();
  await writeTags(tx, tenantId, id, input.tags);
  await writeHistory(tx, desk, { tenantId, ticketId: id, author: authorOf(actor), version: 1 }, [
    { what: 'created', from: null, to: String(number) },
  ]);
  const written = await writeMessage(tx, desk, { tenantId, ticketId: id, author: authorOf(actor) }, input);
  const taken = await takeAttachments(tx, tenantId, actor.memberId, written.id, input.attachmentIds);
  if (!taken.ok) return taken;
  await indexWords(tx, desk, tenantId, id, input.subject);
  return ok(id);
}

async function insertMessage(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  row: TicketTable,
  input: NewMessage,
): Promise<Result<{ readonly message: Message; readonly ticket: TicketSummary }, ApiError>> {
  const { tenantId } = actor;
  const before = await messageByKey(tx, tenantId, input.key);
  if (before === null) {
    const written = await writeMessage(
      tx,
      desk,
      { tenantId, ticketId: row.id, author: authorOf(actor) },
      input,
    );
    const taken = await takeAttachments(tx, tenantId, actor.memberId, written.id, input.attachmentIds);
    if (!taken.ok) return taken;
    const changes: FieldChange[] = [{ what: 'message', from: null, to: written.id, set: {} }];
    if (input.state !== undefined && input.state !== row.state)
      changes.push({ what: 'state', from: row.state, to: input.state, set: { state: input.state } });
    await applyChanges(tx, desk, actor, row, changes);
    return answer(tx, tenantId, row.id, written.id);
  }
  return answer(tx, tenantId, row.id, before);
}

async function messageByKey(tx: Kysely<Tables>, tenantId: Id, key: string | undefined): Promise<Id | null> {
  if (key === undefined) return null;
  const row = await tx
    .selectFrom('message')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function answer(tx: Kysely<Tables>, tenantId: Id, ticketId: Id, messageId: Id) {
  const ticket = await readTicket(tx, tenantId, ticketId);
  const message = ticket?.messages.find((one) => one.id === messageId);
  const row = await ticketRow(tx, tenantId, ticketId);
  if (message === undefined || row === null) return err(noTicket);
  const [summary] = await toSummaries(tx, tenantId, [row]);
  return summary === undefined ? err(noTicket) : ok({ message, ticket: summary });
}

/** Writes the fields, their history, and the words; answers the new version. */
async function applyChanges(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  row: TicketTable,
  changes: readonly FieldChange[],
): Promise<number> {
  const { tenantId } = actor;
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
  await writeHistory(tx, desk, { tenantId, ticketId: row.id, author: authorOf(actor), version }, changes);
  const subject = changes.find((one) => one.what === 'subject')?.to ?? row.subject;
  if (changes.some((one) => one.what === 'subject' || one.what === 'message'))
    await indexWords(tx, desk, tenantId, row.id, subject);
  return version;
}

async function nextNumber(tx: Kysely<Tables>, tenantId: Id): Promise<number> {
  const row = await tx
    .updateTable('organisation')
    .set((eb) => ({ next_number: eb('next_number', '+', 1) }))
    .where('id', '=', tenantId)
    .returning('next_number')
    .executeTakeFirstOrThrow();
  return row.next_number - 1;
}

async function queueFor(tx: Kysely<Tables>, tenantId: Id, asked: Id | undefined): Promise<Id | null> {
  let queues = tx.selectFrom('queue').select('id').where('tenant_id', '=', tenantId);
  queues = asked === undefined ? queues.orderBy('position').orderBy('name') : queues.where('id', '=', asked);
  return (await queues.limit(1).executeTakeFirst())?.id ?? null;
}

async function isMember(tx: Kysely<Tables>, tenantId: Id, id: Id): Promise<boolean> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Undefined: an id that nobody here has. A person with a known address is that person. */
async function requesterFor(
  tx: Kysely<Tables>,
  desk: Desk,
  tenantId: Id,
  asked: NewTicket['requester'],
): Promise<Id | null | undefined> {
  if (asked === undefined) return null;
  const known = tx.selectFrom('requester').select('id').where('tenant_id', '=', tenantId);
  if ('id' in asked) return (await known.where('id', '=', asked.id).executeTakeFirst())?.id;
  const { name, email } = asked;
  const same = email === undefined ? undefined : await known.where('email', '=', email).executeTakeFirst();
  if (same !== undefined) return same.id;
  const id = desk.newId();
  await tx
    .insertInto('requester')
    .values({ tenant_id: tenantId, id, name, email: email ?? null, created_at: desk.now() })
    .execute();
  return id;
}

async function writeTags(
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

async function writeWatchers(
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

async function indexWords(
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
