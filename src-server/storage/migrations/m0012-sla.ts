import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When an organisation works and what it has promised. */
export function sla(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table sla_settings (
            tenant_id text primary key references organisation (id),
            version integer not null,
            calendars text not null,
            policies text not null,
            recount_after text
          )`,
        )
        .execute(db);
    },
  };
}
