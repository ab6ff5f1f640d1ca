import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { z } from 'zod';
import { messageOf } from './message-of.ts';
import { migrations } from './migrations/migrations.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';

/*
 * A file that somebody hands in may be anything: another program's database, one of a newer version, or one with
 * triggers and views that would go on working for whoever made it. Only what our migrations make may be in it.
 */

const objectSchema = z.object({ type: z.string(), name: z.string(), sql: z.string().nullable() });
type SchemaObject = z.infer<typeof objectSchema>;

const MIGRATIONS = 'kysely_migration';

/** Null when the file holds what our migrations make and nothing else; otherwise a sentence. Only reads it. */
export async function schemaFault(file: string): Promise<string | null> {
  let found: { readonly applied: readonly string[] | null; readonly objects: readonly SchemaObject[] };
  try {
    found = readSchema(file);
  } catch (error) {
    return `it cannot be read as a database (${messageOf(error)})`;
  }
  const { applied, objects } = found;
  if (applied === null) return 'it holds no records of Alongside';
  const known = Object.keys(migrations('sqlite'));
  if (applied.some((name, at) => known[at] !== name)) return 'it was written by another version of Alongside';
  const last = applied.at(-1);
  if (last === undefined) return 'it holds no records of Alongside';
  const expected = new Map((await schemaAt(last)).map((one) => [one.name, one]));
  for (const one of objects)
    if (!isSame(one, expected.get(one.name)))
      return `it holds a ${one.type} that Alongside did not make: ${JSON.stringify(one.name)}`;
  const names = new Set(objects.map(({ name }) => name));
  const missing = [...expected.keys()].find((name) => !names.has(name));
  return missing === undefined ? null : `${JSON.stringify(missing)} is missing in it`;
}

function readSchema(file: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const objects = objectsOf(database.prepare('select type, name, sql from sqlite_schema').all());
    const applied = objects.some(({ name, type }) => name === MIGRATIONS && type === 'table')
      ? database.prepare(`select name from ${MIGRATIONS} order by name`).all()
      : null;
    return { objects, applied: applied?.map((row) => z.string().parse(row['name'])) ?? null };
  } finally {
    database.close();
  }
}

function objectsOf(rows: unknown): readonly SchemaObject[] {
  return z
    .array(objectSchema)
    .parse(rows)
    .filter(({ name, sql }) => sql !== null || !name.startsWith('sqlite_autoindex_'));
}

/** What a fresh database holds after this migration. */
async function schemaAt(last: string): Promise<readonly SchemaObject[]> {
  const query = new Kysely<{ sqlite_schema: SchemaObject }>({ dialect: new NodeSqliteDialect(':memory:') });
  try {
    const migrator = new Migrator({
      db: query,
      provider: { getMigrations: async () => migrations('sqlite') },
    });
    const { error } = await migrator.migrateTo(last);
    if (error !== undefined) throw error;
    return objectsOf(await query.selectFrom('sqlite_schema').select(['type', 'name', 'sql']).execute());
  } finally {
    await query.destroy();
  }
}

/** Tables that the query builder and the text index make have the words of the version that made them. */
function isSame(one: SchemaObject, expected: SchemaObject | undefined): boolean {
  if (expected === undefined || expected.type !== one.type) return false;
  const byOthers = one.name.startsWith('kysely_') || expected.sql?.startsWith("CREATE TABLE '") === true;
  return byOthers || expected.sql === one.sql;
}
