import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Ticket } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readTicket } from '../storage/ticket-store.ts';
import type { TicketTable } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';
import { applyChanges, locked } from './ticket-applying.ts';
import { changesOf, type FieldChange } from './ticket-changes.ts';
import { insertMessage, noTicket, stateChange, staysClosed } from './ticket-replies.ts';
import { whoIs } from './ticket-writing.ts';
import { tellChanged } from './tickets.ts';

/** To whom a ticket is given. */
export type HandOverTo = { readonly memberId: Id } | { readonly queueId: Id };

/** Who works on a ticket. */
export interface TicketClaims {
  /** Takes it, when nobody has it: of several at one time exactly one gets it. */
  claim(actor: Actor, id: Id): Promise<Result<Ticket, ApiError>>;
  handOver(actor: Actor, id: Id, to: HandOverTo, note: string): Promise<Result<Ticket, ApiError>>;
}

export function createTicketClaims(desk: Desk): TicketClaims {
  const { db } = desk;
  const answer = async (actor: Actor, id: Id, done: Result<number, ApiError>) => {
    if (!done.ok)
      return done.error.error === 'CONFLICT'
        ? err({ ...done.error, current: await readTicket(db.query, actor.tenantId, id) })
        : done;
    tellChanged(desk, whoIs(actor), id, done.value);
    const ticket = await readTicket(db.query, actor.tenantId, id);
    return ticket === null ? err(noTicket) : ok(ticket);
  };
  return {
    async claim(actor, id) {
      const done = await attempt(db, async (tx) => {
        const row = await locked(tx, desk, actor.tenantId, id);
        if (row === null) return err(noTicket);
        if (row.assignee_id === actor.memberId) return ok(row.version); // pressed twice
        if (row.assignee_id !== null) return err(taken);
        if (row.state === 'closed') return err(staysClosed);
        return ok(await applyChanges(tx, desk, whoIs(actor), row, claimChanges(row, actor.memberId)));
      });
      return answer(actor, id, done);
    },

    async handOver(actor, id, to, note) {
      const { tenantId } = actor;
      const done = await attempt(db, async (tx) => {
        const row = await locked(tx, desk, tenantId, id);
        if (row === null) return err(noTicket);
        if (row.state === 'closed') return err(staysClosed);
        const wanted =
          'memberId' in to ? { assigneeId: to.memberId } : { queueId: to.queueId, assigneeId: null };
        const changes = await changesOf(tx, tenantId, row, { version: row.version, ...wanted });
        if (!changes.ok) return changes;
        const written = await insertMessage(
          tx,
          desk,
          whoIs(actor),
          row,
          { kind: 'internal', body: note, attachmentIds: [], state: undefined },
          changes.value,
        );
        return written.ok ? ok(written.value.ticket.version) : written;
      });
      return answer(actor, id, done);
    },
  };
}

/** Whoever takes a ticket has begun with it. */
export function claimChanges(row: TicketTable, memberId: Id): readonly FieldChange[] {
  const begun = row.state === 'new' || row.state === 'reopened' ? stateChange(row, 'open') : [];
  return [
    { what: 'assignee', from: row.assignee_id, to: memberId, set: { assignee_id: memberId } },
    ...begun,
  ];
}

const taken = apiError('CONFLICT', 'Somebody else was quicker and has this ticket now.', {
  fields: { assignee: 'was changed by somebody else' },
});
