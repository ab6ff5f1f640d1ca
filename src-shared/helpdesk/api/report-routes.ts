import { z } from 'zod';
import { reportQuerySchema, reportSchema } from '../report.ts';
import { weeklyMailSchema, weeklySettingsSchema } from '../weekly-report.ts';
import { route } from './route.ts';

const nothing = z.strictObject({});

export const reportRoutes = {
  get: route({
    method: 'GET',
    path: '/api/reports',
    needs: 'reports.read',
    summary:
      'Volume, first answer, resolution, reopened, satisfaction, workload and findings of a period, by one dimension.',
    params: nothing,
    query: reportQuerySchema,
    body: z.undefined(),
    answers: reportSchema,
  }),
  csv: route({
    method: 'GET',
    path: '/api/reports/csv',
    needs: 'reports.read',
    summary: 'The same as a table; cells that a spreadsheet would run as a formula are text.',
    params: nothing,
    query: reportQuerySchema,
    body: z.undefined(),
    answers: z.instanceof(Uint8Array),
    answersType: 'text/csv',
  }),
  page: route({
    method: 'GET',
    path: '/api/reports/page',
    needs: 'reports.read',
    summary: 'The same as a page with charts, to print or to save as PDF.',
    params: nothing,
    query: reportQuerySchema,
    body: z.undefined(),
    answers: z.instanceof(Uint8Array),
    answersType: 'text/html',
  }),
  weekly: route({
    method: 'GET',
    path: '/api/reports/weekly',
    needs: 'reports.read',
    summary:
      'Last week’s numbers beside those of the week before, as the mail for owners and administrators says them.',
    params: nothing,
    query: nothing,
    body: z.undefined(),
    answers: weeklyMailSchema,
  }),
  weeklySettings: route({
    method: 'GET',
    path: '/api/reports/weekly/settings',
    needs: 'settings.read',
    summary: 'Whether that mail goes out, and in which time zone it is Monday morning.',
    params: nothing,
    query: nothing,
    body: z.undefined(),
    answers: weeklySettingsSchema,
  }),
  setWeekly: route({
    method: 'PUT',
    path: '/api/reports/weekly/settings',
    needs: 'settings.write',
    summary: 'Turns the weekly mail on or off.',
    params: nothing,
    query: nothing,
    body: weeklySettingsSchema,
    answers: weeklySettingsSchema,
  }),
} as const;
