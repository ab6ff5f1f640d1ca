import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who gets last week's numbers by mail, and for which week they went out last. */
export function weeklyReport(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table weekly_report (
            tenant_id text primary key references organisation (id),
            active integer not null,
            time_zone text not null,
            sent_for bigint not null
          )`,
        )
        .execute(db);
    },
  };
}
