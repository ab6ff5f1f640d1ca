import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How long an organisation keeps closed tickets. */
export function retention(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table retention (
            tenant_id text primary key references organisation (id),
            closed_months integer,
            looked_at bigint,
            runs integer not null
          )`,
        )
        .execute(db);
    },
  };
}
