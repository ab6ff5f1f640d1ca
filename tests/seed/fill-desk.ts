import type { Insertable, Kysely } from 'kysely';
import { priorities } from '../../src-shared/helpdesk/ticket.ts';
import { untouched } from '../../src-server/desk/ticket-filing.ts';
import type { Database } from '../../src-server/storage/open-database.ts';
import type { Tables } from '../../src-server/storage/tables.ts';
import { ticketWords } from '../../src-server/storage/ticket-words.ts';
import { devices, firstNames, lastNames, troubles } from './texts.ts';

export interface SeedSize {
  readonly tickets: number;
  readonly members: number;
  readonly requesters: number;
}

export const usualSize: SeedSize = { tickets: 50_000, members: 200, requesters: 4_000 };

export interface Seeded {
  readonly tenantId: string;
  /** The address of the owner; everybody's password is the one handed in. */
  readonly owner: string;
}

const states = [
  'new',
  'open',
  'open',
  'waiting',
  'solved',
  'closed',
  'closed',
  'closed',
  'closed',
  'reopened',
];
const DAY = 86_400_000;
/** Rows of one insert: SQLite takes 32,766 values in a statement. */
const ROWS = 500;

/** Fills an empty help desk with the same data each time: a year of tickets, the newest ones of the last minutes. */
export async function fillDesk(
  db: Database,
  {
    size,
    now,
    passwordHash,
  }: { readonly size: SeedSize; readonly now: number; readonly passwordHash: string },
  onProgress: (tickets: number) => void,
): Promise<Seeded> {
  const tenantId = idOf('tenant', 0);
  await db.transaction(async (tx) => {
    await tx
      .insertInto('organisation')
      .values({
        id: tenantId,
        name: 'Riverside Libraries',
        created_at: now - 400 * DAY,
        next_number: size.tickets + 1,
      })
      .execute();
    await insertAll(
      tx,
      'member',
      rows(size.members, (at) => memberRow(tenantId, at, now, passwordHash)),
    );
    await insertAll(tx, 'queue', queueRows(tenantId));
    await insertAll(
      tx,
      'requester',
      rows(size.requesters, (at) => requesterRow(tenantId, at, now)),
    );
  });
  for (let from = 0; from < size.tickets; from += ROWS) {
    const count = Math.min(ROWS, size.tickets - from);
    await db.transaction((tx) => insertTickets(tx, db.kind, { tenantId, size, now, from, count }));
    onProgress(from + count);
  }
  return { tenantId, owner: 'owner@example.org' };
}

interface Batch {
  readonly tenantId: string;
  readonly size: SeedSize;
  readonly now: number;
  readonly from: number;
  readonly count: number;
}

async function insertTickets(tx: Kysely<Tables>, kind: Database['kind'], batch: Batch): Promise<void> {
  const { tenantId, from, count } = batch;
  const made = rows(count, (step) => ticketRows(batch, from + step));
  await insertAll(
    tx,
    'ticket',
    made.map((one) => one.ticket),
  );
  await insertAll(
    tx,
    'ticket_tag',
    made.flatMap((one) => one.tags),
  );
  await insertAll(
    tx,
    'message',
    made.flatMap((one) => one.messages),
  );
  await insertAll(
    tx,
    'history',
    made.flatMap((one) => one.history),
  );
  const words = ticketWords(kind);
  for (const { ticket, messages } of made) {
    const body = messages.map((message) => message.body).join('\n');
    await words.put(tx, { tenantId, ticketId: ticket.id, subject: ticket.subject, body });
  }
}

