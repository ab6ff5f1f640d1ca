import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Connections to other help desks, and what waits to be told to them. */
export function connectors(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table connector (
    tenant_id text not null references organisation (id),
    id text not null,
    name text not null,
    settings text not null,
    mapping text not null,
    secrets text not null,
    active integer not null,
    paused_until bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
  )`,
  `create table outbox_lane (
    tenant_id text not null references organisation (id),
    connector_id text not null,
    lane text not null,
    remote text,
    primary key (tenant_id, connector_id, lane)
  )`,
  // points to no connector: what was filed with one that is removed becomes a dead letter, not nothing
  `create table outbox_entry (
    tenant_id text not null,
    id text not null,
    position bigint not null,
    connector_id text not null,
    lane text not null,
    key text not null,
    action text not null,
    state text not null,
    attempts integer not null,
    since bigint not null,
    not_before bigint not null,
    uncertain_since bigint,
    sent_at bigint,
    trouble text,
    token text,
    lease_until bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, connector_id, key),
    foreign key (tenant_id, connector_id, lane) references outbox_lane (tenant_id, connector_id, lane)
  )`,
  'create index outbox_by_state on outbox_entry (state, position)',
  'create index outbox_by_lane on outbox_entry (tenant_id, connector_id, lane, position)',
  'create index outbox_by_position on outbox_entry (position)',
];
