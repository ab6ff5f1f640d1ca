import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './open-database.ts';
import type { AuditTable } from './tables.ts';

/** What was found wrong; empty when all is well. */
export type Faults = readonly string[];

/** Finds the first entry of an organisation's chain that does not fit; null when all do. */
export type ChainCheck = (rows: readonly AuditTable[], before: AuditTable | null) => number | null;

const ROWS = 500;

/**
 * Reads everything once: the file's own structure, what points to what, every attachment against its hash, every
 * organisation's chain. Takes about as long as reading the file.
 */
export async function verifyRecords(db: Database, firstBroken: ChainCheck): Promise<Faults> {
  return [
    ...(await structure(db)),
    ...(await attachments(db)),
    ...(await chains(db, firstBroken)),
    ...(await words(db)),
  ];
}

async function structure({ kind, query }: Database): Promise<Faults> {
  if (kind === 'postgres') return []; // checked by the database itself at each write; its files are its own matter
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(query);
  const broken = integrity.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const pointers = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(query);
  return [
    ...broken.slice(0, 20).map((text) => `The file is damaged: ${text}`),
    ...pointers.rows
      .slice(0, 20)
      .map((row) => `A row of ${row.table} points to a missing one of ${row.parent}.`),
  ];
}

async function attachments({ query }: Database): Promise<Faults> {
  const faults: string[] = [];
  let after = ['', ''];
  for (;;) {
    const rows = await query
      .selectFrom('attachment')
      .select(['tenant_id', 'id', 'name', 'size', 'sha256', 'bytes'])
      .where(sql<boolean>`(tenant_id, id) > (${after[0]}, ${after[1]})`)
      .orderBy('tenant_id')
      .orderBy('id')
      .limit(5)
      .execute();
    for (const { id, name, size, sha256, bytes } of rows)
      if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
        faults.push(`The file ${JSON.stringify(name)} (${id}) is not what was stored.`);
    const last = rows.at(-1);
    if (last === undefined) return faults;
    after = [last.tenant_id, last.id];
  }
}

async function chains({ query }: Database, firstBroken: ChainCheck): Promise<Faults> {
  const faults: string[] = [];
  for (const { id, name } of await query.selectFrom('organisation').select(['id', 'name']).execute()) {
    let before: AuditTable | null = null;
    for (;;) {
      const rows: AuditTable[] = await query
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', id)
        .where('seq', '>', before?.seq ?? 0)
        .orderBy('seq')
        .limit(ROWS)
        .execute();
      const broken = firstBroken(rows, before);
      if (broken !== null)
        faults.push(`The audit chain of ${JSON.stringify(name)} breaks at entry ${broken}.`);
      const last = rows.at(-1);
      if (broken !== null || last === undefined) break;
      before = last;
    }
  }
  return faults;
}

async function words({ query }: Database): Promise<Faults> {
  const { rows } = await sql<{ missing: number }>`
    select count(*) as missing from ticket where not exists (
      select 1 from ${sql.table(await wordsTable(query))} as w
      where w.tenant_id = ticket.tenant_id and w.ticket_id = ticket.id)`.execute(query);
  const missing = Number(rows[0]?.missing ?? 0);
  return missing === 0 ? [] : [`${missing} tickets cannot be found by their words.`];
}

async function wordsTable(query: Database['query']): Promise<string> {
  const tables = await query.introspection.getTables();
  return tables.some(({ name }) => name === 'ticket_words_row') ? 'ticket_words_row' : 'ticket_words';
}
