import { expect, test } from 'vitest';
import { createReports } from '../../../src-server/desk/reports.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { createWeeklyReports, type SendWeekly } from '../../../src-server/desk/weekly-reports.ts';
import { lastWeek } from '../../../src-server/domain/week.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { WeeklyMail } from '../../../src-shared/helpdesk/weekly-report.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, START } from './desk-on.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function weekly(place: DatabasePlace) {
  const at = await deskOn(place);
  const ada = await at.owner('Riverside <Library>');
  const reports = createWeeklyReports(at.desk, createReports(at.desk));
  const outbox: { to: string; mail: WeeklyMail }[] = [];
  const send: SendWeekly = async ({ address }, mail) => void outbox.push({ to: address, mail });
  const body = ticketRoutes.create.body.parse({ subject: 'Private words', body: 'x' });
  await createTickets(at.desk).create(ada, body);
  return { ...at, ada, reports, outbox, send };
}

onBothDatabases('the weekly report', (place) => {
  test('goes to owners and administrators on Monday morning of their zone, each week once, also from two servers', async () => {
    const { ada, reports, outbox, send, pass } = await weekly(await place()); // Monday, 10:00 in Berlin
    expect(await reports.run(send)).toBe(0); // nobody asked for it
    await reports.change(ada, { on: true, timeZone: 'Europe/Berlin' });
    expect(await reports.settings(ada)).toEqual({ on: true, timeZone: 'Europe/Berlin' });
    expect(await reports.run(send)).toBe(0); // that week was over before
    pass(7 * DAY - 4 * HOUR); // Monday, 06:00
    expect(await reports.run(send)).toBe(0);
    pass(HOUR);
    await Promise.all([reports.run(send), reports.run(send)]);
    expect(await reports.run(send)).toBe(0);
    expect(outbox.map(({ to }) => to)).toEqual(['ada@example.org']);
    const mail = outbox[0]?.mail;
    expect(mail?.subject).toBe('Help desk, 23 November to 29 November: 1 made, 0 solved');
    expect(mail?.text).toContain('Tickets made: 1 (the week before: 0)');
    expect(mail?.text).toContain('Said it was good: too few answers');
    expect(mail?.html).toContain('Riverside &lt;Library&gt;');
    expect(JSON.stringify(mail)).not.toContain('Private words');
    expect((await reports.preview(ada)).ok).toBe(true);
  });

  test('what could not be handed on is tried again; a zone that is none is refused', async () => {
    const { ada, reports, outbox, send, pass } = await weekly(await place());
    expect(await reports.change(ada, { on: true, timeZone: 'Mars/Olympus' })).toMatchObject({ ok: false });
    await reports.change(ada, { on: true, timeZone: 'UTC' });
    pass(7 * DAY);
    const broken = () => Promise.reject(new Error('no mail server'));
    await expect(reports.run(broken)).rejects.toThrow('no mail server');
    expect(await reports.run(send)).toBe(1);
    expect(outbox).toHaveLength(1);
  });
});

test('a week is from Monday to Monday on the wall, also when the clocks change', () => {
  const changed = Date.UTC(2026, 9, 28); // Berlin went back on the 25th
  const { from, to } = lastWeek(changed, 'Europe/Berlin');
  expect([from, to]).toEqual([Date.UTC(2026, 9, 18, 22), Date.UTC(2026, 9, 25, 23)]);
  expect(lastWeek(START, 'UTC')).toEqual({ from: Date.UTC(2026, 10, 16), to: Date.UTC(2026, 10, 23) });
});
