import { describe } from 'vitest';
import {
  inMemory,
  openDatabase,
  type Database,
  type DatabasePlace,
} from '../../../src-server/storage/open-database.ts';
import { newPostgresDatabase } from './shared-postgres.ts';

/** Runs the same tests on SQLite and on a real PostgreSQL. `place` is an empty database each time. */
export function onBothDatabases(title: string, tests: (place: () => Promise<DatabasePlace>) => void): void {
  describe(`${title} on SQLite`, () => tests(async () => inMemory));
  describe(`${title} on PostgreSQL`, () =>
    tests(async () => ({ kind: 'postgres', url: await newPostgresDatabase() })));
}

export async function opened(
  place: DatabasePlace,
  after: (close: () => Promise<void>) => void,
): Promise<Database> {
  const db = await openDatabase(place);
  after(() => db.close());
  return db;
}
