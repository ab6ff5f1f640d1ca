import { err, ok, type Result } from '../result.ts';
import { addLink, type LinkKind, type TicketLink } from './ticket-links.ts';
import type { TicketState } from './ticket.ts';

/** A ticket, as far as joining and dividing need it. */
export interface PlannedTicket {
  readonly id: string;
  readonly number: number;
  readonly state: TicketState;
  /** The version the plan was made for: who carries it out refuses a ticket that has changed since. */
  readonly version: number;
  readonly subject: string;
  readonly requesterId: string | null;
  readonly tags: readonly string[];
  readonly watcherIds: readonly string[];
  readonly mergedIntoId: string | null;
  /** Oldest first. */
  readonly messages: readonly { readonly id: string; readonly at: number }[];
}

/** One line for a ticket's history; the caller adds who and when. */
export interface PlannedEntry {
  readonly ticketId: string;
  readonly what: 'merged-into' | 'merged-from' | 'split-into' | 'split-from' | 'tags' | 'watchers' | 'state';
  readonly from: string | null;
  readonly to: string | null;
}

export interface MessageMove {
  readonly messageId: string;
  readonly fromId: string;
  readonly toId: string;
}

export type PlanTrouble =
  | 'self'
  | 'already-merged'
  | 'target-closed'
  | 'nothing-chosen'
  | 'everything-chosen'
  | 'unknown-message';

/** Everything that joining tickets changes; carried out in one go or not at all. */
export interface MergePlan {
  readonly intoId: string;
  readonly seen: readonly { readonly ticketId: string; readonly version: number }[];
  readonly moves: readonly MessageMove[];
  readonly tags: readonly string[];
  readonly watcherIds: readonly string[];
  /** They become closed and point to the ticket they went into. */
  readonly closedIds: readonly string[];
  /** People who now wait for the answer in another ticket, and are told. */
  readonly tellRequesterIds: readonly string[];
  readonly history: readonly PlannedEntry[];
}

/** Joins tickets into one: their messages move there by time, their people and tags come along. */
export function planMerge(
  into: PlannedTicket,
  others: readonly PlannedTicket[],
): Result<MergePlan, PlanTrouble> {
  const trouble = mergeTrouble(into, others);
  if (trouble !== null) return err(trouble);
  const tags = union(
    into.tags,
    others.flatMap((other) => other.tags),
  );
  const watcherIds = union(
    into.watcherIds,
    others.flatMap((other) => other.watcherIds),
  );
  return ok({
    intoId: into.id,
    seen: [into, ...others].map(({ id, version }) => ({ ticketId: id, version })),
    moves: others.flatMap((other) =>
      other.messages.map(({ id }) => ({ messageId: id, fromId: other.id, toId: into.id })),
    ),
    tags,
    watcherIds,
    closedIds: others.map(({ id }) => id),
    tellRequesterIds: union(
      [],
      others.flatMap(({ requesterId }) =>
        requesterId === null || requesterId === into.requesterId ? [] : [requesterId],
      ),
    ),
    history: [
      ...others.flatMap((other) => mergeEntries(into, other)),
      ...changeEntry(into.id, 'tags', into.tags, tags),
      ...changeEntry(into.id, 'watchers', into.watcherIds, watcherIds),
    ],
  });
}

function mergeTrouble(into: PlannedTicket, others: readonly PlannedTicket[]): PlanTrouble | null {
  if (others.length === 0) return 'nothing-chosen';
  const ids = new Set([into, ...others].map(({ id }) => id));
  if (ids.size !== others.length + 1) return 'self';
  if ([into, ...others].some(({ mergedIntoId }) => mergedIntoId !== null)) return 'already-merged';
  return into.state === 'closed' ? 'target-closed' : null;
}

function mergeEntries(into: PlannedTicket, other: PlannedTicket): readonly PlannedEntry[] {
  return [
    { ticketId: other.id, what: 'merged-into', from: null, to: into.id },
    ...(other.state === 'closed'
      ? []
      : [{ ticketId: other.id, what: 'state' as const, from: other.state, to: 'closed' }]),
    { ticketId: into.id, what: 'merged-from', from: other.id, to: null },
  ];
}

/** Everything that dividing a ticket changes. The new ticket takes requester, tags and watchers along. */
export interface SplitPlan {
  readonly fromId: string;
  readonly seen: { readonly ticketId: string; readonly version: number };
  readonly newTicket: {
    readonly id: string;
    readonly subject: string;
    readonly requesterId: string | null;
    readonly tags: readonly string[];
    readonly watcherIds: readonly string[];
  };
  readonly moves: readonly MessageMove[];
  readonly link: { readonly from: string; readonly kind: LinkKind; readonly to: string };
  readonly history: readonly PlannedEntry[];
}

/** Moves some messages of a ticket to a new one; at least one stays and at least one goes. `newId` is made by the caller. */
export function planSplit(
  ticket: PlannedTicket,
  messageIds: readonly string[],
  newId: string,
  subject: string,
): Result<SplitPlan, PlanTrouble> {
  const trouble = splitTrouble(ticket, messageIds);
  if (trouble !== null) return err(trouble);
  const chosen = new Set(messageIds);
  return ok({
    fromId: ticket.id,
    seen: { ticketId: ticket.id, version: ticket.version },
    newTicket: {
      id: newId,
      subject: subject.trim() === '' ? ticket.subject : subject.trim(),
      requesterId: ticket.requesterId,
      tags: ticket.tags,
      watcherIds: ticket.watcherIds,
    },
    moves: ticket.messages
      .filter(({ id }) => chosen.has(id))
      .map(({ id }) => ({ messageId: id, fromId: ticket.id, toId: newId })),
    link: { from: newId, kind: 'follows', to: ticket.id },
    history: [
      { ticketId: ticket.id, what: 'split-into', from: null, to: newId },
      { ticketId: newId, what: 'split-from', from: ticket.id, to: null },
    ],
  });
}

function splitTrouble(ticket: PlannedTicket, messageIds: readonly string[]): PlanTrouble | null {
  if (ticket.mergedIntoId !== null) return 'already-merged';
  if (messageIds.length === 0) return 'nothing-chosen';
  const known = new Set(ticket.messages.map(({ id }) => id));
  if (messageIds.some((id) => !known.has(id))) return 'unknown-message';
  return new Set(messageIds).size === known.size ? 'everything-chosen' : null;
}

/** The links after a merge: those of the joined tickets hang on the one that stays; what would make no sense falls away. */
export function linksAfterMerge(
  links: readonly TicketLink[],
  plan: Pick<MergePlan, 'intoId' | 'closedIds'>,
): readonly TicketLink[] {
  const moved = new Set(plan.closedIds);
  const stays = (id: string): string => (moved.has(id) ? plan.intoId : id);
  // untouched ones first, so that a moved link never pushes one out that stood before
  const untouched = links.filter(({ from, to }) => !moved.has(from) && !moved.has(to));
  const touched = links.filter(({ from, to }) => moved.has(from) || moved.has(to));
  return touched.reduce<readonly TicketLink[]>((kept, { from, kind, to }) => {
    const added = addLink(kept, stays(from), kind, stays(to));
    return added.ok ? added.value : kept;
  }, untouched);
}

function changeEntry(
  ticketId: string,
  what: 'tags' | 'watchers',
  before: readonly string[],
  after: readonly string[],
): readonly PlannedEntry[] {
  return after.length === before.length
    ? []
    : [{ ticketId, what, from: before.join(', '), to: after.join(', ') }];
}

function union(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}
