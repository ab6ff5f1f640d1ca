import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DatabasePlace } from '../open-database.ts';

/** Articles, every version of each, whether they helped, and their pictures. */
export function knowledge(kind: DatabasePlace['kind']): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements(kind === 'postgres' ? 'bytea' : 'blob'))
        await sql.raw(statement).execute(db);
    },
  };
}

const statements = (bytes: string) => [
  `create table article (
    tenant_id text not null references organisation (id),
    id text not null,
    slug text not null,
    language text not null,
    title text not null,
    state text not null,
    content text not null,
    version integer not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (tenant_id, id),
    unique (tenant_id, language, slug)
  )`,
  `create table article_version (
    tenant_id text not null,
    article_id text not null,
    version integer not null,
    content text not null,
    at bigint not null,
    by_name text not null,
    primary key (tenant_id, article_id, version),
    foreign key (tenant_id, article_id) references article (tenant_id, id) on delete cascade
  )`,
  `create table article_vote (
    tenant_id text not null,
    id text not null,
    article_id text not null,
    version integer not null,
    ticket_id text,
    helped integer not null,
    at bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, article_id, ticket_id),
    foreign key (tenant_id, article_id) references article (tenant_id, id) on delete cascade
  )`,
  `create table article_picture (
    tenant_id text not null,
    article_id text not null,
    name text not null,
    type text not null,
    bytes ${bytes} not null,
    primary key (tenant_id, article_id, name),
    foreign key (tenant_id, article_id) references article (tenant_id, id) on delete cascade
  )`,
];
