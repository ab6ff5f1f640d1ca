import type { Kysely } from 'kysely';
import type { WaitingPerson } from '../../src-shared/helpdesk/help-request.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { HelpRequestTable, Tables } from './tables.ts';

/** How many of those who were taken last tell the usual wait. */
const COUNTED = 20;

/** The middle one of the last waits, in ms; null when nobody was taken yet. */
export async function usualWait(db: Kysely<Tables>, tenantId: Id, queueId: Id): Promise<number | null> {
  const rows = await db
    .selectFrom('help_request')
    .select(['created_at', 'taken_at'])
    .where('tenant_id', '=', tenantId)
    .where('queue_id', '=', queueId)
    .where('taken_at', 'is not', null)
    .orderBy('taken_at', 'desc')
    .limit(COUNTED)
    .execute();
  const waits = rows.map((row) => (row.taken_at ?? 0) - row.created_at).toSorted((a, b) => a - b);
  const half = waits.length / 2;
  const middle = [waits[Math.ceil(half) - 1], waits[Math.floor(half)]];
  const [low, high] = middle;
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

/** How many wait, and up to whom. */
export async function countWaiting(
  db: Kysely<Tables>,
  tenantId: Id,
  queueId: Id,
  upTo: Pick<HelpRequestTable, 'created_at' | 'id'> | null = null,
): Promise<number> {
  let query = db
    .selectFrom('help_request')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('queue_id', '=', queueId)
    .where('state', '=', 'waiting');
  if (upTo !== null)
    query = query.where((eb) =>
      eb.or([
        eb('created_at', '<', upTo.created_at),
        eb.and([eb('created_at', '=', upTo.created_at), eb('id', '<=', upTo.id)]),
      ]),
    );
  return Number((await query.executeTakeFirstOrThrow()).count);
}

/** Who waits, first come first. */
export async function waitingPeople(
  db: Kysely<Tables>,
  tenantId: Id,
  queueId: Id,
  limit: number,
): Promise<WaitingPerson[]> {
  const rows = await db
    .selectFrom('help_request')
    .innerJoin('ticket', (join) =>
      join
        .onRef('ticket.tenant_id', '=', 'help_request.tenant_id')
        .onRef('ticket.id', '=', 'help_request.ticket_id'),
    )
    .select(['help_request.id', 'help_request.name', 'help_request.created_at', 'help_request.seen_at'])
    .select(['ticket.id as ticketId', 'ticket.number', 'ticket.subject'])
    .where('help_request.tenant_id', '=', tenantId)
    .where('help_request.queue_id', '=', queueId)
    .where('help_request.state', '=', 'waiting')
    .orderBy('help_request.created_at')
    .orderBy('help_request.id')
    .limit(limit)
    .execute();
  return rows.map(({ created_at: since, seen_at: seenAt, ...row }, at) => ({
    ...row,
    place: at + 1,
    since,
    seenAt,
  }));
}

/** What a ticket's change means for whoever waits on it. */
export interface LineChange {
  readonly assigneeId?: Id | null | undefined;
  readonly queueId?: Id | undefined;
  readonly done?: boolean | undefined;
}

/** Whoever waits goes along: taken when somebody takes the ticket, back to the same place when it is given back. */
export async function followTicket(
  tx: Kysely<Tables>,
  tenantId: Id,
  ticketId: Id,
  { assigneeId, queueId, done }: LineChange,
  now: number,
): Promise<void> {
  const set = (values: Partial<HelpRequestTable>, states: readonly string[]) =>
    tx
      .updateTable('help_request')
      .set(values)
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticketId)
      .where('state', 'in', states)
      .execute();
  if (queueId !== undefined) await set({ queue_id: queueId }, ['waiting', 'left', 'taken']);
  if (assigneeId === null) await set({ state: 'waiting', taken_at: null }, ['taken']);
  else if (assigneeId !== undefined) await set({ state: 'taken', taken_at: now }, ['waiting', 'left']);
  if (done === true) await set({ state: 'ended' }, ['waiting', 'left', 'taken']);
}
