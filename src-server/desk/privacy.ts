import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { ERASED_WORD, type PersonCounts, type PersonExport } from '../../src-shared/helpdesk/privacy.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { eraseOwn, wipeRemains } from '../storage/erase-store.ts';
import { scrubEverywhere } from '../storage/personal-text.ts';
import type { RequesterTable, Tables } from '../storage/tables.ts';
import { toRequester } from '../storage/ticket-store.ts';
import { ticketWords } from '../storage/ticket-words.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { collectPerson } from './person-export.ts';

export interface Privacy {
  person(actor: Actor, id: Id): Promise<Result<PersonCounts, ApiError>>;
  exportPerson(actor: Actor, id: Id): Promise<Result<PersonExport, ApiError>>;
  /** `name` is what the administrator typed: it has to be the person's. */
  erasePerson(
    actor: Actor,
    id: Id,
    name: string,
  ): Promise<Result<{ tickets: number; messages: number; attachments: number }, ApiError>>;
}

const noPerson = apiError('NOT_FOUND', 'There is no such person.');
/** Files of one export, in bytes: more is downloaded one by one. */
const MOST_BYTES = 200 * 1_048_576;

export function createPrivacy(desk: Desk): Privacy {
  const { db } = desk;
  return {
    async person({ tenantId }, id) {
      const row = await find(db.query, tenantId, id);
      return row === null ? err(noPerson) : ok(await countsOf(db.query, row));
    },

    async exportPerson(actor, id) {
      const { tenantId } = actor;
      const row = await find(db.query, tenantId, id);
      if (row === null) return err(noPerson);
      const { attachmentBytes } = await countsOf(db.query, row);
      if (attachmentBytes > MOST_BYTES)
        return err(
          apiError(
            'TOO_LARGE',
            'The files of this person are too large for one answer. Download them one by one.',
          ),
        );
      await db.transaction((tx) => audit(tx, desk, actor, 'person.exported', { requester: id }));
      return ok(await collectPerson(db.query, row, desk.now()));
    },

    async erasePerson(actor, id, name) {
      const erased = await attempt(db, (tx) => erase(tx, desk, actor, id, name));
      if (!erased.ok) return erased;
      await wipeRemains(db);
      for (const ticketId of erased.value.tickets)
        desk.events.tell({
          tenantId: actor.tenantId,
          type: 'ticket.changed',
          id: ticketId,
          version: 0,
          byId: actor.memberId,
        });
      const { tickets, messages, attachments } = erased.value;
      return ok({ tickets: tickets.length, messages, attachments });
    },
  };
}

async function erase(tx: Kysely<Tables>, desk: Desk, actor: Actor, id: Id, name: string) {
  const { tenantId } = actor;
  const row = await find(tx, tenantId, id);
  if (row === null) return err(noPerson);
  if (name !== row.name)
    return err(
      apiError('INVALID', 'Type the name of the person as it stands there.', {
        fields: { name: 'is another one' },
      }),
    );
  const own = await eraseOwn(tx, row);
  const scrubbed = await scrubEverywhere(tx, desk.db.kind, tenantId, wordsOf(row), ERASED_WORD);
  const tickets = [...new Set([...own.tickets, ...scrubbed])];
  for (const ticketId of tickets) await indexAnew(tx, desk, tenantId, ticketId);
  await audit(tx, desk, actor, 'person.erased', { requester: id, tickets: own.tickets.length });
  return ok({ ...own, tickets });
}

/** One name of a few letters stands in too many other words: it is taken out on the person's own tickets only. */
function wordsOf({ name, email }: RequesterTable): readonly string[] {
  const words = [name, email ?? ''].filter((word) => word.includes('@') || /\S\s+\S/u.test(word));
  // SQLite knows the case of ASCII letters only
  return [...new Set(words.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]))];
}

async function indexAnew(tx: Kysely<Tables>, { db }: Desk, tenantId: Id, ticketId: Id): Promise<void> {
  const ticket = await tx
    .selectFrom('ticket')
    .select('subject')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  const messages = await tx
    .selectFrom('message')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute();
  const body = messages.map((one) => one.body).join('\n');
  if (ticket !== undefined)
    await ticketWords(db.kind).put(tx, { tenantId, ticketId, subject: ticket.subject, body });
}

async function find(query: Kysely<Tables>, tenantId: Id, id: Id): Promise<RequesterTable | null> {
  const row = await query
    .selectFrom('requester')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

async function countsOf(query: Kysely<Tables>, row: RequesterTable): Promise<PersonCounts> {
  const messages = query
    .selectFrom('ticket')
    .innerJoin('message', (on) =>
      on.onRef('message.tenant_id', '=', 'ticket.tenant_id').onRef('message.ticket_id', '=', 'ticket.id'),
    )
    .where('ticket.tenant_id', '=', row.tenant_id)
    .where('ticket.requester_id', '=', row.id);
  const counted = await messages
    .select((eb) => [
      eb.fn.count<number>('ticket.id').distinct().as('tickets'),
      eb.fn.countAll<number>().as('messages'),
    ])
    .executeTakeFirstOrThrow();
  const files = await messages
    .innerJoin('attachment', (on) =>
      on
        .onRef('attachment.tenant_id', '=', 'message.tenant_id')
        .onRef('attachment.message_id', '=', 'message.id'),
    )
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('attachment.size').as('bytes')])
    .executeTakeFirstOrThrow();
  return {
    requester: toRequester(row),
    tickets: Number(counted.tickets),
    messages: Number(counted.messages),
    attachments: Number(files.count),
    attachmentBytes: Number(files.bytes ?? 0),
  };
}

function audit(
  tx: Kysely<Tables>,
  { now }: Desk,
  { tenantId, memberId }: Actor,
  action: string,
  detail: Readonly<Record<string, string | number>>,
) {
  return appendAudit(tx, { tenantId, at: now(), actorId: memberId, action, detail });
}
