import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { ticketRoutes } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { storedLink } from '../../src-shared/helpdesk/ticket-links.ts';
import { afterReply, type Reply } from '../../src-shared/helpdesk/ticket-rules.ts';
import {
  prioritySchema,
  ticketStateSchema,
  type Message,
  type TicketSummary,
} from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { insertLinks } from '../storage/link-store.ts';
import { readJson } from '../storage/read-json.ts';
import { readTicket, ticketRow, toSummaries } from '../storage/ticket-store.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import type { Desk } from './desk.ts';
import { applyChanges } from './ticket-applying.ts';
import { stateRefusal, type FieldChange } from './ticket-changes.ts';
import { queueMail } from './mail-queue.ts';
import { insertTicket } from './ticket-filing.ts';
import { memberIdOf, takeAttachments, writeMessage, type Who } from './ticket-writing.ts';

export type NewMessage = z.output<typeof ticketRoutes.addMessage.body>;

/** The message, and the ticket it stands in: the one that was written to, or the one that follows on. */
export interface Written {
  readonly message: Message;
  readonly ticket: TicketSummary;
  /** The ticket that was written to, when the message began another one. */
  readonly followed: { readonly id: Id; readonly version: number } | null;
}

export const noTicket = apiError('NOT_FOUND', 'There is no such ticket.');

export const staysClosed = apiError(
  'INVALID',
  'A closed ticket stays so. Write to it, and a new one follows on.',
  { fields: { state: 'is closed' } },
);

/** What else changes with a message; without its state, which the message decides. */
export type AlongWith = readonly FieldChange[];

/**
 * Adds a message to a ticket that is held, and moves its state as the rules say; one to a closed ticket begins a new one
 * that follows on. The same key again answers what was written first. // HD-7
 */
export async function insertMessage(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  row: TicketTable,
  input: NewMessage,
  along: AlongWith = [],
): Promise<Result<Written, ApiError>> {
  const { tenantId } = who;
  const before = await messageByKey(tx, tenantId, input.key);
  if (before !== null) return written(tx, tenantId, before.ticket_id, before.id, null);
  const merged = row.merged_into_id !== null && input.kind === 'public';
  if (merged)
    return err(
      apiError('INVALID', 'This ticket was merged into another one. Write there.', {
        fields: { id: 'was merged' },
      }),
    );
  const state = ticketStateSchema.parse(row.state);
  const after = afterReply(state, { by: byOf(who), kind: input.kind, choose: input.state });
  switch (after.type) {
    case 'refused':
      return err(stateRefusal(after.from, after.to) ?? noTicket);
    case 'follow-up':
      if (along.length > 0) return err(staysClosed);
      return beginFollowUp(tx, desk, who, row, input);
    case 'state': {
      const change = stateChange(row, after.state);
      return addTo(tx, desk, who, row, input, [...along, ...change]);
    }
  }
}

function byOf({ author }: Who): Reply['by'] {
  switch (author.type) {
    case 'member':
      return 'technician';
    case 'requester':
      return 'requester';
    case 'system':
      return 'machine';
  }
}

export function stateChange(row: TicketTable, state: string): FieldChange[] {
  return state === row.state ? [] : [{ what: 'state', from: row.state, to: state, set: { state } }];
}

async function addTo(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  row: TicketTable,
  input: NewMessage,
  changes: readonly FieldChange[],
): Promise<Result<Written, ApiError>> {
  const { tenantId } = who;
  const made = await writeMessage(tx, desk, { ...who, ticketId: row.id }, input);
  const taken = await takeAttachments(tx, tenantId, memberIdOf(who), made.id, input.attachmentIds);
  if (!taken.ok) return taken;
  const message: FieldChange = { what: 'message', from: null, to: made.id, set: {} };
  await applyChanges(tx, desk, who, row, [message, ...changes]);
  await mailReply(tx, desk, who, row, { id: made.id, kind: input.kind });
  return written(tx, tenantId, row.id, made.id, null);
}

async function beginFollowUp(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  row: TicketTable,
  input: NewMessage,
): Promise<Result<Written, ApiError>> {
  const { tenantId } = who;
  const filed = await insertTicket(tx, desk, who, {
    subject: row.subject,
    body: input.body,
    kind: input.kind,
    queueId: row.queue_id,
    priority: prioritySchema.parse(row.priority),
    requester: row.requester_id === null ? undefined : { id: row.requester_id },
    device: row.device ?? undefined,
    tags: readJson<string[]>(row.tags, []),
    attachmentIds: input.attachmentIds,
  });
  if (!filed.ok) return filed;
  const fresh = await ticketRow(tx, tenantId, filed.value);
  if (fresh === null) return err(noTicket);
  await insertLinks(tx, tenantId, [storedLink(fresh.id, 'follows', row.id)], desk.now());
  const answered = afterReply('new', { by: byOf(who), kind: input.kind });
  const state = answered.type === 'state' ? answered.state : 'new';
  await applyChanges(tx, desk, who, fresh, [linked('follows', row.id), ...stateChange(fresh, state)]);
  const version = await applyChanges(tx, desk, who, row, [linked('followed-by', fresh.id)]);
  const [first] = (await readTicket(tx, tenantId, fresh.id))?.messages ?? [];
  if (first === undefined) return err(noTicket);
  if (input.key !== undefined)
    await tx
      .updateTable('message')
      .set({ idempotency_key: input.key })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', first.id)
      .execute();
  await mailReply(tx, desk, who, fresh, first);
  return written(tx, tenantId, fresh.id, first.id, { id: row.id, version });
}

/** What a member answers also goes out by mail. */
async function mailReply(
  tx: Kysely<Tables>,
  desk: Desk,
  { author }: Who,
  row: TicketTable,
  { id: messageId, kind }: Pick<Message, 'id' | 'kind'>,
): Promise<void> {
  if (author.type === 'member' && kind === 'public')
    await queueMail(tx, desk, row, { type: 'message', messageId });
}

/** The history's line of a link: how, and to which. */
export function linked(kind: string, to: Id): FieldChange {
  return { what: 'linked', from: null, to: `${kind} ${to}`, set: {} };
}

async function messageByKey(tx: Kysely<Tables>, tenantId: Id, key: string | undefined) {
  if (key === undefined) return null;
  const row = await tx
    .selectFrom('message')
    .select(['id', 'ticket_id'])
    .where('tenant_id', '=', tenantId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

async function written(
  tx: Kysely<Tables>,
  tenantId: Id,
  ticketId: Id,
  messageId: Id,
  followed: Written['followed'],
): Promise<Result<Written, ApiError>> {
  const ticket = await readTicket(tx, tenantId, ticketId);
  const message = ticket?.messages.find((one) => one.id === messageId);
  const row = await ticketRow(tx, tenantId, ticketId);
  if (message === undefined || row === null) return err(noTicket);
  const [summary] = await toSummaries(tx, tenantId, [row]);
  return summary === undefined ? err(noTicket) : ok({ message, ticket: summary, followed });
}

/** The ticket in which what is written to this one has to stand: where it was merged to, however often. */
export async function whereItWent(tx: Kysely<Tables>, tenantId: Id, id: Id): Promise<Id> {
  const seen = new Set<Id>();
  let here = id;
  while (!seen.has(here)) {
    seen.add(here);
    const row = await ticketRow(tx, tenantId, here);
    if (row === null || row.merged_into_id === null) return here;
    here = row.merged_into_id;
  }
  return here;
}
