import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Queue, Requester } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { toRequester } from '../storage/ticket-store.ts';
import { appendAudit } from './audit-chain.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';

export interface Queues {
  /** In their order, with the tickets that nobody has answered or taken up again. */
  list(actor: Actor): Promise<(Queue & { waiting: number })[]>;
  create(
    actor: Actor,
    queue: { readonly name: string; readonly public: boolean },
  ): Promise<Result<Queue, ApiError>>;
  requesters(actor: Actor, text: string): Promise<Requester[]>;
}

/** Most people that a search for one answers. */
const SHOWN = 20;

export function createQueues(desk: Desk): Queues {
  const { db } = desk;
  return {
    async list({ tenantId }) {
      const rows = await db.query
        .selectFrom('queue')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('position')
        .orderBy('name')
        .execute();
      const counts = await db.query
        .selectFrom('ticket')
        .select(['queue_id', (eb) => eb.fn.countAll<number>().as('waiting')])
        .where('tenant_id', '=', tenantId)
        .where('state', 'in', ['new', 'reopened'])
        .groupBy('queue_id')
        .execute();
      const waiting = new Map(counts.map((one) => [one.queue_id, Number(one.waiting)]));
      return rows.map(({ id, name, public: shown }) => ({
        id,
        name,
        public: shown === 1,
        waiting: waiting.get(id) ?? 0,
      }));
    },

    async create({ tenantId, memberId }, queue) {
      const made = await attempt(db, async (tx) => {
        const queues = tx.selectFrom('queue').where('tenant_id', '=', tenantId);
        const same = await queues.select('id').where('name', '=', queue.name).executeTakeFirst();
        if (same !== undefined)
          return err(apiError('INVALID', 'There is a queue of this name.', { fields: { name: 'is taken' } }));
        const { last } = await queues
          .select((eb) => eb.fn.max('position').as('last'))
          .executeTakeFirstOrThrow();
        const id = desk.newId();
        await tx
          .insertInto('queue')
          .values({
            tenant_id: tenantId,
            id,
            name: queue.name,
            public: queue.public ? 1 : 0,
            position: Number(last ?? 0) + 1,
          })
          .execute();
        const detail = { queue: queue.name };
        await appendAudit(tx, {
          tenantId,
          at: desk.now(),
          actorId: memberId,
          action: 'queue.created',
          detail,
        });
        return ok({ id, ...queue });
      });
      if (made.ok)
        desk.events.tell({ tenantId, type: 'queue.changed', id: made.value.id, version: 0, byId: memberId });
      return made;
    },

    async requesters({ tenantId }, text) {
      const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      const rows = await db.query
        .selectFrom('requester')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where((eb) =>
          eb.or([
            eb(eb.fn<string>('lower', ['name']), 'like', like),
            eb(eb.fn<string>('lower', ['email']), 'like', like),
          ]),
        )
        .orderBy('name')
        .limit(SHOWN)
        .execute();
      return rows.map(toRequester);
    },
  };
}
