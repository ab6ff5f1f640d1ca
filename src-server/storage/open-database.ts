import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool, types } from 'pg';
import { migrations } from './migrations/migrations.ts';
import { messageOf } from './message-of.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import type { Tables } from './tables.ts';

/** Where the records are: a file, nowhere (memory: gone with the process), or a PostgreSQL server. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

export interface Database {
  readonly kind: DatabasePlace['kind'];
  /** SQLite's file, which another thread can read too; null in memory and with PostgreSQL. */
  readonly file: string | null;
  readonly query: Kysely<Tables>;
  /** All or nothing. Ask only through what `run` is given. */
  transaction<T>(run: (query: Kysely<Tables>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** In memory: for tests, and for a server that only introduces. */
export const inMemory: DatabasePlace = { kind: 'sqlite', file: ':memory:' };

/**
 * Opens the records and brings them up to this version, under a lock, so that several servers may start at once.
 * Throws with a sentence that says what to do. `onQuery` hears how long each query took, in ms.
 */
export async function openDatabase(place: DatabasePlace, onQuery?: (ms: number) => void): Promise<Database> {
  const query = new Kysely<Tables>({
    dialect: dialectFor(place),
    ...(onQuery === undefined ? {} : { log: (event) => onQuery(event.queryDurationMillis) }),
  });
  try {
    await migrate(query, place.kind);
  } catch (error) {
    await query.destroy().catch(() => undefined);
    throw error;
  }
  return {
    kind: place.kind,
    file: place.kind === 'sqlite' && place.file !== ':memory:' ? place.file : null,
    query,
    transaction: (run) => query.transaction().execute(run),
    close: () => query.destroy(),
  };
}

/** Another look at a file that a server has open: it sees what was written, and writes nothing. */
export function openReadOnly(file: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(file, { readOnly: true }) });
}

function dialectFor(place: DatabasePlace): NodeSqliteDialect | PostgresDialect {
  if (place.kind === 'sqlite') return new NodeSqliteDialect(place.file);
  const pool = new Pool({
    connectionString: place.url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
  });
  pool.on('error', () => undefined); // an idle connection that broke: the next query opens another
  return new PostgresDialect({ pool });
}

/** PostgreSQL's bigint: times and counts of ours, all below 2^53. */
const INT8 = 20;

async function migrate(query: Kysely<Tables>, kind: DatabasePlace['kind']): Promise<void> {
  const migrator = new Migrator({ db: query, provider: { getMigrations: async () => migrations(kind) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error(whyNot(error, kind), { cause: error });
}

function whyNot(error: unknown, kind: DatabasePlace['kind']): string {
  const text = messageOf(error);
  if (text.includes('corrupted migrations'))
    return `The records were written by a newer version of Alongside. Start that version, or restore a backup. (${text})`;
  if (/not a database|malformed|disk image/.test(text))
    return `The records are damaged: ${text}. To restore a backup: npm run server -- restore FILE --replace`;
  return kind === 'postgres'
    ? `The records cannot be opened: ${text}. Look at DATABASE_URL, and whether PostgreSQL runs there.`
    : `The records cannot be opened: ${text}`;
}
