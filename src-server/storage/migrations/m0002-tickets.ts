import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DatabasePlace } from '../open-database.ts';

/** Queues, people who are helped, tickets with all that hangs on them, and the index of their words. */
export function tickets(kind: DatabasePlace['kind']): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const bytes = kind === 'postgres' ? 'bytea' : 'blob';
      for (const statement of [...statements(bytes), ...(kind === 'postgres' ? postgresWords : sqliteWords)])
        await sql.raw(statement).execute(db);
    },
  };
}

const statements = (bytes: string) => [
  `create table queue (
    tenant_id text not null references organisation (id),
    id text not null,
    name text not null,
    public integer not null,
    position integer not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
  )`,
  `create table requester (
    tenant_id text not null references organisation (id),
    id text not null,
    name text not null,
    email text,
    created_at bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, email)
  )`,
  `create table ticket (
    tenant_id text not null references organisation (id),
    id text not null,
    number integer not null,
    subject text not null,
    state text not null,
    priority text not null,
    priority_rank integer not null,
    queue_id text not null,
    requester_id text,
    assignee_id text,
    device text,
    tags text not null,
    created_at bigint not null,
    updated_at bigint not null,
    version integer not null,
    merged_into_id text,
    idempotency_key text,
    primary key (tenant_id, id),
    unique (tenant_id, number),
    unique (tenant_id, idempotency_key),
    foreign key (tenant_id, queue_id) references queue (tenant_id, id),
    foreign key (tenant_id, requester_id) references requester (tenant_id, id),
    foreign key (tenant_id, assignee_id) references member (tenant_id, id),
    foreign key (tenant_id, merged_into_id) references ticket (tenant_id, id) deferrable initially deferred
  )`,
  // one index for each order that lists have: the id after the time makes a page's end unique
  'create index ticket_by_update on ticket (tenant_id, updated_at, id)',
  'create index ticket_by_creation on ticket (tenant_id, created_at, id)',
  'create index ticket_by_priority on ticket (tenant_id, priority_rank, updated_at, id)',
  'create index ticket_by_state on ticket (tenant_id, state, updated_at, id)',
  'create index ticket_by_queue on ticket (tenant_id, queue_id, state, updated_at, id)',
  'create index ticket_by_assignee on ticket (tenant_id, assignee_id, state, updated_at, id)',
  'create index ticket_by_requester on ticket (tenant_id, requester_id, updated_at, id)',
  `create table ticket_tag (
    tenant_id text not null,
    ticket_id text not null,
    tag text not null,
    primary key (tenant_id, ticket_id, tag),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade
  )`,
  'create index ticket_tag_by_tag on ticket_tag (tenant_id, tag, ticket_id)',
  `create table ticket_watcher (
    tenant_id text not null,
    ticket_id text not null,
    member_id text not null,
    primary key (tenant_id, ticket_id, member_id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade,
    foreign key (tenant_id, member_id) references member (tenant_id, id)
  )`,
  `create table message (
    tenant_id text not null,
    id text not null,
    ticket_id text not null,
    kind text not null,
    author_type text not null,
    author_id text,
    author_name text,
    body text not null,
    at bigint not null,
    idempotency_key text,
    primary key (tenant_id, id),
    unique (tenant_id, idempotency_key),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade
  )`,
  'create index message_of_ticket on message (tenant_id, ticket_id, at)',
  `create table attachment (
    tenant_id text not null references organisation (id),
    id text not null,
    message_id text,
    uploaded_by text,
    uploaded_at bigint not null,
    name text not null,
    type text not null,
    size integer not null,
    sha256 text not null,
    bytes ${bytes} not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, message_id) references message (tenant_id, id) on delete cascade
  )`,
  'create index attachment_of_message on attachment (tenant_id, message_id)',
  `create table history (
    tenant_id text not null,
    id text not null,
    ticket_id text not null,
    at bigint not null,
    author_type text not null,
    author_id text,
    author_name text,
    what text not null,
    old_value text,
    new_value text,
    version integer not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade
  )`,
  'create index history_of_ticket on history (tenant_id, ticket_id, version)',
];

/** The words of a ticket: its subject and all its messages, kept by {@link ../ticket-words.ts}. */
const sqliteWords = [
  `create virtual table ticket_words using fts5 (
    tenant_id unindexed, ticket_id unindexed, subject, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
  )`,
  // FTS5 finds rows by its own number only
  `create table ticket_words_row (
    tenant_id text not null,
    ticket_id text not null,
    row_id integer primary key,
    unique (tenant_id, ticket_id)
  )`,
];

const postgresWords = [
  `create table ticket_words (
    tenant_id text not null,
    ticket_id text not null,
    subject text not null,
    body text not null,
    document tsvector generated always as (
      setweight(to_tsvector('simple', subject), 'A') || setweight(to_tsvector('simple', left(body, 500000)), 'B')
    ) stored,
    primary key (tenant_id, ticket_id)
  )`,
  'create index ticket_words_document on ticket_words using gin (document)',
];
