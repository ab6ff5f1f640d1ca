import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People who wait for help. */
export function waiting(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table help_request (
    tenant_id text not null,
    id text not null,
    ticket_id text not null,
    queue_id text not null,
    name text not null,
    secret_hash text not null,
    state text not null,
    created_at bigint not null,
    seen_at bigint not null,
    taken_at bigint,
    primary key (tenant_id, id),
    unique (secret_hash),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade,
    foreign key (tenant_id, queue_id) references queue (tenant_id, id)
  )`,
  'create index help_request_line on help_request (tenant_id, queue_id, state, created_at, id)',
  'create index help_request_taken on help_request (tenant_id, queue_id, taken_at)',
  'create index help_request_of_ticket on help_request (tenant_id, ticket_id)',
];
