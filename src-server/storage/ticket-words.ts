import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Database } from './open-database.ts';
import type { Tables } from './tables.ts';

/** The words of a ticket's subject and messages, so that they can be found. */
export interface TicketWords {
  /** Writes anew what one ticket says; in the transaction that changed it. */
  put(tx: Kysely<Tables>, words: TicketText): Promise<void>;
  /** Of a ticket that is deleted. */
  remove(tx: Kysely<Tables>, tenantId: Id, ticketId: Id): Promise<void>;
  /** A condition on `ticket.id`: its words contain all of these, the last one at least begins so. Null for no words. */
  matches(tenantId: Id, text: string): RawBuilder<boolean> | null;
}

export interface TicketText {
  readonly tenantId: Id;
  readonly ticketId: Id;
  readonly subject: string;
  readonly body: string;
}

/** Longest words, and most of them, that a search takes: more says nothing and costs time. */
const MAX_WORDS = 12;
const MAX_WORD = 40;
/**
 * PostgreSQL refuses an index entry of more than 1 MiB, and with it the message. It holds the words, their places, and
 * parts of words with hyphens besides: up to four bytes for each of the text, in UTF-8.
 */
const MAX_INDEXED_BYTES = 250_000;

export function ticketWords(kind: Database['kind']): TicketWords {
  return kind === 'sqlite' ? inSqlite : inPostgres;
}

/** Letters and digits only: nothing is left of the operators that either database knows. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_WORD));
}

const inSqlite: TicketWords = {
  async put(tx, { tenantId, ticketId, subject, body }) {
    const known = await sql<{ row_id: number }>`
      select row_id from ticket_words_row where tenant_id = ${tenantId} and ticket_id = ${ticketId}`.execute(
      tx,
    );
    const rowId = known.rows[0]?.row_id ?? (await newRow(tx, tenantId, ticketId));
    await sql`delete from ticket_words where rowid = ${rowId}`.execute(tx);
    await sql`insert into ticket_words (rowid, tenant_id, ticket_id, subject, body)
      values (${rowId}, ${tenantId}, ${ticketId}, ${subject}, ${body})`.execute(tx);
  },
  async remove(tx, tenantId, ticketId) {
    await sql`delete from ticket_words where rowid in (
      select row_id from ticket_words_row where tenant_id = ${tenantId} and ticket_id = ${ticketId})`.execute(
      tx,
    );
    await sql`delete from ticket_words_row where tenant_id = ${tenantId} and ticket_id = ${ticketId}`.execute(
      tx,
    );
  },
  matches(tenantId, text) {
    const words = wordsOf(text);
    if (words.length === 0) return null;
    const query = words.map((word, at) => `"${word}"${at === words.length - 1 ? '*' : ''}`).join(' ');
    return sql<boolean>`ticket.id in (
      select ticket_id from ticket_words where ticket_words match ${query} and tenant_id = ${tenantId})`;
  },
};

async function newRow(tx: Kysely<Tables>, tenantId: Id, ticketId: Id): Promise<number> {
  const made = await sql<{ row_id: number }>`
    insert into ticket_words_row (tenant_id, ticket_id) values (${tenantId}, ${ticketId}) returning row_id`.execute(
    tx,
  );
  const [row] = made.rows;
  if (row === undefined) throw new Error('no row was made');
  return row.row_id;
}

/** A character that would be cut in two is left out. */
function firstBytes(text: string, bytes: number): string {
  const buffer = new Uint8Array(bytes);
  return text.slice(0, new TextEncoder().encodeInto(text, buffer).read);
}

const inPostgres: TicketWords = {
  async put(tx, { tenantId, ticketId, subject, body }) {
    // PostgreSQL holds no zero byte in a text
    const clean = firstBytes(body.replaceAll('\0', ' '), MAX_INDEXED_BYTES);
    await sql`insert into ticket_words (tenant_id, ticket_id, subject, body)
      values (${tenantId}, ${ticketId}, ${subject}, ${clean})
      on conflict (tenant_id, ticket_id) do update set subject = excluded.subject, body = excluded.body`.execute(
      tx,
    );
  },
  async remove(tx, tenantId, ticketId) {
    await sql`delete from ticket_words where tenant_id = ${tenantId} and ticket_id = ${ticketId}`.execute(tx);
  },
  matches(tenantId, text) {
    const words = wordsOf(text);
    if (words.length === 0) return null;
    const query = words.map((word, at) => `'${word}'${at === words.length - 1 ? ':*' : ''}`).join(' & ');
    return sql<boolean>`ticket.id in (
      select ticket_id from ticket_words
      where tenant_id = ${tenantId} and document @@ to_tsquery('simple', ${query}))`;
  },
};
