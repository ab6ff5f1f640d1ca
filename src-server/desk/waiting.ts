import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import {
  helpRequestStateSchema,
  type HelpStatus,
  type PublicQueue,
  type WaitingPerson,
} from '../../src-shared/helpdesk/help-request.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Author, Ticket } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { hasRow } from '../storage/has-row.ts';
import type { HelpRequestTable, QueueTable, Tables } from '../storage/tables.ts';
import { countWaiting, usualWait, waitingPeople } from '../storage/waiting-store.ts';
import { hashSecret } from './hash-secret.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';
import { fileRequest, type Asked } from './help-requests.ts';
import { applyChanges, locked } from './ticket-applying.ts';
import type { TicketClaims } from './ticket-claims.ts';
import { stateChange } from './ticket-replies.ts';
import { tellChanged } from './tickets.ts';

/** The line in front of a queue. What a person asks is answered by their secret only. */
export interface Waiting {
  queue(id: Id): Promise<Result<PublicQueue, ApiError>>;
  ask(
    id: Id,
    asked: Asked,
  ): Promise<Result<{ readonly secret: string; readonly status: HelpStatus }, ApiError>>;
  status(secret: string): Promise<Result<HelpStatus, ApiError>>;
  cancel(secret: string): Promise<Result<HelpStatus, ApiError>>;
  list(
    actor: Actor,
    queueId: Id,
  ): Promise<Result<{ people: WaitingPerson[]; usualWaitMs: number | null }, ApiError>>;
  /** Takes the next one; of several who press at one time each gets another. */
  next(actor: Actor, queueId: Id): Promise<Result<{ ticket: Ticket | null }, ApiError>>;
  /** Lets those go who have not been heard of; answers how many. */
  sweep(): Promise<number>;
}

/** Most that wait in one queue, and that a list shows. */
const MOST = 500;
/** Who is not heard of for so long leaves the line; a sign of life is written this seldom; ms. */
const LEFT_MS = 30 * 60_000;
const SEEN_MS = 20_000;
/** How often somebody else may be quicker before `next` gives up. */
const TRIES = 30;

const noQueue = apiError('NOT_FOUND', 'There is no such queue.');
const noRequest = apiError('NOT_FOUND', 'There is no such request.');

export function createWaiting(desk: Desk, claims: TicketClaims): Waiting {
  const { db } = desk;
  const tellLine = (tenantId: Id, id: Id) =>
    desk.events.tell({ tenantId, type: 'queue.changed', id, version: 0, byId: null });
  return {
    async queue(id) {
      const row = await publicQueue(db.query, id);
      if (row === null) return err(noQueue);
      return ok({
        name: row.name,
        organisation: row.organisation,
        waiting: await countWaiting(db.query, row.tenant_id, id),
        usualWaitMs: await usualWait(db.query, row.tenant_id, id),
      });
    },

    async ask(id, asked) {
      const queue = await publicQueue(db.query, id);
      if (queue === null) return err(noQueue);
      const { tenant_id: tenantId } = queue;
      if ((await countWaiting(db.query, tenantId, id)) >= MOST) return err(full);
      const secret = desk.newSecret();
      const made = await attempt(db, (tx) => fileRequest(tx, desk, queue, asked, hashSecret(secret)));
      if (!made.ok) return made;
      const { who, ticketId } = made.value;
      tellChanged(desk, who, ticketId, 1);
      tellLine(tenantId, id);
      const row = await requestBy(db.query, secret);
      return row === null ? err(noRequest) : ok({ secret, status: await statusOf(db.query, row) });
    },

    async status(secret) {
      const row = await requestBy(db.query, secret);
      if (row === null) return err(noRequest);
      const now = desk.now();
      if (row.state === 'left' || (row.state === 'waiting' && now - row.seen_at > SEEN_MS))
        await changeRequest(db.query, row, { state: 'waiting', seen_at: now }, ['waiting', 'left']);
      if (row.state === 'left') tellLine(row.tenant_id, row.queue_id);
      return ok(await statusOf(db.query, (await requestBy(db.query, secret)) ?? row));
    },

    async cancel(secret) {
      const found = await requestBy(db.query, secret);
      if (found === null) return err(noRequest);
      const done = await attempt(db, async (tx) => {
        const ticket = await locked(tx, desk, found.tenant_id, found.ticket_id);
        const gone = await changeRequest(tx, found, { state: 'cancelled' }, ['waiting', 'left']);
        const untouched = ticket !== null && ticket.assignee_id === null && ticket.state === 'new';
        if (!gone || !untouched) return ok(null);
        const who = { tenantId: found.tenant_id, author: authorOf(found, ticket.requester_id) };
        return ok({ who, version: await applyChanges(tx, desk, who, ticket, stateChange(ticket, 'closed')) });
      });
      if (!done.ok) return done;
      if (done.value !== null) tellChanged(desk, done.value.who, found.ticket_id, done.value.version);
      tellLine(found.tenant_id, found.queue_id);
      return ok(await statusOf(db.query, (await requestBy(db.query, secret)) ?? found));
    },

    async list({ tenantId }, queueId) {
      if (!(await hasRow(db.query, 'queue', tenantId, queueId))) return err(noQueue);
      return ok({
        people: await waitingPeople(db.query, tenantId, queueId, MOST),
        usualWaitMs: await usualWait(db.query, tenantId, queueId),
      });
    },

    async next(actor, queueId) {
      if (!(await hasRow(db.query, 'queue', actor.tenantId, queueId))) return err(noQueue);
      for (let left = TRIES; ; left -= 1) {
        const id = await nextTicket(db.query, actor.tenantId, queueId);
        if (id === null) return ok({ ticket: null });
        const claimed = await claims.claim(actor, id);
        if (claimed.ok) {
          tellLine(actor.tenantId, queueId);
          return ok({ ticket: claimed.value });
        }
        if (claimed.error.error !== 'CONFLICT' || left <= 1) return claimed;
      }
    },

    async sweep() {
      const gone = await db.query
        .updateTable('help_request')
        .set({ state: 'left' })
        .where('state', '=', 'waiting')
        .where('seen_at', '<', desk.now() - LEFT_MS)
        .returning(['tenant_id', 'queue_id'])
        .execute();
      for (const one of new Map(gone.map((row) => [row.queue_id, row])).values())
        tellLine(one.tenant_id, one.queue_id);
      return gone.length;
    },
  };
}

