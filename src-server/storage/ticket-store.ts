import type { Kysely, SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import type { TicketQuery } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { slaGoals } from '../../src-shared/helpdesk/sla-goal.ts';
import {
  ticketStateSchema,
  type Attachment,
  type Author,
  type Due,
  type HistoryEntry,
  type Message,
  type Requester,
  type Ticket,
  type TicketSummary,
} from '../../src-shared/helpdesk/ticket.ts';
import { linksShown } from './link-store.ts';
import { pageAfter, pageEnd, type Order } from './page-mark.ts';
import { readJson } from './read-json.ts';
import type {
  AttachmentTable,
  HistoryTable,
  MessageTable,
  RequesterTable,
  Tables,
  TicketTable,
} from './tables.ts';
import type { TicketWords } from './ticket-words.ts';

export interface TicketPage {
  readonly tickets: TicketSummary[];
  readonly next: string | null;
  readonly total: number;
}

type TicketSelect = SelectQueryBuilder<Tables, 'ticket', object>;

const orders: Readonly<Record<TicketQuery['sort'], Order>> = {
  newest: { columns: ['created_at'], direction: 'desc' },
  oldest: { columns: ['created_at'], direction: 'asc' },
  updated: { columns: ['updated_at'], direction: 'desc' },
  priority: { columns: ['priority_rank', 'updated_at'], direction: 'desc' },
  due: { columns: ['due_at'], direction: 'asc' },
};

/** Who asks, for "mine", and when, for "due". */
export interface Asking {
  readonly tenantId: Id;
  readonly me: Id;
  readonly now: number;
}

/** One page of the tickets that fit. */
export async function listTickets(
  db: Kysely<Tables>,
  words: TicketWords,
  asking: Asking,
  query: TicketQuery,
): Promise<TicketPage> {
  const fitting = filtered(db, words, asking, query);
  const { tenantId } = asking;
  const order = orders[query.sort];
  const { total } = await fitting
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let page = fitting.selectAll('ticket').limit(query.limit + 1);
  for (const column of order.columns) page = page.orderBy(`ticket.${column}`, order.direction);
  page = page.orderBy('ticket.id', order.direction);
  const rows = await pageAfter(page, order, query.after).execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    tickets: await toSummaries(db, tenantId, shown),
    next: rows.length > query.limit && last !== undefined ? pageEnd(last, order) : null,
    total: Number(total),
  };
}

function filtered(
  db: Kysely<Tables>,
  words: TicketWords,
  { tenantId, me, now }: Asking,
  query: TicketQuery,
): TicketSelect {
  let fitting: TicketSelect = db.selectFrom('ticket').where('ticket.tenant_id', '=', tenantId);
  const states = (query.state ?? '')
    .split(',')
    .flatMap((one) => ticketStateSchema.safeParse(one.trim()).data ?? []);
  if (states.length > 0) fitting = fitting.where('ticket.state', 'in', states);
  if (query.priority !== undefined) fitting = fitting.where('ticket.priority', '=', query.priority);
  if (query.queue !== undefined) fitting = fitting.where('ticket.queue_id', '=', query.queue);
  if (query.requester !== undefined) fitting = fitting.where('ticket.requester_id', '=', query.requester);
  if (query.assignee === 'nobody') fitting = fitting.where('ticket.assignee_id', 'is', null);
  else if (query.assignee !== undefined)
    fitting = fitting.where('ticket.assignee_id', '=', query.assignee === 'me' ? me : query.assignee);
  if (query.due === 'breached') fitting = fitting.where('ticket.due_at', '<=', now);
  if (query.due === 'warned')
    fitting = fitting.where('ticket.due_at', '>', now).where('ticket.warn_at', '<=', now);
  if (query.dueBefore !== undefined) fitting = fitting.where('ticket.due_at', '<', query.dueBefore);
  const { tag } = query;
  if (tag !== undefined)
    fitting = fitting.where('ticket.id', 'in', (eb) =>
      eb
        .selectFrom('ticket_tag')
        .select('ticket_id')
        .where('tenant_id', '=', tenantId)
        .where('tag', '=', tag),
    );
  return withText(fitting, words, tenantId, query.text ?? '');
}

/** `#12` and a bare number mean the ticket of that number; anything else is looked for in its words. */
function withText(fitting: TicketSelect, words: TicketWords, tenantId: Id, text: string): TicketSelect {
  const number = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
  const found = words.matches(tenantId, text);
  if (found === null) return fitting;
  if (number === undefined) return fitting.where(found);
  return fitting.where((eb) => eb.or([eb('ticket.number', '=', Number(number)), found]));
}

