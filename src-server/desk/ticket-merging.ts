import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { inverseOf, storedLink, type TicketLink } from '../../src-shared/helpdesk/ticket-links.ts';
import {
  linksAfterMerge,
  planMerge,
  planSplit,
  type MergePlan,
  type MessageMove,
  type PlannedEntry,
  type PlannedTicket,
  type PlanTrouble,
  type SplitPlan,
} from '../../src-shared/helpdesk/ticket-plans.ts';
import { ticketStateSchema, type Requester, type Ticket } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { deleteLink, insertLinks, linksAround } from '../storage/link-store.ts';
import { readJson } from '../storage/read-json.ts';
import { readTicket, requestersOf, ticketRow, toRequester } from '../storage/ticket-store.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';
import { applyChanges, indexWords, lockedAll, writeTags, writeWatchers } from './ticket-applying.ts';
import type { FieldChange } from './ticket-changes.ts';
import { nextNumber, untouched } from './ticket-filing.ts';
import { line } from './ticket-links.ts';
import { noTicket } from './ticket-replies.ts';
import { whoIs, writeHistory, type Who } from './ticket-writing.ts';
import { tellChanged } from './tickets.ts';

export interface Merged {
  readonly ticket: Ticket;
  /** People who wait for an answer in another ticket now, and do not know of it yet. */
  readonly tell: Requester[];
}

export interface Split {
  /** The new one. */
  readonly ticket: Ticket;
  /** The one that was divided, as it is now. */
  readonly from: Ticket;
}

/** Joining and dividing tickets: each carried out in one transaction or not at all. */
export interface TicketMerging {
  merge(actor: Actor, intoId: Id, fromIds: readonly Id[]): Promise<Result<Merged, ApiError>>;
  split(actor: Actor, id: Id, messageIds: readonly Id[], subject: string): Promise<Result<Split, ApiError>>;
}

/** A ticket and its version after a change: what pages are told. */
interface Changed {
  readonly id: Id;
  readonly version: number;
}

export function createTicketMerging(desk: Desk): TicketMerging {
  const { db } = desk;
  const tellAll = (actor: Actor, changed: readonly Changed[]) => {
    for (const { id, version } of changed) tellChanged(desk, whoIs(actor), id, version);
  };
  return {
    async merge(actor, intoId, fromIds) {
      const { tenantId } = actor;
      const done = await attempt(db, async (tx) => {
        const links = await linksAround(tx, tenantId, [intoId, ...fromIds]);
        const others = links.flatMap(({ from, to }) => [from, to]);
        const held = await lockedAll(tx, desk, tenantId, [intoId, ...fromIds, ...others]);
        const [into, ...from] = held.slice(0, fromIds.length + 1);
        if (into === undefined || into === null) return err(noTicket);
        if (from.some((row) => row === null)) return err(unknownTicket);
        const rows = from.filter((row) => row !== null);
        const plan = planMerge(
          await planned(tx, into),
          await Promise.all(rows.map((row) => planned(tx, row))),
        );
        if (!plan.ok) return err(refusal(plan.error));
        if (plan.value.tags.length > MOST_TAGS) return err(manyTags);
        const changed = await carryOutMerge(tx, desk, whoIs(actor), [into, ...rows], plan.value);
        const relinked = await moveLinks(tx, desk, whoIs(actor), links, plan.value);
        const people = plan.value.tellRequesterIds;
        const tell = people.length === 0 ? [] : await requestersOf(tx, tenantId, people);
        return ok({ changed: [...changed, ...relinked], tell: tell.map(toRequester) });
      });
      if (!done.ok) return done;
      tellAll(actor, done.value.changed);
      const ticket = await readTicket(db.query, tenantId, intoId);
      return ticket === null ? err(noTicket) : ok({ ticket, tell: done.value.tell });
    },

    async split(actor, id, messageIds, subject) {
      const { tenantId } = actor;
      const newId = desk.newId();
      const done = await attempt(db, async (tx) => {
        const [row] = await lockedAll(tx, desk, tenantId, [id]);
        if (row === undefined || row === null) return err(noTicket);
        const plan = planSplit(await planned(tx, row), messageIds, newId, subject);
        if (!plan.ok) return err(refusal(plan.error));
        return ok(await carryOutSplit(tx, desk, whoIs(actor), row, plan.value));
      });
      if (!done.ok) return done;
      tellAll(actor, done.value);
      const ticket = await readTicket(db.query, tenantId, newId);
      const from = await readTicket(db.query, tenantId, id);
      return ticket === null || from === null ? err(noTicket) : ok({ ticket, from });
    },
  };
}

const unknownTicket = apiError('INVALID', 'One of these tickets does not exist here.', {
  fields: { fromIds: 'has one that is unknown' },
});

/** Of one ticket. */
const MOST_TAGS = 30;
const manyTags = apiError('INVALID', 'Together these tickets have more than 30 tags. Take some away first.', {
  fields: { tags: 'are too many' },
});

const whys: Readonly<Record<PlanTrouble, string>> = {
  self: 'A ticket is not merged into itself, and each other one stands once.',
  'already-merged': 'One of these tickets was merged already. Take the one it went into.',
  'target-closed': 'The ticket to merge into is closed.',
  'nothing-chosen': 'Choose something first.',
  'everything-chosen': 'One message at least stays. To have all in another ticket, merge them.',
  'unknown-message': 'A message is not in this ticket any more. Look at it again.',
};

function refusal(trouble: PlanTrouble): ApiError {
  return apiError('INVALID', whys[trouble], { fields: { body: trouble } });
}

