import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people said about how they were helped. */
export function satisfaction(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table satisfaction (
            tenant_id text not null,
            ticket_id text not null,
            token_hash text,
            session_id text,
            asked_at bigint not null,
            answered_at bigint,
            good integer,
            comment text not null default '',
            primary key (tenant_id, ticket_id),
            unique (token_hash),
            foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade
          )`,
        )
        .execute(db);
    },
  };
}
