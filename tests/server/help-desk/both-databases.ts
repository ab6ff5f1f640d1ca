import { afterAll, beforeAll, describe } from 'vitest';
import {
  inMemory,
  openDatabase,
  type Database,
  type DatabasePlace,
} from '../../../src-server/storage/open-database.ts';
import { startPostgres, type Postgres } from '../../stage/postgres.ts';

/** Runs the same tests on SQLite and on a real PostgreSQL. `place` is an empty database each time. */
export function onBothDatabases(title: string, tests: (place: () => Promise<DatabasePlace>) => void): void {
  describe(`${title} on SQLite`, () => tests(async () => inMemory));
  describe(`${title} on PostgreSQL`, () => {
    let server: Postgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop(), 20_000);
    tests(async () => ({ kind: 'postgres', url: await server.newDatabase() }));
  });
}

export async function opened(
  place: DatabasePlace,
  after: (close: () => Promise<void>) => void,
): Promise<Database> {
  const db = await openDatabase(place);
  after(() => db.close());
  return db;
}
