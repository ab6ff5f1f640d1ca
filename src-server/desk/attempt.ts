import type { Kysely } from 'kysely';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Database } from '../storage/open-database.ts';
import type { Tables } from '../storage/tables.ts';

/** How often a transaction is tried again that met another one. */
const TRIES = 3;
/** PostgreSQL: not serialisable, deadlock, and a key that somebody else wrote first. The second try sees their row. */
const MET_ANOTHER = new Set(['40001', '40P01', '23505']);

/** A transaction that leaves nothing behind when it is refused. */
export async function attempt<T>(
  db: Database,
  run: (tx: Kysely<Tables>) => Promise<Result<T, ApiError>>,
): Promise<Result<T, ApiError>> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return ok(await db.transaction(async (tx) => unwrap(await run(tx))));
    } catch (error) {
      if (error instanceof Refused) return err(error.refusal);
      if (left <= 1 || !metAnother(error)) throw error;
    }
  }
}

class Refused extends Error {
  readonly refusal: ApiError;

  constructor(refusal: ApiError) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

function unwrap<T>(result: Result<T, ApiError>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

function metAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MET_ANOTHER.has(String(error.code));
}