export async function ticketRow(db: Kysely<Tables>, tenantId: Id, id: Id): Promise<TicketTable | null> {
  const row = await db
    .selectFrom('ticket')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The ticket as its own page shows it; null when this organisation has none of that id. */
export async function readTicket(db: Kysely<Tables>, tenantId: Id, id: Id): Promise<Ticket | null> {
  const row = await ticketRow(db, tenantId, id);
  if (row === null) return null;
  const [[summary], watchers, messages, history, links] = await Promise.all([
    toSummaries(db, tenantId, [row]),
    of(db, 'ticket_watcher', tenantId, id).select('member_id').execute(),
    of(db, 'message', tenantId, id).selectAll().orderBy('at').orderBy('id').execute(),
    of(db, 'history', tenantId, id).selectAll().orderBy('version').orderBy('at').execute(),
    linksShown(db, tenantId, id),
  ]);
  if (summary === undefined) return null;
  const files = await attachmentsOf(
    db,
    tenantId,
    messages.map((one) => one.id),
  );
  return {
    ...summary,
    watcherIds: watchers.map((one) => one.member_id),
    messages: messages.map((one) => toMessage(one, files.get(one.id) ?? [])),
    history: history.map(toHistory),
    links,
    mergedIntoId: row.merged_into_id,
  };
}

function of<T extends 'ticket_watcher' | 'message' | 'history'>(
  db: Kysely<Tables>,
  table: T,
  tenantId: Id,
  ticketId: Id,
) {
  return db
    .selectFrom<'ticket_watcher' | 'message' | 'history'>(table)
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId) as unknown as SelectQueryBuilder<Tables, T, object>;
}

export async function toSummaries(
  db: Kysely<Tables>,
  tenantId: Id,
  rows: readonly TicketTable[],
): Promise<TicketSummary[]> {
  const ids = [...new Set(rows.flatMap((row) => row.requester_id ?? []))];
  const people = ids.length === 0 ? [] : await requestersOf(db, tenantId, ids);
  const byId = new Map(people.map((one) => [one.id, toRequester(one)]));
  return rows.map((row) => toSummary(row, byId.get(row.requester_id ?? '') ?? null));
}

export function requestersOf(
  db: Kysely<Tables>,
  tenantId: Id,
  ids: readonly Id[],
): Promise<RequesterTable[]> {
  return db
    .selectFrom('requester')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
}

function toSummary(row: TicketTable, requester: Requester | null): TicketSummary {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    state: row.state as TicketSummary['state'],
    priority: row.priority as TicketSummary['priority'],
    queueId: row.queue_id,
    requester,
    assigneeId: row.assignee_id,
    device: row.device,
    tags: readJson<string[]>(row.tags, []),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    due: toDue(row),
  };
}

/** What stands in a ticket's columns for "no such time": later than any, so that it sorts behind them. */
export const NEVER = Number.MAX_SAFE_INTEGER;

function toDue(row: TicketTable): Due | null {
  const goal = z.enum(slaGoals).safeParse(row.due_goal);
  if (!goal.success || row.due_at === NEVER) return null;
  return { goal: goal.data, at: row.due_at, warnAt: row.warn_at === NEVER ? null : row.warn_at };
}

export function toRequester({ id, name, email }: RequesterTable): Requester {
  return { id, name, email };
}

async function attachmentsOf(
  db: Kysely<Tables>,
  tenantId: Id,
  messageIds: readonly Id[],
): Promise<ReadonlyMap<Id, Attachment[]>> {
  const found = new Map<Id, Attachment[]>();
  if (messageIds.length === 0) return found;
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'message_id', 'name', 'type', 'size', 'sha256'])
    .where('tenant_id', '=', tenantId)
    .where('message_id', 'in', messageIds)
    .orderBy('uploaded_at')
    .execute();
  for (const row of rows) {
    if (row.message_id === null) continue;
    const files = found.get(row.message_id) ?? [];
    files.push(toAttachment(row));
    found.set(row.message_id, files);
  }
  return found;
}

export function toAttachment({
  id,
  name,
  type,
  size,
  sha256,
}: Pick<AttachmentTable, 'id' | 'name' | 'type' | 'size' | 'sha256'>): Attachment {
  return { id, name, type, size, sha256 };
}

export function toMessage(row: MessageTable, attachments: Attachment[]): Message {
  const { id, body, at } = row;
  return { id, kind: row.kind as Message['kind'], author: toAuthor(row), body, at, attachments };
}

function toHistory(row: HistoryTable): HistoryEntry {
  return {
    id: row.id,
    at: row.at,
    author: toAuthor(row),
    what: row.what as HistoryEntry['what'],
    from: row.old_value,
    to: row.new_value,
  };
}

function toAuthor(row: Pick<MessageTable, 'author_type' | 'author_id' | 'author_name'>): Author {
  const { author_type: type, author_id: id, author_name: name } = row;
  return (type === 'member' || type === 'requester') && id !== null && name !== null
    ? { type, id, name }
    : { type: 'system' };
}
