import { DateTime } from 'luxon';
import type { reportRoutes } from '../../src-shared/helpdesk/api/report-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Reports } from '../desk/reports.ts';
import type { WeeklyReports } from '../desk/weekly-reports.ts';
import type { Handlers } from './mount-routes.ts';
import { reportCsv } from './report-csv.ts';
import { reportPage } from './report-page.ts';

export function reportHandlers(reports: Reports, weekly: WeeklyReports): Handlers<typeof reportRoutes> {
  return {
    get: ({ actor, query }) => reports.make(actor, query),
    async csv({ actor, query, reply }) {
      const made = await reports.make(actor, query);
      if (!made.ok) return made;
      const day = DateTime.fromMillis(query.from, { zone: query.timeZone }).toISODate();
      reply.headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="report-${day}.csv"`,
      });
      return ok(reportCsv(made.value));
    },
    async page({ actor, query, reply }) {
      const made = await reports.make(actor, query);
      if (!made.ok) return made;
      reply.type('text/html; charset=utf-8');
      return ok(Buffer.from(reportPage(made.value, await reports.organisation(actor)), 'utf8'));
    },
    weekly: ({ actor }) => weekly.preview(actor),
    weeklySettings: async ({ actor }) => ok(await weekly.settings(actor)),
    setWeekly: ({ actor, body }) => weekly.change(actor, body),
  };
}
