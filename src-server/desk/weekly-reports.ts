import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { reportQuerySchema, type Report } from '../../src-shared/helpdesk/report.ts';
import type { WeeklyMail, WeeklySettings } from '../../src-shared/helpdesk/weekly-report.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { isTimeZone } from '../domain/report-series.ts';
import { isTimeToSend, lastWeek, weekBefore, type Week } from '../domain/week.ts';
import { weeklyMail } from '../domain/weekly-mail.ts';
import type { WeeklyReportTable } from '../storage/learning-tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import type { Reports } from './reports.ts';

/** Hands one mail on; throws when it could not be taken, and it is tried again an hour later. */
export type SendWeekly = (
  to: { readonly name: string; readonly address: string },
  mail: WeeklyMail,
) => Promise<void>;

type Who = Pick<Actor, 'tenantId'>;

export interface WeeklyReports {
  settings(actor: Who): Promise<WeeklySettings>;
  change(actor: Actor, settings: WeeklySettings): Promise<Result<WeeklySettings, ApiError>>;
  /** What would go out now. */
  preview(actor: Who): Promise<Result<WeeklyMail, ApiError>>;
  /** Sends what is due to active owners and administrators, each week once; answers how many mails went out. */
  run(send: SendWeekly): Promise<number>;
}

const off = { active: 0, time_zone: 'UTC', sent_for: 0 };

export function createWeeklyReports(desk: Desk, reports: Reports): WeeklyReports {
  const { db } = desk;
  const row = async ({ tenantId }: Who): Promise<WeeklyReportTable> => {
    const found = await db.query
      .selectFrom('weekly_report')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    return found ?? { tenant_id: tenantId, ...off };
  };
  return {
    settings: async (actor) => toSettings(await row(actor)),
    change: (actor, settings) => change(desk, actor, settings),
    async preview(actor) {
      const { time_zone: zone } = await row(actor);
      return mailOf(reports, actor, lastWeek(desk.now(), zone), zone);
    },
    async run(send) {
      const rows = await db.query.selectFrom('weekly_report').selectAll().where('active', '=', 1).execute();
      let sent = 0;
      for (const one of rows) sent += await runOne(desk, reports, one, send);
      return sent;
    },
  };
}

async function change(
  desk: Desk,
  { tenantId, memberId }: Actor,
  { on, timeZone }: WeeklySettings,
): Promise<Result<WeeklySettings, ApiError>> {
  if (!isTimeZone(timeZone))
    return err(apiError('INVALID', 'There is no such time zone.', { fields: { timeZone: 'is unknown' } }));
  // the week that is over now was over before anybody asked for mails
  const row = { active: on ? 1 : 0, time_zone: timeZone, sent_for: lastWeek(desk.now(), timeZone).from };
  return attempt(desk.db, async (tx) => {
    await tx
      .insertInto('weekly_report')
      .values({ tenant_id: tenantId, ...row })
      .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
      .execute();
    const detail = { on, timeZone };
    await appendAudit(tx, {
      tenantId,
      at: desk.now(),
      actorId: memberId,
      action: 'weekly-report.changed',
      detail,
    });
    return ok({ on, timeZone });
  });
}

async function runOne(
  desk: Desk,
  reports: Reports,
  { tenant_id: tenantId, time_zone: zone, sent_for: sentFor }: WeeklyReportTable,
  send: SendWeekly,
): Promise<number> {
  const week = lastWeek(desk.now(), zone);
  if (week.from <= sentFor || !isTimeToSend(desk.now(), week, zone)) return 0;
  const mail = await mailOf(reports, { tenantId }, week, zone);
  if (!mail.ok) return 0;
  if (!(await mark(desk, tenantId, sentFor, week.from))) return 0; // another server was quicker
  const people = await desk.db.query
    .selectFrom('member')
    .select(['name', 'email as address'])
    .where('tenant_id', '=', tenantId)
    .where('active', '=', 1)
    .where('role', 'in', ['owner', 'admin'])
    .orderBy('id')
    .execute();
  let sent = 0;
  try {
    for (const to of people) {
      await send(to, mail.value);
      sent += 1;
    }
  } catch (error) {
    // when nobody has it the whole week is tried again; otherwise nobody gets it twice
    if (sent === 0) await mark(desk, tenantId, week.from, sentFor);
    throw error;
  }
  return sent;
}

async function mark({ db }: Desk, tenantId: string, from: number, to: number): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('weekly_report')
    .set({ sent_for: to })
    .where('tenant_id', '=', tenantId)
    .where('sent_for', '=', from)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

async function mailOf(
  reports: Reports,
  who: Who,
  week: Week,
  zone: string,
): Promise<Result<WeeklyMail, ApiError>> {
  const make = (span: Week): Promise<Result<Report, ApiError>> =>
    reports.make(who, reportQuerySchema.parse({ ...span, timeZone: zone }));
  const now = await make(week);
  if (!now.ok) return now;
  const before = await make(weekBefore(week, zone));
  if (!before.ok) return before;
  const organisation = await reports.organisation(who);
  return ok(weeklyMail({ organisation, week: now.value, before: before.value }));
}

function toSettings({ active, time_zone: timeZone }: WeeklyReportTable): WeeklySettings {
  return { on: active === 1, timeZone };
}
