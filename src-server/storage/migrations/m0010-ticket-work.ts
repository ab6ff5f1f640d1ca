import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How tickets hang together, and when each is due. */
export function ticketWork(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const NEVER = 9007199254740991;

const statements = [
  `create table ticket_link (
    tenant_id text not null,
    from_id text not null,
    kind text not null,
    to_id text not null,
    created_at bigint not null,
    primary key (tenant_id, from_id, kind, to_id),
    foreign key (tenant_id, from_id) references ticket (tenant_id, id) on delete cascade,
    foreign key (tenant_id, to_id) references ticket (tenant_id, id) on delete cascade
  )`,
  'create index ticket_link_to on ticket_link (tenant_id, to_id)',
  'alter table ticket add column due_goal text',
  `alter table ticket add column due_at bigint not null default ${NEVER}`,
  `alter table ticket add column warn_at bigint not null default ${NEVER}`,
  `alter table ticket add column alarm_at bigint not null default ${NEVER}`,
  'alter table ticket add column alarmed_at bigint not null default 0',
  'alter table ticket add column breached integer not null default 0',
  'create index ticket_by_due on ticket (tenant_id, due_at, id)',
  'create index ticket_by_alarm on ticket (alarm_at)',
];
