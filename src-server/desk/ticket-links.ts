import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  addLink,
  inverseOf,
  storedLink,
  type LinkKind,
  type LinkTrouble,
} from '../../src-shared/helpdesk/ticket-links.ts';
import type { Ticket } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { deleteLink, insertLinks, linksAround } from '../storage/link-store.ts';
import { readTicket } from '../storage/ticket-store.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';
import { applyChanges, lockedAll } from './ticket-applying.ts';
import type { FieldChange } from './ticket-changes.ts';
import { linked, noTicket } from './ticket-replies.ts';
import { whoIs } from './ticket-writing.ts';
import { tellChanged } from './tickets.ts';

export interface TicketLinks {
  add(actor: Actor, id: Id, kind: LinkKind, toId: Id): Promise<Result<Ticket, ApiError>>;
  remove(actor: Actor, id: Id, kind: LinkKind, toId: Id): Promise<Result<Ticket, ApiError>>;
}

export function createTicketLinks(desk: Desk): TicketLinks {
  const { db } = desk;
  const change = async (
    actor: Actor,
    { id, kind, toId }: { readonly id: Id; readonly kind: LinkKind; readonly toId: Id },
    what: 'linked' | 'unlinked',
  ): Promise<Result<Ticket, ApiError>> => {
    const { tenantId } = actor;
    const done = await attempt(db, async (tx) => {
      const [from, to] = await lockedAll(tx, desk, tenantId, [id, toId]);
      if (from === undefined || from === null) return err(noTicket);
      if (to === undefined || to === null) return err(unknownOther);
      if (what === 'linked') {
        const added = addLink(await linksAround(tx, tenantId, [id, toId]), id, kind, toId);
        if (!added.ok) return err(refusal(added.error));
        await insertLinks(tx, tenantId, [storedLink(id, kind, toId)], desk.now());
      } else if (!(await deleteLink(tx, tenantId, storedLink(id, kind, toId)))) return err(noLink);
      const who = whoIs(actor);
      const versions = [
        { id, version: await applyChanges(tx, desk, who, from, [line(what, kind, toId)]) },
        { id: toId, version: await applyChanges(tx, desk, who, to, [line(what, inverseOf(kind), id)]) },
      ];
      return ok(versions);
    });
    if (!done.ok) return done;
    for (const one of done.value) tellChanged(desk, whoIs(actor), one.id, one.version);
    const ticket = await readTicket(db.query, tenantId, id);
    return ticket === null ? err(noTicket) : ok(ticket);
  };
  return {
    add: (actor, id, kind, toId) => change(actor, { id, kind, toId }, 'linked'),
    remove: (actor, id, kind, toId) => change(actor, { id, kind, toId }, 'unlinked'),
  };
}

/** The history's line of a link that came or went. */
export function line(what: 'linked' | 'unlinked', kind: LinkKind, to: Id): FieldChange {
  const made = linked(kind, to);
  return what === 'linked' ? made : { ...made, what, from: made.to, to: null };
}

const unknownOther = apiError('INVALID', 'There is no ticket to link to.', {
  fields: { toId: 'is unknown' },
});
const noLink = apiError('NOT_FOUND', 'There is no such link.');

const whys: Readonly<Record<LinkTrouble, string>> = {
  self: 'A ticket is not linked to itself.',
  'already-linked': 'These tickets are linked like this already.',
  'has-one-already': 'A ticket is a duplicate of one other, and a part of one other. Remove that link first.',
  cycle: 'These tickets are linked the other way round already, directly or through others.',
};

function refusal(trouble: LinkTrouble): ApiError {
  return apiError('INVALID', whys[trouble], { fields: { toId: trouble } });
}
