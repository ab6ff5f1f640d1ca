import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase } from '../../stage/postgres.ts';

/** A database of the PostgreSQL that all tests of a run share: without records, of this version. */
export function newPostgresDatabase(): Promise<string> {
  return createDatabase(inject('postgresFolder'), `test_${randomBytes(8).toString('hex')}`, 'migrated');
}
