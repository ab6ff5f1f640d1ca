import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Addresses that hear of tickets, and each thing they are told until it has arrived. */
export function webhooks(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table webhook (
    tenant_id text not null references organisation (id),
    id text not null,
    name text not null,
    url text not null,
    events text not null,
    active integer not null,
    secret text not null,
    secret_ends_in text not null,
    created_at bigint not null,
    seen_at bigint not null,
    primary key (tenant_id, id)
  )`,
  `create table webhook_delivery (
    tenant_id text not null,
    id text not null,
    webhook_id text not null,
    event text not null,
    ticket_id text not null,
    ticket_version integer not null,
    state text not null,
    attempts integer not null,
    at bigint not null,
    next_at bigint not null,
    leased_until bigint not null,
    reason text,
    primary key (tenant_id, id),
    unique (tenant_id, webhook_id, ticket_id, ticket_version),
    foreign key (tenant_id, webhook_id) references webhook (tenant_id, id) on delete cascade,
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade
  )`,
  'create index webhook_delivery_due on webhook_delivery (state, next_at)',
  'create index webhook_delivery_newest on webhook_delivery (tenant_id, webhook_id, at)',
];
