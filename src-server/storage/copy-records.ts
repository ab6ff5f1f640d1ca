import { sql, type Kysely } from 'kysely';
import type { Database } from './open-database.ts';
import { tableKeys, type TableName } from './table-keys.ts';
import type { Tables } from './tables.ts';
import { ticketWords } from './ticket-words.ts';

/** Rows of one step; with attachments of 20 MB each, few at a time. */
const ROWS = 200;
const ROWS_OF_BYTES = 5;

/** Called as the copy goes on. */
export type CopyProgress = (table: TableName, rows: number) => void;

/**
 * Copies all records from one place to another that is empty, whichever database either is, in one transaction on each
 * side: it is all there or nothing is. Answers the number of rows.
 */
export async function copyRecords(from: Database, to: Database, onProgress: CopyProgress): Promise<number> {
  if (!(await isEmpty(to.query)))
    throw new Error('There are records already where they should be copied to.');
  let total = 0;
  await snapshot(from, (source) =>
    to.transaction(async (target) => {
      for (const table of tableNames()) {
        const rows = await copyTable(source, target, table);
        total += rows;
        onProgress(table, rows);
      }
      await copyWords(target, to.kind);
    }),
  );
  return total;
}

/** What the source holds at one moment, whatever is written meanwhile. */
function snapshot(from: Database, run: (query: Kysely<Tables>) => Promise<void>): Promise<void> {
  if (from.kind === 'sqlite') return run(from.query); // a copy of a file that nobody else has open
  return from.query.transaction().setIsolationLevel('repeatable read').execute(run);
}

export function tableNames(): readonly TableName[] {
  return Object.keys(tableKeys) as TableName[];
}

export async function isEmpty(query: Kysely<Tables>): Promise<boolean> {
  return (await query.selectFrom('organisation').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** Page by page in the order of the key, so that memory does not grow with the table. */
async function copyTable(source: Kysely<Tables>, target: Kysely<Tables>, table: TableName): Promise<number> {
  const keys = tableKeys[table];
  const limit = table === 'attachment' || table === 'article_picture' ? ROWS_OF_BYTES : ROWS;
  let copied = 0;
  let last: Readonly<Record<string, unknown>> | undefined;
  for (;;) {
    const after = last;
    const rows = await pageOf(source, table, keys, after, limit);
    if (rows.length > 0)
      await target
        .insertInto(table)
        .values(rows as never)
        .execute();
    copied += rows.length;
    last = rows.at(-1);
    if (rows.length < limit || last === undefined) return copied;
  }
}

async function pageOf(
  source: Kysely<Tables>,
  table: TableName,
  keys: readonly string[],
  after: Readonly<Record<string, unknown>> | undefined,
  limit: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  const behind =
    after === undefined
      ? sql``
      : sql` where (${columns}) > (${sql.join(keys.map((key) => sql`${after[key]}`))})`;
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)}${behind} order by ${columns} limit ${limit}`.execute(source);
  return rows;
}

/** The index of words is made anew: the two databases keep it in different ways. */
async function copyWords(target: Kysely<Tables>, kind: Database['kind']): Promise<void> {
  const words = ticketWords(kind);
  let after = { tenant_id: '', id: '' };
  for (;;) {
    const { rows } = await sql<{ tenant_id: string; id: string; subject: string }>`
      select tenant_id, id, subject from ticket
      where (tenant_id, id) > (${after.tenant_id}, ${after.id}) order by tenant_id, id limit ${ROWS}`.execute(
      target,
    );
    for (const { tenant_id: tenantId, id: ticketId, subject } of rows) {
      const messages = await target
        .selectFrom('message')
        .select('body')
        .where('tenant_id', '=', tenantId)
        .where('ticket_id', '=', ticketId)
        .execute();
      await words.put(target, {
        tenantId,
        ticketId,
        subject,
        body: messages.map(({ body }) => body).join('\n'),
      });
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