const full = apiError('TOO_MANY', 'Very many people wait here just now. Try again in a while.', {
  retryAfterS: 600,
});

async function publicQueue(
  db: Kysely<Tables>,
  id: Id,
): Promise<(QueueTable & { readonly organisation: string }) | null> {
  const row = await db
    .selectFrom('queue')
    .innerJoin('organisation', 'organisation.id', 'queue.tenant_id')
    .selectAll('queue')
    .select('organisation.name as organisation')
    .where('queue.id', '=', id)
    .where('queue.public', '=', 1)
    .executeTakeFirst();
  return row ?? null;
}

async function requestBy(db: Kysely<Tables>, secret: string): Promise<HelpRequestTable | null> {
  const row = await db
    .selectFrom('help_request')
    .selectAll()
    .where('secret_hash', '=', hashSecret(secret))
    .executeTakeFirst();
  return row ?? null;
}

/** Whether it was in one of these states. */
async function changeRequest(
  db: Kysely<Tables>,
  { tenant_id: tenantId, id }: HelpRequestTable,
  set: Partial<HelpRequestTable>,
  states: readonly string[],
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('help_request')
    .set(set)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', 'in', states)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function statusOf(db: Kysely<Tables>, row: HelpRequestTable): Promise<HelpStatus> {
  const { tenant_id: tenantId, queue_id: queueId } = row;
  const ticket = await db
    .selectFrom('ticket')
    .leftJoin('member', (join) =>
      join.onRef('member.tenant_id', '=', 'ticket.tenant_id').onRef('member.id', '=', 'ticket.assignee_id'),
    )
    .select(['ticket.number', 'member.name as by'])
    .where('ticket.tenant_id', '=', tenantId)
    .where('ticket.id', '=', row.ticket_id)
    .executeTakeFirstOrThrow();
  const state = helpRequestStateSchema.parse(row.state);
  return {
    state,
    place: state === 'waiting' ? Math.max(1, await countWaiting(db, tenantId, queueId, row)) : null,
    usualWaitMs: await usualWait(db, tenantId, queueId),
    number: ticket.number,
    by: state === 'taken' ? ticket.by : null,
  };
}

function authorOf({ name }: HelpRequestTable, requesterId: Id | null): Author {
  return requesterId === null ? { type: 'system' } : { type: 'requester', id: requesterId, name };
}

/** Who waits longest; when nobody does, the most pressing ticket that nobody has. */
async function nextTicket(db: Kysely<Tables>, tenantId: Id, queueId: Id): Promise<Id | null> {
  const [person] = await waitingPeople(db, tenantId, queueId, 1);
  if (person !== undefined) return person.ticketId;
  const ticket = await db
    .selectFrom('ticket')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('queue_id', '=', queueId)
    .where('state', 'in', ['new', 'open', 'reopened'])
    .where('assignee_id', 'is', null)
    .orderBy('priority_rank', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return ticket?.id ?? null;
}
