import type { Report } from '../../src-shared/helpdesk/report.ts';
import { ruleIds } from '../../src-shared/findings/rule-ids.ts';
import { pointAt, seriesOf, type Series } from '../domain/report-series.ts';
import { emptyTally, groupKey, numbersOf, type Dimensions, type Tally } from '../domain/report-tally.ts';
import {
  answeredRows,
  createdRows,
  namesOf,
  noteRows,
  openByMember,
  repliesByMember,
  solvedRows,
  taggedRows,
  type ReportPlace,
  type TicketColumns,
} from '../storage/report-rows.ts';

const MOST_FINDINGS = 20;
const MOST_FIXES = 5;
const MOST_GROUPS = 200;
const FIXED = 'fixed:';

interface Counting {
  readonly total: Tally;
  readonly groups: Map<string, Tally>;
  readonly created: number[];
  readonly solved: number[];
  readonly solvedBy: Map<string, number>;
  /** Whom each ticket counts for, besides the total. */
  readonly talliesOf: (row: TicketColumns) => readonly Tally[];
}

/** Reads a report's rows page by page and counts them: between pages everybody else gets their turn. */
export async function collectReport(place: ReportPlace): Promise<Report> {
  const { from, to, timeZone, by } = place.asked;
  const series = seriesOf(from, to, timeZone);
  const counting = emptyCounting(place, series);
  await countTickets(place, series, counting);
  const names = await namesOf(place);
  const { total, groups } = numbersOf(counting.total, counting.groups);
  return {
    from,
    to,
    timeZone,
    by,
    total,
    groups:
      by === 'none'
        ? []
        : groups
            .slice(0, MOST_GROUPS)
            .map(([key, numbers]) => ({ key, label: names.get(key) ?? key, numbers })),
    series: {
      step: series.step,
      points: series.starts.map((at, index) => ({
        at,
        created: counting.created[index] ?? 0,
        solved: counting.solved[index] ?? 0,
      })),
    },
    workload: await workloadOf(place, names, counting.solvedBy),
    findings: await findingsOf(place),
  };
}

function emptyCounting({ asked: { by } }: ReportPlace, { starts }: Series): Counting {
  const total = emptyTally();
  const groups = new Map<string, Tally>();
  return {
    total,
    groups,
    created: starts.map(() => 0),
    solved: starts.map(() => 0),
    solvedBy: new Map(),
    talliesOf(row) {
      const key = groupKey(by, dimensionsOf(row));
      const group = groups.get(key) ?? emptyTally();
      groups.set(key, group);
      return [total, group];
    },
  };
}

function dimensionsOf(row: TicketColumns): Dimensions {
  return {
    queueId: row.queue_id,
    assigneeId: row.assignee_id,
    device: row.device,
    priority: row.priority,
  };
}

async function countTickets(place: ReportPlace, series: Series, counting: Counting): Promise<void> {
  for await (const rows of inTurns(createdRows(place)))
    for (const row of rows) {
      increase(counting.created, pointAt(series, row.created_at));
      for (const tally of counting.talliesOf(row)) {
        tally.created += 1;
        if (row.first_answer !== null) tally.firstAnswers.push(row.first_answer - row.created_at);
      }
    }
  for await (const rows of inTurns(solvedRows(place)))
    for (const row of rows) {
      increase(counting.solved, pointAt(series, row.solved_at));
      const who = row.assignee_id ?? '';
      counting.solvedBy.set(who, (counting.solvedBy.get(who) ?? 0) + 1);
      for (const tally of counting.talliesOf(row)) {
        tally.solved += 1;
        if (Number(row.reopened) > 0) tally.reopened += 1;
        tally.breached += row.breached;
        tally.resolutions.push(row.solved_at - row.created_at);
      }
    }
  for await (const rows of inTurns(answeredRows(place)))
    for (const row of rows)
      for (const tally of counting.talliesOf(row)) {
        tally.answered += 1;
        tally.good += row.good;
      }
}

function increase(points: number[], at: number): void {
  points[at] = (points[at] ?? 0) + 1;
}

/** SQLite answers at once, so a loop over its pages alone would let nobody else in. */
async function* inTurns<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const page of pages) {
    yield page;
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

async function workloadOf(
  place: ReportPlace,
  names: ReadonlyMap<string, string>,
  solvedBy: ReadonlyMap<string, number>,
): Promise<Report['workload']> {
  const replies = await repliesByMember(place);
  const open = await openByMember(place);
  const ids = new Set([...replies.keys(), ...open.keys(), ...solvedBy.keys()]);
  return [...ids]
    .filter((id) => names.has(id))
    .map((id) => ({
      memberId: id,
      name: names.get(id) ?? '',
      replies: replies.get(id) ?? 0,
      solved: solvedBy.get(id) ?? 0,
      openNow: open.get(id) ?? 0,
    }))
    .toSorted((a, b) => b.replies + b.solved - (a.replies + a.solved) || (a.memberId < b.memberId ? -1 : 1));
}

const known: ReadonlySet<string> = new Set(ruleIds);

interface FoundOn {
  readonly tickets: Set<string>;
  readonly solved: Set<string>;
}

/** Findings stand on a ticket as tags, or in the notes of its sessions. */
async function findingsOf(place: ReportPlace): Promise<Report['findings']> {
  const found = new Map<string, FoundOn>();
  const fixes = new Map<string, string[]>();
  const add = (finding: string, id: string, state: string) => {
    const on = found.get(finding) ?? { tickets: new Set(), solved: new Set() };
    found.set(finding, on);
    on.tickets.add(id);
    if (state === 'solved' || state === 'closed') on.solved.add(id);
  };
  for await (const rows of inTurns(taggedRows(place)))
    for (const { id, tag, state } of rows) {
      if (tag.startsWith(FIXED)) fixes.set(id, [...(fixes.get(id) ?? []), tag.slice(FIXED.length)]);
      else if (known.has(tag.toUpperCase())) add(tag.toUpperCase(), id, state);
    }
  for await (const rows of inTurns(noteRows(place)))
    for (const { id, body, state } of rows)
      for (const [finding] of body.matchAll(/\b[A-Z]{2,4}-\d\d\b/gu))
        if (known.has(finding)) add(finding, id, state);
  return [...found]
    .map(([finding, { tickets, solved }]) => ({
      finding,
      tickets: tickets.size,
      solved: solved.size,
      fixedBy: topFixes(solved, fixes),
    }))
    .toSorted((a, b) => b.tickets - a.tickets || (a.finding < b.finding ? -1 : 1))
    .slice(0, MOST_FINDINGS);
}

function topFixes(
  solved: ReadonlySet<string>,
  fixes: ReadonlyMap<string, readonly string[]>,
): Report['findings'][number]['fixedBy'] {
  const counts = new Map<string, number>();
  for (const id of solved)
    for (const what of fixes.get(id) ?? []) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts]
    .map(([what, tickets]) => ({ what, tickets }))
    .toSorted((a, b) => b.tickets - a.tickets || (a.what < b.what ? -1 : 1))
    .slice(0, MOST_FIXES);
}
