import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  mailStates,
  type OutgoingMailState,
  type setAsideMailSchema,
} from '../../src-shared/helpdesk/mail.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { MailOutTable } from '../storage/mail-tables.ts';
import { appendAudit } from './audit-chain.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';

/** What became of mails, for whoever runs the help desk. */
export interface MailLetters {
  outgoing(
    actor: Actor,
    query: { readonly state: OutgoingMailState['state']; readonly limit: number },
  ): Promise<OutgoingMailState[]>;
  /** About one that could not be sent. */
  decide(actor: Actor, id: Id, decision: 'retry' | 'drop'): Promise<Result<OutgoingMailState, ApiError>>;
  setAside(actor: Actor): Promise<z.output<typeof setAsideMailSchema>[]>;
}

/** Set-aside mails that are shown. */
const SHOWN = 100;

export function createMailLetters(desk: Desk): MailLetters {
  const { db } = desk;
  return {
    async outgoing({ tenantId }, { state, limit }) {
      const rows = await db.query
        .selectFrom('mail_out')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('state', '=', state)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toState);
    },

    decide: ({ tenantId, memberId }, id, decision) =>
      attempt(db, async (tx) => {
        const now = desk.now();
        const set =
          decision === 'retry'
            ? { state: 'waiting', attempts: 0, since: now, not_before: now }
            : { state: 'dropped' };
        const row = await tx
          .updateTable('mail_out')
          .set(set)
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('state', '=', 'dead')
          .returningAll()
          .executeTakeFirst();
        if (row === undefined)
          return err(apiError('NOT_FOUND', 'There is no such mail that could not be sent.'));
        const detail = { mail: id, to: row.to_address };
        const action = decision === 'retry' ? 'mail.retried' : 'mail.dropped';
        await appendAudit(tx, { tenantId, at: now, actorId: memberId, action, detail });
        return ok(toState(row));
      }),

    async setAside({ tenantId }) {
      const rows = await db.query
        .selectFrom('mail_in')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('outcome', 'in', ['bounce', 'loop'])
        .orderBy('at', 'desc')
        .limit(SHOWN)
        .execute();
      return rows.map(({ id, from_address: from, subject, outcome, at }) => ({
        id,
        from,
        subject,
        why: outcome === 'loop' ? ('loop' as const) : ('bounce' as const),
        at,
      }));
    },
  };
}

function toState(row: MailOutTable): OutgoingMailState {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    to: row.to_address,
    state: mailStates.find((state) => state === row.state) ?? 'dead',
    attempts: row.attempts,
    trouble: row.trouble,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    nextAt: row.not_before,
  };
}
