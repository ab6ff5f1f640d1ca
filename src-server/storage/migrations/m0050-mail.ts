import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Mail: our addresses, how it is sent, what arrived and what goes out. */
export function mail(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table mail_settings (
    tenant_id text not null references organisation (id),
    sending text,
    password text,
    password_set_at bigint,
    plus_address integer not null,
    acknowledge integer not null,
    acknowledge_text text not null,
    updated_at bigint not null,
    primary key (tenant_id)
  )`,
  `create table mail_address (
    tenant_id text not null references organisation (id),
    id text not null,
    address text not null unique,
    name text not null,
    queue_id text not null,
    created_at bigint not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, queue_id) references queue (tenant_id, id)
  )`,
  `create table mail_in (
    tenant_id text not null references organisation (id),
    id text not null,
    key text not null,
    ticket_id text,
    address_id text not null,
    mail_id text,
    from_address text not null,
    subject text not null,
    outcome text not null,
    at bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, key),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade
  )`,
  'create index mail_in_of_ticket on mail_in (tenant_id, ticket_id, at)',
  'create index mail_in_by_outcome on mail_in (tenant_id, outcome, at)',
  `create table mail_out (
    tenant_id text not null references organisation (id),
    id text not null,
    ticket_id text not null,
    message_id text,
    text text,
    from_name text not null,
    from_address text not null,
    to_name text not null,
    to_address text not null,
    random text not null,
    mail_id text,
    state text not null,
    attempts integer not null,
    since bigint not null,
    not_before bigint not null,
    trouble text,
    token text,
    lease_until bigint not null,
    created_at bigint not null,
    sent_at bigint,
    primary key (tenant_id, id),
    unique (tenant_id, message_id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade,
    foreign key (tenant_id, message_id) references message (tenant_id, id) on delete cascade
  )`,
  'create index mail_out_by_state on mail_out (state, not_before)',
  'create index mail_out_of_ticket on mail_out (tenant_id, ticket_id, created_at)',
  'create index mail_out_by_person on mail_out (tenant_id, to_address, created_at)',
];