async function planned(tx: Kysely<Tables>, row: TicketTable): Promise<PlannedTicket> {
  const { tenant_id: tenantId, id } = row;
  const messages = await tx
    .selectFrom('message')
    .select(['id', 'at'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const watchers = await tx
    .selectFrom('ticket_watcher')
    .select('member_id')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', id)
    .orderBy('member_id')
    .execute();
  return {
    id,
    number: row.number,
    state: ticketStateSchema.parse(row.state),
    version: row.version,
    subject: row.subject,
    requesterId: row.requester_id,
    tags: readJson<string[]>(row.tags, []),
    watcherIds: watchers.map((one) => one.member_id),
    mergedIntoId: row.merged_into_id,
    messages,
  };
}

async function carryOutMerge(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  rows: readonly TicketTable[],
  plan: MergePlan,
): Promise<Changed[]> {
  await moveMessages(tx, who.tenantId, plan.moves);
  await moveLine(tx, who.tenantId, plan);
  const changed: Changed[] = [];
  for (const row of rows) {
    const lines = plan.history.filter(({ ticketId }) => ticketId === row.id);
    const set = row.id === plan.intoId ? {} : { merged_into_id: plan.intoId, state: 'closed' };
    const lists = row.id === plan.intoId ? { tags: plan.tags, watchers: plan.watcherIds } : {};
    const fields = { ...set, ...(lists.tags && { tags: JSON.stringify(lists.tags) }) };
    const version = await applyChanges(tx, desk, who, row, withFields(lines, { set: fields, ...lists }));
    await indexWords(tx, desk, who.tenantId, row.id, row.subject);
    changed.push({ id: row.id, version });
  }
  return changed;
}

/** Who waits on a ticket that is closed now waits on the one it went into, in the line they stood in. */
async function moveLine(tx: Kysely<Tables>, tenantId: Id, plan: MergePlan): Promise<void> {
  await tx
    .updateTable('help_request')
    .set({ ticket_id: plan.intoId })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', plan.closedIds)
    .execute();
}

/** The lines as changes; what is written goes with the first. */
function withFields(
  lines: readonly PlannedEntry[],
  written: Pick<FieldChange, 'set' | 'tags' | 'watchers'>,
): FieldChange[] {
  return lines.map(({ what, from, to }, at) => ({ what, from, to, ...(at === 0 ? written : { set: {} }) }));
}

/** Links of the tickets that are closed now hang on the one that stays; both ends' histories say so. */
async function moveLinks(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  links: readonly TicketLink[],
  plan: MergePlan,
): Promise<Changed[]> {
  const after = linksAfterMerge(links, plan);
  const has = (all: readonly TicketLink[], { from, kind, to }: TicketLink) =>
    all.some((one) => one.from === from && one.kind === kind && one.to === to);
  const gone = links.filter((link) => !has(after, link));
  const come = after.filter((link) => !has(links, link));
  for (const link of gone) await deleteLink(tx, who.tenantId, link);
  await insertLinks(tx, who.tenantId, come, desk.now());
  const lines = [
    ...gone.flatMap((link) => linesOf('unlinked', link)),
    ...come.flatMap((link) => linesOf('linked', link)),
  ];
  const changed: Changed[] = [];
  for (const id of new Set(lines.map((one) => one.ticketId))) {
    const row = await ticketRow(tx, who.tenantId, id);
    if (row === null) continue;
    const own = lines.filter((one) => one.ticketId === id).map((one) => one.change);
    changed.push({ id, version: await applyChanges(tx, desk, who, row, own) });
  }
  return changed;
}

function linesOf(what: 'linked' | 'unlinked', { from, kind, to }: TicketLink) {
  return [
    { ticketId: from, change: line(what, kind, to) },
    { ticketId: to, change: line(what, inverseOf(kind), from) },
  ];
}

async function carryOutSplit(
  tx: Kysely<Tables>,
  desk: Desk,
  who: Who,
  row: TicketTable,
  plan: SplitPlan,
): Promise<Changed[]> {
  const { tenantId } = who;
  const { id, subject, tags } = plan.newTicket;
  const number = await nextNumber(tx, tenantId);
  const now = desk.now();
  await tx
    .insertInto('ticket')
    .values({
      ...row,
      ...untouched,
      id,
      number,
      subject: subject.slice(0, 200),
      state: row.state === 'new' ? 'new' : 'open',
      requester_id: plan.newTicket.requesterId,
      created_at: now,
      updated_at: now,
      alarmed_at: now,
    })
    .execute();
  await writeTags(tx, tenantId, id, tags);
  await writeWatchers(tx, tenantId, id, plan.newTicket.watcherIds);
  await writeHistory(tx, desk, { ...who, ticketId: id, version: 1 }, [
    { what: 'created', from: null, to: String(number) },
  ]);
  await moveMessages(tx, tenantId, plan.moves);
  const { from, kind, to } = plan.link;
  await insertLinks(tx, tenantId, [storedLink(from, kind, to)], now);
  const changed: Changed[] = [];
  for (const one of [row, await ticketRow(tx, tenantId, id)]) {
    if (one === null) continue;
    const lines = plan.history.filter(({ ticketId }) => ticketId === one.id);
    changed.push({
      id: one.id,
      version: await applyChanges(tx, desk, who, one, withFields(lines, { set: {} })),
    });
    await indexWords(tx, desk, tenantId, one.id, one.subject);
  }
  return changed;
}

async function moveMessages(tx: Kysely<Tables>, tenantId: Id, moves: readonly MessageMove[]): Promise<void> {
  for (const { messageId, fromId, toId } of moves)
    await tx
      .updateTable('message')
      .set({ ticket_id: toId })
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', fromId)
      .where('id', '=', messageId)
      .execute();
}
