import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Organisations, who works there, how they are signed in, and what they did. */
export function people(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table organisation (
    id text primary key,
    name text not null,
    created_at bigint not null,
    next_number integer not null default 1
  )`,
  `create table member (
    tenant_id text not null references organisation (id),
    id text not null,
    name text not null,
    email text not null,
    role text not null,
    active integer not null,
    created_at bigint not null,
    last_seen_at bigint,
    password_hash text,
    primary key (tenant_id, id),
    unique (email)
  )`,
  `create table login (
    token_hash text primary key,
    tenant_id text not null,
    member_id text not null,
    method text not null,
    created_at bigint not null,
    last_used_at bigint not null,
    expires_at bigint not null,
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
  )`,
  'create index login_of_member on login (tenant_id, member_id)',
  `create table invitation (
    token_hash text primary key,
    tenant_id text not null references organisation (id),
    email text not null,
    role text not null,
    invited_by text,
    created_at bigint not null,
    expires_at bigint not null
  )`,
  `create table audit (
    tenant_id text not null references organisation (id),
    seq bigint not null,
    at bigint not null,
    actor_id text,
    action text not null,
    detail text not null,
    hash text not null,
    primary key (tenant_id, seq)
  )`,
  'create table server_state (name text primary key, value text not null)',
];
