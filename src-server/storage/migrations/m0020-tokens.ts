import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** API tokens, and when a login last proved who has it. */
export function tokens(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  'alter table login add column proved_at bigint',
  `create table api_token (
    tenant_id text not null,
    id text not null,
    member_id text not null,
    name text not null,
    token_hash text not null,
    scopes text not null,
    created_at bigint not null,
    expires_at bigint not null,
    last_used_at bigint,
    primary key (tenant_id, id),
    unique (token_hash),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
  )`,
];