function ticketRows({ tenantId, size, now }: Batch, at: number) {
  const trouble = pick(troubles, at, 3);
  const device = `${pick(devices, at, 5)}-${String((at % 40) + 1).padStart(2, '0')}`;
  const age = Math.floor(((size.tickets - at) / size.tickets) ** 2 * 365 * DAY);
  const state = age > 60 * DAY ? 'closed' : pick(states, at, 7);
  const id = idOf('ticket', at);
  const answered = state !== 'new';
  const priority = pick(priorities, at, 11);
  const member = (at * 7) % size.members;
  const requester = (at * 13) % size.requesters;
  const ticket: Insertable<Tables['ticket']> = {
    tenant_id: tenantId,
    id,
    number: at + 1,
    subject: `${trouble.subject}: ${device}`,
    state,
    priority,
    priority_rank: priorities.indexOf(priority),
    queue_id: idOf('queue', trouble.queue),
    requester_id: idOf('requester', requester),
    assignee_id: answered ? idOf('member', member) : null,
    device,
    tags: JSON.stringify(trouble.tags),
    created_at: now - age - 1_000,
    updated_at: now - Math.floor(age / (answered ? 2 : 1)) - 500,
    ...untouched,
    alarmed_at: now,
    version: answered ? 2 : 1,
  };
  const base = { tenant_id: tenantId, ticket_id: id };
  const asked = {
    author_type: 'requester',
    author_id: idOf('requester', requester),
    author_name: nameOf(requester),
  };
  const byMember = {
    author_type: 'member',
    author_id: idOf('member', member),
    author_name: nameOf(member + 7),
  };
  const first = {
    ...base,
    id: idOf('message', at * 2),
    kind: 'public',
    ...asked,
    body: trouble.body,
    at: ticket.created_at,
  };
  const reply = {
    ...base,
    id: idOf('message', at * 2 + 1),
    kind: at % 4 === 0 ? 'internal' : 'public',
    ...byMember,
    body: trouble.answer,
    at: ticket.updated_at,
  };
  const entry = { ...base, old_value: null, new_value: String(at + 1) };
  return {
    ticket,
    tags: trouble.tags.map((tag) => ({ ...base, tag })),
    messages: [first, ...(answered ? [reply] : [])].map((message) => ({ ...message, idempotency_key: null })),
    history: [
      { ...entry, id: idOf('history', at * 2), ...asked, what: 'created', at: ticket.created_at, version: 1 },
      ...(answered
        ? [
            {
              ...base,
              old_value: 'new',
              new_value: state,
              id: idOf('history', at * 2 + 1),
              ...byMember,
              what: 'state',
              at: ticket.updated_at,
              version: 2,
            },
          ]
        : []),
    ],
  };
}

function memberRow(tenantId: string, at: number, now: number, passwordHash: string): Tables['member'] {
  return {
    tenant_id: tenantId,
    id: idOf('member', at),
    name: nameOf(at + 7),
    email: at === 0 ? 'owner@example.org' : `member${at}@example.org`,
    role: at === 0 ? 'owner' : at < 5 ? 'admin' : at < 8 ? 'auditor' : 'technician',
    active: 1,
    created_at: now - 400 * DAY,
    last_seen_at: null,
    password_hash: passwordHash,
  };
}

function requesterRow(tenantId: string, at: number, now: number): Tables['requester'] {
  const created = now - 400 * DAY;
  return {
    tenant_id: tenantId,
    id: idOf('requester', at),
    name: nameOf(at),
    email: `person${at}@example.org`,
    created_at: created,
  };
}

function queueRows(tenantId: string): Tables['queue'][] {
  return ['Help desk', 'Printers', 'Network', 'Accounts'].map((name, position) => ({
    tenant_id: tenantId,
    id: idOf('queue', position),
    name,
    public: position === 0 ? 1 : 0,
    position,
  }));
}

/** An id that is the same in every run: 22 characters of what it names and its number. */
function idOf(kind: string, at: number): string {
  return `${kind}-${String(at).padStart(21 - kind.length, '0')}`;
}

function nameOf(at: number): string {
  return `${pick(firstNames, at, 1)} ${pick(lastNames, Math.floor(at / firstNames.length) + at, 1)}`;
}

function pick<T>(list: readonly T[], at: number, step: number): T {
  const found = list[(at * step + Math.floor(at / list.length)) % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

function rows<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_none, at) => make(at));
}

async function insertAll<K extends keyof Tables>(
  tx: Kysely<Tables>,
  table: K,
  all: readonly Insertable<Tables[K]>[],
): Promise<void> {
  for (let from = 0; from < all.length; from += ROWS)
    await tx
      .insertInto(table)
      .values(all.slice(from, from + ROWS))
      .execute();
}
