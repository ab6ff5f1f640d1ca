import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { newTicketSchema } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { priorities } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { hasRow } from '../storage/has-row.ts';
import { NEVER } from '../storage/ticket-store.ts';
import type { Tables } from '../storage/tables.ts';
import type { Desk } from './desk.ts';
import { refreshSla } from './sla-of-ticket.ts';
import { indexWords, writeTags } from './ticket-applying.ts';
import { memberIdOf, takeAttachments, writeHistory, writeMessage, type Who } from './ticket-writing.ts';

export type NewTicket = z.output<typeof newTicketSchema>;

/** What a new ticket's columns hold before anybody has decided on them. */
export const untouched = {
  merged_into_id: null,
  idempotency_key: null,
  due_goal: null,
  due_at: NEVER,
  warn_at: NEVER,
  alarm_at: NEVER,
  breached: 0,
  version: 1,
} as const;

export async function byKey(tx: Kysely<Tables>, tenantId: Id, key: string | undefined): Promise<Id | null> {
  if (key === undefined) return null;
  const row = await tx
    .selectFrom('ticket')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertTicket(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  input: NewTicket,
): Promise<Result<Id, ApiError>> {
  const { tenantId, author } = who;
  const number = await nextNumber(tx, tenantId);
  const queueId = await queueFor(tx, tenantId, input.queueId);
  if (queueId === null)
    return err(apiError('INVALID', 'There is no such queue.', { fields: { queueId: 'is unknown' } }));
  const requesterId = await requesterFor(tx, desk, tenantId, input.requester);
  if (requesterId === undefined)
    return err(apiError('INVALID', 'There is no such person.', { fields: { requester: 'is unknown' } }));
  if (input.assigneeId !== undefined && !(await hasRow(tx, 'member', tenantId, input.assigneeId)))
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
      tags: JSON.stringify([...new Set(input.tags)]),
      created_at: now,
      updated_at: now,
      ...untouched,
      alarmed_at: now,
      idempotency_key: input.key ?? null,
    })
    .execute();
  await writeTags(tx, tenantId, id, input.tags);
  await writeHistory(tx, desk, { tenantId, ticketId: id, author, version: 1 }, [
    { what: 'created', from: null, to: String(number) },
  ]);
  const written = await writeMessage(tx, desk, { tenantId, ticketId: id, author }, input);
  const taken = await takeAttachments(tx, tenantId, memberIdOf(who), written.id, input.attachmentIds);
  if (!taken.ok) return taken;
  await indexWords(tx, desk, tenantId, id, input.subject);
  await refreshSla(tx, desk, tenantId, id);
  return ok(id);
}

export async function nextNumber(tx: Kysely<Tables>, tenantId: Id): Promise<number> {
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

/** Undefined: an id that nobody here has. A person with a known address is that person. */
export async function requesterFor(
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
