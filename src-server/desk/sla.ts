import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  noSlaSettings,
  slaSettingsText,
  type ShownClock,
  type SlaSettings,
  type SlaSettingsText,
} from '../../src-shared/helpdesk/sla-settings.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { openSlaRules, type SlaClock } from '../domain/sla/sla-clocks.ts';
import type { SlaSettingsTable, Tables } from '../storage/tables.ts';
import { ticketRow } from '../storage/ticket-store.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { clocksOf, readSlaSettings, refreshSla, slaRules } from './sla-of-ticket.ts';
import { locked } from './ticket-applying.ts';
import { noTicket } from './ticket-replies.ts';

/** What was promised, and whether it is kept. */
export interface Sla {
  settings(actor: Actor): Promise<SlaSettingsText>;
  change(actor: Actor, settings: SlaSettings): Promise<Result<SlaSettingsText, ApiError>>;
  clocks(actor: Actor, ticketId: Id): Promise<Result<ShownClock[], ApiError>>;
  /**
   * Counts some tickets anew after a change of what was promised, and tells what has fallen due since the last time.
   * Answers whether there is more to do at once. Several servers may do this at one time.
   */
  step(): Promise<boolean>;
}

/** Tickets that one step counts anew, and alarms that it tells. */
const AT_A_TIME = 100;

export function createSla(desk: Desk): Sla {
  const { db } = desk;
  return {
    settings: async ({ tenantId }) => (await readSlaSettings(db.query, tenantId)) ?? noSlaSettings,

    async change(actor, settings) {
      const { tenantId } = actor;
      const done = await attempt(db, async (tx) => {
        const current = (await readSlaSettings(tx, tenantId)) ?? noSlaSettings;
        if (current.version !== settings.version) return err({ ...newer, current });
        const wrong = await wrongFields(tx, tenantId, settings);
        if (Object.keys(wrong).length > 0)
          return err(
            apiError('INVALID', 'Something in these calendars and promises is wrong.', { fields: wrong }),
          );
        const next = slaSettingsText({ ...settings, version: settings.version + 1 });
        await writeSettings(tx, tenantId, next);
        await appendAudit(tx, {
          tenantId,
          at: desk.now(),
          actorId: actor.memberId,
          action: 'sla.changed',
          detail: {
            version: next.version,
            calendars: next.calendars.map(({ name }) => name).join(', '),
            policies: next.policies.map(({ name }) => name).join(', '),
          },
        });
        return ok(next);
      });
      return done;
    },

    async clocks({ tenantId }, id) {
      const row = await ticketRow(db.query, tenantId, id);
      if (row === null) return err(noTicket);
      const rules = await slaRules(db.query, desk, tenantId);
      return ok(rules === null ? [] : (await clocksOf(db.query, rules, row, desk.now())).map(toShown));
    },

    async step() {
      const recounting = await db.query
        .selectFrom('sla_settings')
        .selectAll()
        .where('recount_after', 'is not', null)
        .limit(5)
        .execute();
      for (const settings of recounting) await recount(desk, settings);
      const told = await tellAlarms(desk);
      return recounting.length > 0 || told === AT_A_TIME;
    },
  };
}

const newer = apiError('CONFLICT', 'Somebody else changed these settings meanwhile. Look at them first.');

async function writeSettings(tx: Kysely<Tables>, tenantId: Id, settings: SlaSettingsText): Promise<void> {
  const values = {
    version: settings.version,
    calendars: JSON.stringify(settings.calendars),
    policies: JSON.stringify(settings.policies),
    recount_after: '',
  };
  await tx
    .insertInto('sla_settings')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}

/** Calendars that cannot be counted with, and queues that are not here. */
async function wrongFields(
  tx: Kysely<Tables>,
  tenantId: Id,
  { calendars, policies }: SlaSettings,
): Promise<Record<string, string>> {
  const wrong: Record<string, string> = {};
  for (const { policyId, why } of openSlaRules(policies, calendars).refused) {
    const at = policies.findIndex(({ id }) => id === policyId);
    wrong[`policies.${at}.calendarId`] = why;
  }
  const rows = await tx.selectFrom('queue').select('id').where('tenant_id', '=', tenantId).execute();
  const known = new Set(rows.map(({ id }) => id));
  for (const [at, { queueIds }] of policies.entries())
    if (queueIds.some((id) => !known.has(id))) wrong[`policies.${at}.queueIds`] = 'has one that is unknown';
  return wrong;
}

/** The next tickets of an organisation whose promises have changed. What is past by then is not told of any more. */
async function recount(desk: Desk, { tenant_id: tenantId, version, recount_after }: SlaSettingsTable) {
  await desk.db.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('ticket')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '>', recount_after ?? '')
      .orderBy('id')
      .limit(AT_A_TIME)
      .execute();
    for (const { id } of rows) {
      await locked(tx, desk, tenantId, id);
      await refreshSla(tx, desk, tenantId, id, desk.now());
    }
    await tx
      .updateTable('sla_settings')
      .set({ recount_after: rows.length < AT_A_TIME ? null : (rows.at(-1)?.id ?? null) })
      .where('tenant_id', '=', tenantId)
      .where('version', '=', version) // changed again meanwhile: it begins anew
      .execute();
  });
}

async function tellAlarms(desk: Desk): Promise<number> {
  const { db } = desk;
  const due = await db.query
    .selectFrom('ticket')
    .select(['tenant_id', 'id'])
    .where('alarm_at', '<=', desk.now())
    .orderBy('alarm_at')
    .limit(AT_A_TIME)
    .execute();
  for (const { tenant_id: tenantId, id } of due) {
    const found = await db.transaction(async (tx) => {
      const row = await locked(tx, desk, tenantId, id);
      // another server was quicker
      if (row === null || row.alarm_at > desk.now()) return null;
      return { version: row.version, alarms: await refreshSla(tx, desk, tenantId, id, desk.now()) };
    });
    if (found === null || found.alarms.length === 0) continue;
    const breached = found.alarms.some(({ kind }) => kind === 'breach');
    const type = breached ? 'ticket.breached' : 'ticket.warned';
    desk.events.tell({ tenantId, type, id, version: found.version, byId: null });
  }
  return due.length;
}

function toShown({ endedAt, dueAt, warnAt: _warnAt, ...clock }: SlaClock): ShownClock {
  return { ...clock, endedAt: endedAt ?? null, dueAt: dueAt ?? null };
}
