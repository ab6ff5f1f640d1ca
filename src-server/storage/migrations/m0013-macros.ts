import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Macros, and views that people keep. */
export function macros(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table macro (
    tenant_id text not null references organisation (id),
    id text not null,
    name text not null,
    kind text not null,
    text text not null,
    actions text not null,
    version integer not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
  )`,
  `create table saved_view (
    tenant_id text not null references organisation (id),
    id text not null,
    owner_id text not null,
    name text not null,
    shared integer not null,
    query text not null,
    position integer not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, owner_id) references member (tenant_id, id)
  )`,
  'create index saved_view_of on saved_view (tenant_id, shared, owner_id)',
];
