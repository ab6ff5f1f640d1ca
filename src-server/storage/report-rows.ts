import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { ReportQuery } from '../../src-shared/helpdesk/report.ts';
import type { Tables } from './tables.ts';

/** Rows of one step: few enough that reading them blocks nobody for long. */
const ROWS = 1_000;

export interface ReportPlace {
  readonly query: Kysely<Tables>;
  readonly tenantId: Id;
  readonly asked: ReportQuery;
}

export interface TicketColumns {
  readonly id: string;
  readonly queue_id: string;
  readonly assignee_id: string | null;
  readonly device: string | null;
  readonly priority: string;
}

export interface CreatedRow extends TicketColumns {
  readonly created_at: number;
  readonly first_answer: number | null;
}

export interface SolvedRow extends TicketColumns {
  readonly created_at: number;
  readonly solved_at: number;
  readonly reopened: number;
  readonly breached: number;
}

export interface AnsweredRow extends TicketColumns {
  readonly good: number;
}

const columns = sql.raw('t.id, t.queue_id, t.assignee_id, t.device, t.priority');

/** When the message was written that the ticket `t` began with: a little after the ticket. */
const beginning = sql`(select min(f.at) from message f where f.tenant_id = t.tenant_id and f.ticket_id = t.id)`;

/** What the query narrows, upon the ticket `t`. A device is asked for by its model, its system, or both. */
function narrowed({
  tenantId,
  asked: { queue, technician, device, system },
}: ReportPlace): RawBuilder<unknown> {
  const like = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  const parts = [sql`t.tenant_id = ${tenantId}`, sql`t.merged_into_id is null`];
  if (queue !== undefined) parts.push(sql`t.queue_id = ${queue}`);
  if (technician !== undefined) parts.push(sql`t.assignee_id = ${technician}`);
  if (device !== undefined)
    parts.push(sql`(t.device = ${device} or t.device like ${`${like(device)}, %`} escape '\\')`);
  if (system !== undefined) parts.push(sql`t.device like ${`%, ${like(system)}`} escape '\\'`);
  return sql.join(parts, sql` and `);
}

/** Tickets made in the period, a page at a time, with the first public reply that came after. */
export async function* createdRows(place: ReportPlace): AsyncGenerator<readonly CreatedRow[]> {
  const { from, to } = place.asked;
  yield* pages(
    place.query,
    { created_at: from, id: '' },
    (after) => sql<CreatedRow>`
    select ${columns}, t.created_at,
      (select min(m.at) from message m where m.tenant_id = t.tenant_id and m.ticket_id = t.id
        and m.kind = 'public' and m.author_type = 'member' and m.at > ${beginning}) as first_answer
    from ticket t where ${narrowed(place)} and t.created_at < ${to}
      and (t.created_at, t.id) > (${after.created_at}, ${after.id})
    order by t.created_at, t.id limit ${ROWS}`,
  );
}

/** Tickets that became solved in the period; being closed later is no second solution. */
export async function* solvedRows(place: ReportPlace): AsyncGenerator<readonly SolvedRow[]> {
  const { from, to } = place.asked;
  yield* pages(
    place.query,
    { id: '' },
    (after) => sql<SolvedRow>`
    select ${columns}, t.created_at, t.breached, max(h.at) as solved_at,
      (select count(*) from history r where r.tenant_id = t.tenant_id and r.ticket_id = t.id and r.what = 'state'
        and r.old_value in ('solved', 'closed') and r.new_value not in ('solved', 'closed') and r.at < ${to})
        as reopened
    from history h join ticket t on t.tenant_id = h.tenant_id and t.id = h.ticket_id
    where h.tenant_id = ${place.tenantId} and h.ticket_id > ${after.id} and ${narrowed(place)} and h.what = 'state'
      and h.new_value in ('solved', 'closed') and h.old_value not in ('solved', 'closed')
      and h.at >= ${from} and h.at < ${to}
    group by t.tenant_id, t.id, t.queue_id, t.assignee_id, t.device, t.priority, t.created_at, t.breached
    order by t.id limit ${ROWS}`,
  );
}

