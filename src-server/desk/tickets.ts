import type { Kysely } from 'kysely';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { TicketChange, TicketQuery } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Message, Requester, Ticket, TicketSummary } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Tables } from '../storage/tables.ts';
import { listTickets, readTicket, type TicketPage } from '../storage/ticket-store.ts';
import { ticketWords } from '../storage/ticket-words.ts';
import { attempt } from './attempt.ts';
import { applyChanges, locked } from './ticket-applying.ts';
import { changesOf } from './ticket-changes.ts';
import { byKey, insertTicket, type NewTicket } from './ticket-filing.ts';
import { insertMessage, noTicket, whereItWent, type NewMessage, type Written } from './ticket-replies.ts';
import { memberIdOf, whoIs, type Who } from './ticket-writing.ts';
import type { Actor, Desk } from './desk.ts';

export interface Tickets {
  list(actor: Actor, query: TicketQuery): Promise<TicketPage>;
  get(actor: Actor, id: Id): Promise<Result<Ticket, ApiError>>;
  create(actor: Actor, ticket: NewTicket): Promise<Result<Ticket, ApiError>>;
  change(actor: Actor, id: Id, change: TicketChange): Promise<Result<Ticket, ApiError>>;
  addMessage(actor: Actor, id: Id, message: NewMessage): Promise<Result<Answered, ApiError>>;
  /**
   * What the person who is helped writes back, by mail or by a page: it reopens what was solved, goes where a merged
   * ticket went, and begins a new one when it was closed. Their files have no uploader.
   */
  addReply(
    tenantId: Id,
    id: Id,
    by: Pick<Requester, 'id' | 'name'>,
    reply: Pick<NewMessage, 'body' | 'attachmentIds' | 'key'>,
  ): Promise<Result<Answered, ApiError>>;
}

export interface Answered {
  readonly message: Message;
  readonly ticket: TicketSummary;
}

export function createTickets(desk: Desk): Tickets {
  const { db } = desk;
  const words = ticketWords(db.kind);
  const read = async (tenantId: Id, id: Id): Promise<Result<Ticket, ApiError>> => {
    const ticket = await readTicket(db.query, tenantId, id);
    return ticket === null ? err(noTicket) : ok(ticket);
  };
  const write = async (who: Who, run: (tx: Kysely<Tables>) => Promise<Result<Written, ApiError>>) => {
    const made = await attempt(db, run);
    if (!made.ok) return made;
    const { message, ticket, followed } = made.value;
    tellChanged(desk, who, ticket.id, ticket.version);
    if (followed !== null) tellChanged(desk, who, followed.id, followed.version);
    return ok({ message, ticket });
  };

  return {
    list: ({ tenantId, memberId: me }, query) =>
      listTickets(db.query, words, { tenantId, me, now: desk.now() }, query),

    get: ({ tenantId }, id) => read(tenantId, id),

    async create(actor, input) {
      const { tenantId } = actor;
      const made = await attempt(db, async (tx): Promise<Result<Id, ApiError>> => {
        const before = await byKey(tx, tenantId, input.key);
        if (before !== null) return ok(before); // filed already, and the answer was lost on its way // HD-7
        return insertTicket(tx, desk, whoIs(actor), input);
      });
      if (!made.ok) return made;
      tellChanged(desk, whoIs(actor), made.value, 1);
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
        return ok(await applyChanges(tx, desk, whoIs(actor), row, changes.value));
      });
      if (!outcome.ok)
        return outcome.error.error === 'CONFLICT'
          ? err({ ...outcome.error, current: await readTicket(db.query, tenantId, id) })
          : outcome;
      tellChanged(desk, whoIs(actor), id, outcome.value);
      return read(tenantId, id);
    },

    addMessage: (actor, id, input) =>
      write(whoIs(actor), async (tx) => {
        const row = await locked(tx, desk, actor.tenantId, id);
        return row === null ? err(noTicket) : insertMessage(tx, desk, whoIs(actor), row, input);
      }),

    addReply(tenantId, id, by, reply) {
      const who: Who = { tenantId, author: { type: 'requester', id: by.id, name: by.name } };
      return write(who, async (tx) => {
        const row = await locked(tx, desk, tenantId, await whereItWent(tx, tenantId, id));
        if (row === null) return err(noTicket);
        return insertMessage(tx, desk, who, row, { ...reply, kind: 'public', state: undefined });
      });
    },
  };
}

/** Says that a ticket is not what it was; after the records have it. */
export function tellChanged(desk: Desk, who: Who, id: Id, version: number): void {
  const { tenantId } = who;
  desk.events.tell({ tenantId, type: 'ticket.changed', id, version, byId: memberIdOf(who) });
}
