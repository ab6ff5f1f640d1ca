import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { SATISFACTION_PAGE } from '../../src-shared/helpdesk/api/satisfaction-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  answerableUntil,
  type Satisfaction,
  type SatisfactionAnswer,
  type SatisfactionQuestion,
} from '../../src-shared/helpdesk/satisfaction.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SatisfactionTable } from '../storage/learning-tables.ts';
import type { Tables } from '../storage/tables.ts';
import { hashSecret } from './hash-secret.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';

type Who = Pick<Actor, 'tenantId'>;

export interface SatisfactionDesk {
  get(actor: Who, ticketId: Id): Promise<Result<Satisfaction | null, ApiError>>;
  /** The path of the secret link, this once; CONFLICT when this ticket was asked for, whichever way. */
  ask(actor: Who, ticketId: Id): Promise<Result<{ readonly path: string; readonly until: number }, ApiError>>;
  /** What was said at a session's end. */
  file(
    actor: Who,
    ticketId: Id,
    answer: SatisfactionAnswer & { readonly sessionId: Id },
  ): Promise<Result<Satisfaction, ApiError>>;
  look(token: string): Promise<Result<SatisfactionQuestion, ApiError>>;
  answer(token: string, answer: SatisfactionAnswer): Promise<Result<SatisfactionQuestion, ApiError>>;
}

const noTicket = apiError('NOT_FOUND', 'There is no such ticket.');
const noQuestion = apiError('NOT_FOUND', 'This link is not valid any more.');
const asked = apiError('CONFLICT', 'This person was asked already. Nobody is asked twice for one ticket.');

export function createSatisfaction(desk: Desk): SatisfactionDesk {
  const { db } = desk;
  const byToken = async (query: Kysely<Tables>, token: string) => {
    const row = await query
      .selectFrom('satisfaction')
      .selectAll()
      .where('token_hash', '=', hashSecret(token))
      .executeTakeFirst();
    return row !== undefined && answerableUntil(row.asked_at, row.answered_at) > desk.now() ? row : null;
  };
  return {
    async get({ tenantId }, ticketId) {
      if (!(await exists(db.query, tenantId, ticketId))) return err(noTicket);
      const row = await rowOf(db.query, tenantId, ticketId);
      return ok(row === null ? null : toSatisfaction(row));
    },

    async ask({ tenantId }, ticketId) {
      const token = desk.newSecret();
      const at = desk.now();
      return attempt(db, async (tx) => {
        if (!(await exists(tx, tenantId, ticketId))) return err(noTicket);
        if ((await rowOf(tx, tenantId, ticketId)) !== null) return err(asked);
        await insert(tx, { ...unanswered(tenantId, ticketId, at), token_hash: hashSecret(token) });
        return ok({ path: `${SATISFACTION_PAGE}${token}`, until: answerableUntil(at, null) });
      });
    },

    async file({ tenantId }, ticketId, { good, comment, sessionId }) {
      return attempt(db, async (tx) => {
        if (!(await exists(tx, tenantId, ticketId))) return err(noTicket);
        const before = await rowOf(tx, tenantId, ticketId);
        if (before !== null && before.answered_at !== null)
          return isSame(before, good, comment, sessionId) ? ok(toSatisfaction(before)) : err(asked);
        const at = desk.now();
        const row: SatisfactionTable = {
          ...(before ?? unanswered(tenantId, ticketId, at)),
          session_id: sessionId,
          ...said(good, comment, at),
        };
        await (before === null ? insert(tx, row) : update(tx, row));
        return ok(toSatisfaction(row));
      });
    },

    async look(token) {
      const row = await byToken(db.query, token);
      return row === null ? err(noQuestion) : ok(await toQuestion(db.query, row));
    },

    async answer(token, { good, comment }) {
      return attempt(db, async (tx) => {
        const before = await byToken(tx, token);
        if (before === null) return err(noQuestion);
        // the week counts from the first answer: changing it gives no new one
        const row = { ...before, ...said(good, comment, before.answered_at ?? desk.now()) };
        await update(tx, row);
        return ok(await toQuestion(tx, row));
      });
    },
  };
}

function isSame(row: SatisfactionTable, good: boolean, comment: string, sessionId: Id): boolean {
  return row.session_id === sessionId && (row.good === 1) === good && row.comment === comment;
}

function unanswered(tenantId: Id, ticketId: Id, at: number): SatisfactionTable {
  return {
    tenant_id: tenantId,
    ticket_id: ticketId,
    token_hash: null,
    session_id: null,
    asked_at: at,
    answered_at: null,
    good: null,
    comment: '',
  };
}

function said(good: boolean, comment: string, at: number) {
  return { good: good ? 1 : 0, comment, answered_at: at };
}

async function insert(tx: Kysely<Tables>, row: SatisfactionTable): Promise<void> {
  await tx.insertInto('satisfaction').values(row).execute();
}

async function update(tx: Kysely<Tables>, row: SatisfactionTable): Promise<void> {
  await tx
    .updateTable('satisfaction')
    .set(row)
    .where('tenant_id', '=', row.tenant_id)
    .where('ticket_id', '=', row.ticket_id)
    .execute();
}

async function exists(query: Kysely<Tables>, tenantId: Id, ticketId: Id): Promise<boolean> {
  const row = await query
    .selectFrom('ticket')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  return row !== undefined;
}

async function rowOf(query: Kysely<Tables>, tenantId: Id, ticketId: Id): Promise<SatisfactionTable | null> {
  const row = await query
    .selectFrom('satisfaction')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
  return row ?? null;
}

function toSatisfaction(row: SatisfactionTable): Satisfaction {
  const { asked_at: askedAt, answered_at: at, good, comment, session_id: sessionId } = row;
  return { askedAt, answer: at === null ? null : { good: good === 1, comment, at, sessionId } };
}

async function toQuestion(query: Kysely<Tables>, row: SatisfactionTable): Promise<SatisfactionQuestion> {
  const ticket = await query
    .selectFrom('ticket')
    .innerJoin('organisation', 'organisation.id', 'ticket.tenant_id')
    .select(['ticket.number', 'ticket.subject', 'organisation.name'])
    .where('ticket.tenant_id', '=', row.tenant_id)
    .where('ticket.id', '=', row.ticket_id)
    .executeTakeFirstOrThrow();
  return {
    organisation: ticket.name,
    ticket: ticket.number,
    subject: ticket.subject,
    answer: row.answered_at === null ? null : { good: row.good === 1, comment: row.comment },
    until: answerableUntil(row.asked_at, row.answered_at),
  };
}
