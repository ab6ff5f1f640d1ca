import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { slaSettingsSchema, type SlaSettingsText } from '../../src-shared/helpdesk/sla-settings.ts';
import { prioritySchema, ticketStateSchema } from '../../src-shared/helpdesk/ticket.ts';
import { alarmsSince, mostPressing, nextAlarmAt, type SlaAlarm } from '../domain/sla/sla-alarms.ts';
import { openSlaRules, slaClocks, type SlaClock, type SlaRules } from '../domain/sla/sla-clocks.ts';
import type { SlaAuthor, SlaEvent } from '../domain/sla/sla-events.ts';
import type { Database } from '../storage/open-database.ts';
import { readJson } from '../storage/read-json.ts';
import type { SlaSettingsTable, Tables, TicketTable } from '../storage/tables.ts';
import { NEVER, ticketRow } from '../storage/ticket-store.ts';
import type { Desk } from './desk.ts';

/** What of a ticket's changes moves its clocks. */
export const movesClocks = new Set<string>([
  'message',
  'state',
  'priority',
  'queue',
  'merged-from',
  'merged-into',
  'split-from',
  'split-into',
]);

interface Opened {
  readonly version: number;
  readonly rules: SlaRules;
}
/** Opening a calendar costs more than asking whether it is still the same. */
const opened = new WeakMap<Database, Map<Id, Opened>>();

/** The rules of an organisation; null when it has promised nothing. */
export async function slaRules(
  tx: Kysely<Tables>,
  { db }: Pick<Desk, 'db'>,
  tenantId: Id,
): Promise<SlaRules | null> {
  const row = await tx
    .selectFrom('sla_settings')
    .select('version')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const known = opened.get(db) ?? new Map<Id, Opened>();
  opened.set(db, known);
  const before = known.get(tenantId);
  if (before !== undefined && before.version === row.version) return before.rules;
  const settings = slaSettingsSchema.parse(await readSlaSettings(tx, tenantId));
  const { rules } = openSlaRules(settings.policies, settings.calendars);
  known.set(tenantId, { version: settings.version, rules });
  return rules;
}

/** As they were written; null when there are none. */
export async function readSlaSettings(tx: Kysely<Tables>, tenantId: Id): Promise<SlaSettingsText | null> {
  const row = await tx
    .selectFrom('sla_settings')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row === undefined ? null : settingsOf(row);
}

function settingsOf({ version, calendars, policies }: SlaSettingsTable): SlaSettingsText {
  return {
    version,
    calendars: readJson<SlaSettingsText['calendars']>(calendars, []),
    policies: readJson<SlaSettingsText['policies']>(policies, []),
  };
}

/** The clocks of a ticket as they stand now. */
export async function clocksOf(
  tx: Kysely<Tables>,
  rules: SlaRules,
  row: TicketTable,
  now: number,
): Promise<readonly SlaClock[]> {
  return slaClocks(await eventsOf(tx, row), rules, now);
}

/**
 * Writes when a ticket is due, in the transaction of what changed it. `since`: up to when alarms have been told; those
 * that fell due after it are answered, and told again until somebody says so by writing it.
 */
export async function refreshSla(
  tx: Kysely<Tables>,
  desk: Pick<Desk, 'db' | 'now'>,
  tenantId: Id,
  id: Id,
  since?: number,
): Promise<readonly SlaAlarm[]> {
  const rules = await slaRules(tx, desk, tenantId);
  const row = rules === null ? null : await ticketRow(tx, tenantId, id);
  if (rules === null || row === null) return [];
  const now = desk.now();
  const clocks = await clocksOf(tx, rules, row, now);
  const alarms = alarmsSince(clocks, row.alarmed_at);
  const pressing = mostPressing(clocks);
  // an alarm that fell due between two looks must not be lost by a change that comes in between
  const untold = since === undefined && alarms.length > 0;
  await tx
    .updateTable('ticket')
    .set({
      due_goal: pressing?.goal ?? null,
      due_at: pressing?.dueAt ?? NEVER,
      warn_at: pressing?.warnAt ?? NEVER,
      alarm_at: untold ? now : (nextAlarmAt(clocks) ?? NEVER),
      breached: clocks.some((clock) => clock.breached) ? 1 : 0,
      ...(since === undefined ? {} : { alarmed_at: since }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  return alarms;
}

/** A ticket's history as the clocks read it. Messages that were moved here from before its time say nothing of it. */
async function eventsOf(tx: Kysely<Tables>, row: TicketTable): Promise<readonly SlaEvent[]> {
  const { tenant_id: tenantId, id, created_at: createdAt } = row;
  const history = await tx
    .selectFrom('history')
    .select(['at', 'what', 'old_value', 'new_value'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', id)
    .where('what', 'in', ['state', 'priority', 'queue'])
    .orderBy('version')
    .execute();
  const messages = await tx
    .selectFrom('message')
    .select(['at', 'kind', 'author_type'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', id)
    .where('at', '>=', createdAt)
    .orderBy('at')
    .execute();
  const before = (what: string, now: string) => history.find((one) => one.what === what)?.old_value ?? now;
  const created: SlaEvent = {
    type: 'created',
    at: createdAt,
    priority: prioritySchema.catch('normal').parse(before('priority', row.priority)),
    queueId: before('queue', row.queue_id),
  };
  const said = messages.map(({ at, kind, author_type }): SlaEvent => ({
    type: 'message',
    at,
    kind: kind === 'internal' ? 'internal' : 'public',
    by: byOf(author_type),
  }));
  const changed = history.flatMap(({ at, what, new_value }) => changeOf(at, what, new_value ?? ''));
  // of one moment the message comes first: it is what moved the state
  return [created, ...[...said, ...changed].toSorted((a, b) => a.at - b.at)];
}

function byOf(authorType: string): SlaAuthor {
  if (authorType === 'member') return 'technician';
  return authorType === 'requester' ? 'requester' : 'machine';
}

function changeOf(at: number, what: string, to: string): SlaEvent[] {
  if (what === 'queue') return [{ type: 'queue', at, to }];
  if (what === 'state') {
    const state = ticketStateSchema.safeParse(to);
    return state.success ? [{ type: 'state', at, to: state.data }] : [];
  }
  const priority = prioritySchema.safeParse(to);
  return priority.success ? [{ type: 'priority', at, to: priority.data }] : [];
}
