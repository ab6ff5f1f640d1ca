import type { Priority, TicketState } from './ticket.ts';

/** What people edit on a ticket, as one version of it stood. */
export interface TicketFields {
  readonly subject: string;
  readonly state: TicketState;
  readonly priority: Priority;
  readonly queueId: string;
  readonly assigneeId: string | null;
  readonly requesterId: string | null;
  readonly device: string | null;
  /** In no order: each is added or taken away on its own. */
  readonly tags: readonly string[];
  readonly watcherIds: readonly string[];
}
export type TicketField = keyof TicketFields;

const oneValue = ['subject', 'state', 'priority', 'queueId', 'assigneeId', 'requesterId', 'device'] as const;
const sets = ['tags', 'watcherIds'] as const;
type OneValueField = (typeof oneValue)[number];

/** Both changed the same field to different values: a person has to choose. */
export interface EditConflict {
  readonly field: OneValueField;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

export interface MergedEdits {
  /** Both people's changes; where they conflict, what is stored already stays. */
  readonly merged: TicketFields;
  readonly conflicts: readonly EditConflict[];
  /** The fields in which `merged` differs from what is stored: what there is to write. */
  readonly changed: readonly TicketField[];
}

/**
 * Joins what I made of the version I saw (`base`) with what somebody else stored meanwhile (`theirs`). Nothing anybody
 * did is lost: it is in `merged` or it is named in `conflicts`.
 */
export function mergeEdits(base: TicketFields, mine: TicketFields, theirs: TicketFields): MergedEdits {
  const conflicts = oneValue
    .filter(
      (field) =>
        mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field],
    )
    .map((field) => ({ field, base: base[field], mine: mine[field], theirs: theirs[field] }));
  const kept = (field: OneValueField): boolean =>
    mine[field] !== base[field] && !conflicts.some((conflict) => conflict.field === field);
  const fromMe = Object.fromEntries(oneValue.filter(kept).map((field) => [field, mine[field]]));
  const merged: TicketFields = {
    ...theirs,
    ...fromMe,
    tags: mergeSets(base.tags, mine.tags, theirs.tags),
    watcherIds: mergeSets(base.watcherIds, mine.watcherIds, theirs.watcherIds),
  };
  const changed = [
    ...oneValue.filter((field) => merged[field] !== theirs[field]),
    ...sets.filter((field) => !sameSet(merged[field], theirs[field])),
  ];
  return { merged, conflicts, changed };
}

/** Theirs, with what I added and without what I took away. */
function mergeSets(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const added = mine.filter((item) => !base.includes(item));
  const removed = new Set(base.filter((item) => !mine.includes(item)));
  return [...new Set([...theirs.filter((item) => !removed.has(item)), ...added])];
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
