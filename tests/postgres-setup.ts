import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src-server/storage/open-database.ts';
import { createDatabase, startPostgres, type Postgres } from './stage/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the socket of the PostgreSQL that a run's tests share. */
    readonly postgresFolder: string;
  }
}

let server: Postgres | undefined;

/** One PostgreSQL for all tests of a run, with a database that is migrated already: each test gets a copy of it. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  const url = await createDatabase(server.folder, 'migrated');
  const db = await openDatabase({ kind: 'postgres', url });
  await db.close();
  project.provide('postgresFolder', server.folder);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