export async function* answeredRows(place: ReportPlace): AsyncGenerator<readonly AnsweredRow[]> {
  const { from, to } = place.asked;
  yield* pages(
    place.query,
    { id: '' },
    (after) => sql<AnsweredRow>`
    select ${columns}, s.good
    from satisfaction s join ticket t on t.tenant_id = s.tenant_id and t.id = s.ticket_id
    where s.tenant_id = ${place.tenantId} and s.ticket_id > ${after.id} and ${narrowed(place)}
      and s.answered_at >= ${from} and s.answered_at < ${to}
    order by t.id limit ${ROWS}`,
  );
}

async function* pages<Row extends Last, Last extends object>(
  query: Kysely<Tables>,
  first: Last,
  ask: (after: Last) => RawBuilder<Row>,
): AsyncGenerator<readonly Row[]> {
  let after: Last | undefined = first;
  while (after !== undefined) {
    const { rows }: { rows: Row[] } = await ask(after).execute(query);
    if (rows.length > 0) yield rows;
    after = rows.length < ROWS ? undefined : rows.at(-1);
  }
}

/** Public replies of each member in the period; what a ticket began with is no reply. */
export async function repliesByMember(place: ReportPlace): Promise<ReadonlyMap<string, number>> {
  const { from, to } = place.asked;
  const { rows } = await sql<{ author_id: string; replies: number }>`
    select m.author_id, count(*) as replies
    from message m join ticket t on t.tenant_id = m.tenant_id and t.id = m.ticket_id
    where ${narrowed(place)} and m.kind = 'public' and m.author_type = 'member' and m.author_id is not null and m.at > ${beginning}
      and m.at >= ${from} and m.at < ${to} group by m.author_id`.execute(place.query);
  return new Map(rows.map(({ author_id: id, replies }) => [id, Number(replies)]));
}

/** What waits for each member now, whenever it was made. */
export async function openByMember(place: ReportPlace): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ assignee_id: string; waiting: number }>`
    select t.assignee_id, count(*) as waiting from ticket t
    where ${narrowed(place)} and t.assignee_id is not null and t.state not in ('solved', 'closed')
    group by t.assignee_id`.execute(place.query);
  return new Map(rows.map(({ assignee_id: id, waiting }) => [id, Number(waiting)]));
}

/** Tags of tickets made in the period that name a finding or what fixed it. */
export async function* taggedRows(
  place: ReportPlace,
): AsyncGenerator<readonly { readonly id: string; readonly tag: string; readonly state: string }[]> {
  const { from, to } = place.asked;
  yield* pages(
    place.query,
    { id: '', tag: '' },
    (after) => sql<{ id: string; tag: string; state: string }>`
    select t.id, g.tag, t.state from ticket_tag g join ticket t on t.tenant_id = g.tenant_id and t.id = g.ticket_id
    where g.tenant_id = ${place.tenantId} and ${narrowed(place)} and t.created_at >= ${from} and t.created_at < ${to}
      and (g.tag like 'fixed:%' or g.tag like '%-0_' or g.tag like '%-1_')
      and (g.ticket_id, g.tag) > (${after.id}, ${after.tag}) order by g.ticket_id, g.tag limit ${ROWS}`,
  );
}

/** Internal notes of tickets made in the period in which a finding may stand: those that sessions wrote. */
export async function* noteRows(
  place: ReportPlace,
): AsyncGenerator<
  readonly { readonly id: string; readonly message: string; readonly body: string; readonly state: string }[]
> {
  const { from, to } = place.asked;
  yield* pages(
    place.query,
    { id: '', message: '' },
    (after) => sql<{ id: string; message: string; body: string; state: string }>`
    select t.id, m.id as message, m.body, t.state
    from message m join ticket t on t.tenant_id = m.tenant_id and t.id = m.ticket_id
    where m.tenant_id = ${place.tenantId} and ${narrowed(place)} and t.created_at >= ${from} and t.created_at < ${to}
      and m.kind = 'internal' and (m.body like '%-0%' or m.body like '%-1%')
      and (m.ticket_id, m.id) > (${after.id}, ${after.message}) order by m.ticket_id, m.id limit 200`,
  );
}

/** What ids of queues and members are called. */
export async function namesOf({ query, tenantId }: ReportPlace): Promise<ReadonlyMap<string, string>> {
  const queues = await query
    .selectFrom('queue')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const members = await query
    .selectFrom('member')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .execute();
  return new Map([...queues, ...members].map(({ id, name }) => [id, name]));
}
