import type { Kysely } from 'kysely';
import { DateTime } from 'luxon';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Retention, RetentionLook } from '../../src-shared/helpdesk/privacy.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { RetentionTable } from '../storage/learning-tables.ts';
import { countOld, deleteOld, deletePeopleLeftAlone } from '../storage/retention-store.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';

export interface RetentionDesk {
  get(actor: Actor): Promise<Retention>;
  set(actor: Actor, closedMonths: number | null): Promise<Result<Retention, ApiError>>;
  /** Counts, and takes nothing. */
  look(actor: Actor): Promise<Result<RetentionLook, ApiError>>;
  /** Lets the rule run, after a look; `organisation` is its name, typed. */
  allow(actor: Actor, organisation: string): Promise<Result<Retention, ApiError>>;
  /** Runs all rules that may; answers how many tickets have gone. Between steps everybody else gets their turn. */
  run(): Promise<number>;
}

/** Tickets of one transaction: others wait no longer than for these. */
const STEP = 50;

const noRule = apiError('INVALID', 'There is no rule: say first how many months closed tickets are kept.', {
  fields: { closedMonths: 'is not set' },
});

export function createRetention(desk: Desk): RetentionDesk {
  const { db } = desk;
  return {
    get: async ({ tenantId }) => toRetention(await rowOf(db.query, tenantId)),

    async set(actor, closedMonths) {
      return attempt(db, async (tx) => {
        const row = { tenant_id: actor.tenantId, closed_months: closedMonths, looked_at: null, runs: 0 };
        await put(tx, row);
        await audit(tx, desk, actor, 'retention.changed', { closedMonths });
        return ok(toRetention(row));
      });
    },

    async look(actor) {
      const row = await rowOf(db.query, actor.tenantId);
      if (row.closed_months === null) return err(noRule);
      const before = monthsAgo(desk.now(), row.closed_months);
      const counts = await countOld(db.query, actor.tenantId, before);
      await db.query
        .updateTable('retention')
        .set({ looked_at: desk.now() })
        .where('tenant_id', '=', actor.tenantId)
        .where('closed_months', '=', row.closed_months) // it was not changed meanwhile
        .execute();
      return ok({ before, ...counts });
    },

    async allow(actor, organisation) {
      return attempt(db, async (tx) => {
        const row = await rowOf(tx, actor.tenantId);
        if (row.closed_months === null) return err(noRule);
        if (row.looked_at === null)
          return err(apiError('INVALID', 'Look first at what would go.', { fields: { look: 'is missing' } }));
        const { name } = await tx
          .selectFrom('organisation')
          .select('name')
          .where('id', '=', actor.tenantId)
          .executeTakeFirstOrThrow();
        if (organisation !== name)
          return err(
            apiError('INVALID', 'Type the name of the organisation.', {
              fields: { organisation: 'is another one' },
            }),
          );
        await put(tx, { ...row, runs: 1 });
        await audit(tx, desk, actor, 'retention.allowed', { closedMonths: row.closed_months });
        return ok(toRetention({ ...row, runs: 1 }));
      });
    },

    async run() {
      const rules = await db.query.selectFrom('retention').selectAll().where('runs', '=', 1).execute();
      let gone = 0;
      for (const rule of rules) gone += await runRule(desk, rule);
      return gone;
    },
  };
}

async function runRule(
  desk: Desk,
  { tenant_id: tenantId, closed_months: months }: RetentionTable,
): Promise<number> {
  if (months === null) return 0;
  const before = monthsAgo(desk.now(), months);
  const { db } = desk;
  let tickets = 0;
  for (;;) {
    const step = await db.transaction((tx) => deleteOld(tx, db.kind, { tenantId, before, most: STEP }));
    tickets += step;
    await new Promise((resolve) => void setImmediate(resolve));
    if (step < STEP) break;
  }
  await db.transaction(async (tx) => {
    const people = await deletePeopleLeftAlone(tx, tenantId, before);
    if (tickets + people === 0) return;
    const detail = { tickets, people, before };
    await appendAudit(tx, { tenantId, at: desk.now(), actorId: null, action: 'retention.run', detail });
  });
  return tickets;
}

function monthsAgo(now: number, months: number): number {
  return DateTime.fromMillis(now, { zone: 'UTC' }).minus({ months }).toMillis();
}

async function rowOf(query: Kysely<Tables>, tenantId: string): Promise<RetentionTable> {
  const row = await query
    .selectFrom('retention')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row ?? { tenant_id: tenantId, closed_months: null, looked_at: null, runs: 0 };
}

async function put(tx: Kysely<Tables>, row: RetentionTable): Promise<void> {
  const { tenant_id: _key, ...set } = row;
  await tx
    .insertInto('retention')
    .values(row)
    .onConflict((on) => on.column('tenant_id').doUpdateSet(set))
    .execute();
}

function toRetention(row: RetentionTable): Retention {
  return { closedMonths: row.closed_months, lookedAt: row.looked_at, runs: row.runs === 1 };
}

function audit(
  tx: Kysely<Tables>,
  { now }: Desk,
  { tenantId, memberId }: Actor,
  action: string,
  detail: Readonly<Record<string, number | null>>,
) {
  return appendAudit(tx, { tenantId, at: now(), actorId: memberId, action, detail });
}
