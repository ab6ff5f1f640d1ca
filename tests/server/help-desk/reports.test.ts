import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { createReports } from '../../../src-server/desk/reports.ts';
import { createSatisfaction } from '../../../src-server/desk/satisfaction.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { reportCsv } from '../../../src-server/http/report-csv.ts';
import { reportPage } from '../../../src-server/http/report-page.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { reportQuerySchema, reportSchema, type Report } from '../../../src-shared/helpdesk/report.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, START, type TestDesk } from './desk-on.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const period = { from: START - DAY, to: START + 30 * DAY };
const asked = (more: object = {}) => reportQuerySchema.parse({ ...period, ...more });

/** A help desk that goes through a day: what it is told is done by the real services. */
async function story(place: DatabasePlace) {
  const test = await deskOn(place);
  const ada = await test.owner();
  const tickets = createTickets(test.desk);
  const satisfaction = createSatisfaction(test.desk);
  const ticket = async (actor: Actor, more: object = {}) => {
    const body = ticketRoutes.create.body.parse({
      subject: 'x',
      body: 'x',
      assigneeId: actor.memberId,
      ...more,
    });
    const made = await tickets.create(actor, body);
    if (!made.ok) throw new Error(made.error.message);
    return made.value.id;
  };
  const say = (actor: Actor, id: string, more: object) =>
    tickets.addMessage(
      actor,
      id,
      ticketRoutes.addMessage.body.parse({ kind: 'public', body: 'Done.', ...more }),
    );
  return {
    ...test,
    ada,
    tickets,
    satisfaction,
    ticket,
    say,
    report: (actor: Actor, more = {}) => make(test, actor, more),
  };
}

async function make({ desk }: Pick<TestDesk, 'desk'>, actor: Actor, more: object): Promise<Report> {
  const made = await createReports(desk).make(actor, asked(more));
  if (!made.ok) throw new Error(made.error.message);
  return reportSchema.parse(made.value);
}

/** Three tickets of two devices: answered after 1, 2 and 4 hours, two solved, one of them came back and was solved again. */
async function threeTickets(place: DatabasePlace) {
  const at = await story(place);
  const { ada, ticket, say, pass } = at;
  const device = 'HP ProBook, Windows 11';
  const first = await ticket(ada, { device, tags: ['disk-02', 'fixed:emptied-bin'] });
  const second = await ticket(ada, { device: 'Dell XPS, Ubuntu 24.04' });
  await ticket(ada, { device, priority: 'high' });
  await say(ada, second, {
    kind: 'internal',
    body: '- **Disk is full** (problem): DISK-02; read from PRINT-99',
  });
  pass(HOUR);
  await say(ada, first, { state: 'waiting' });
  pass(HOUR);
  await say(ada, second, { state: 'solved' });
  pass(2 * HOUR);
  await say(ada, first, { state: 'solved' });
  pass(DAY);
  await at.tickets.change(ada, first, { version: 3, state: 'reopened' });
  pass(HOUR);
  await say(ada, first, { state: 'solved' });
  pass(DAY);
  await at.tickets.change(ada, first, { version: 5, state: 'closed' });
  return { ...at, first, second };
}

onBothDatabases('reports', (place) => {
  test('count what was made and solved in the period, with median and 90 % of real times', async () => {
    const { ada, report } = await threeTickets(await place());
    const { total, series, workload } = await report(ada, { timeZone: 'Europe/Berlin' });
    expect(total).toEqual({
      created: 3,
      solved: 2, // closing what was solved is no second solution
      reopened: 1,
      breached: 0,
      firstAnswer: { count: 2, medianMs: HOUR, p90Ms: 2 * HOUR },
      resolution: { count: 2, medianMs: 2 * HOUR, p90Ms: 29 * HOUR },
      satisfaction: null,
    });
    expect(series.step).toBe('day');
    expect(series.points.filter(({ created, solved }) => created + solved > 0)).toMatchObject([
      { at: Date.UTC(2026, 10, 22, 23), created: 3, solved: 1 },
      { at: Date.UTC(2026, 10, 23, 23), created: 0, solved: 1 },
    ]);
    expect(workload).toMatchObject([{ name: 'Ada Ashworth', replies: 4, solved: 2, openNow: 1 }]);
    expect((await report(ada, { from: START + 30 * DAY, to: START + 31 * DAY })).total.created).toBe(0);
  });

  test('what a ticket began with is no answer, though the clock goes on while it is written', async () => {
    const { ada, desk, report } = await story(await place());
    let ticks = START;
    const tickets = createTickets({ ...desk, now: () => (ticks += 1) });
    await tickets.create(ada, ticketRoutes.create.body.parse({ subject: 'x', body: 'x' }));
    const { total, workload } = await report(ada);
    expect([total.created, total.firstAnswer, workload.map((one) => one.replies)]).toEqual([1, null, []]);
  });

  test('by queue, technician, model, system and priority; narrowed by each', async () => {
    const { ada, report } = await threeTickets(await place());
    const labels = async (by: string) =>
      (await report(ada, { by })).groups.map((one) => [one.label, one.numbers.created]);
    expect(await labels('queue')).toEqual([['Help desk', 3]]);
    expect(await labels('technician')).toEqual([['Ada Ashworth', 3]]);
    expect(await labels('device')).toEqual([
      ['HP ProBook', 2],
      ['Dell XPS', 1],
    ]);
    expect(await labels('system')).toEqual([
      ['Windows 11', 2],
      ['Ubuntu 24.04', 1],
    ]);
    expect(await labels('priority')).toEqual([
      ['normal', 2],
      ['high', 1],
    ]);
    expect((await report(ada, { device: 'HP ProBook' })).total.created).toBe(2);
    expect((await report(ada, { system: 'Ubuntu 24.04' })).total.created).toBe(1);
    expect((await report(ada, { device: '%' })).total.created).toBe(0); // a sign of the search is a sign, no more
    expect((await report(ada, { technician: 'A'.repeat(22) })).total.created).toBe(0);
  });

  test('findings come from tags and notes, what fixed them from tags; ids that no rule has are none', async () => {
    const { ada, report } = await threeTickets(await place());
    expect((await report(ada)).findings).toEqual([
      { finding: 'DISK-02', tickets: 2, solved: 2, fixedBy: [{ what: 'emptied-bin', tickets: 1 }] },
    ]);
  });

  test('HD-2: nothing of another organisation is counted', async () => {
    const { owner, report } = await threeTickets(await place());
    const bo = await owner('Elsewhere');
    const { total, workload, findings } = await report(bo, { by: 'queue' });
    expect([total.created, total.solved, workload.length, findings.length]).toEqual([0, 0, 0, 0]);
  });

  test('HD-20: satisfaction of fewer than five is not shown, nor what would tell it by subtraction', async () => {
    const { ada, ticket, satisfaction, report, desk } = await story(await place());
    const answers = async (device: string, count: number) => {
      for (let left = count; left > 0; left -= 1) {
        const id = await ticket(ada, { device });
        await satisfaction.file(ada, id, { good: left > 1, comment: 'secret', sessionId: desk.newId() });
      }
    };
    await answers('A', 9);
    await answers('B', 7);
    await answers('C', 2);
    const shown = await report(ada, { by: 'device' });
    expect(shown.total.satisfaction).toEqual({ answered: 18, good: 15 });
    expect(shown.groups.map(({ label, numbers }) => [label, numbers.satisfaction])).toEqual([
      ['A', { answered: 9, good: 8 }],
      ['B', null], // 18 without 9 and without this one would be what two people said
      ['C', null],
    ]);
    expect((await report(ada, { device: 'C' })).total.satisfaction).toBeNull();
    expect(JSON.stringify(shown)).not.toContain('secret');
  });

  test('a zone that is none is refused, and a period that ends before it begins', async () => {
    const { ada, desk } = await story(await place());
    const refused = await createReports(desk).make(ada, asked({ timeZone: 'Mars/Olympus' }));
    expect(refused).toMatchObject({ error: { error: 'INVALID' } });
    expect(reportQuerySchema.safeParse({ from: 2, to: 1 }).success).toBe(false);
  });
});

describe('reports of a file', () => {
  test('are made in another thread by a connection that only reads, and are the same', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'alongside-report-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const inFile = await threeTickets({ kind: 'sqlite', file: join(folder, 'x.sqlite') });
    const inMemory = await threeTickets({ kind: 'sqlite', file: ':memory:' });
    const [threaded, plain] = [await inFile.report(inFile.ada), await inMemory.report(inMemory.ada)];
    expect({ ...threaded, workload: [] }).toEqual({ ...plain, workload: [] });
    expect(threaded.workload).toMatchObject(plain.workload.map(({ memberId: _id, ...rest }) => rest));
  });
});

describe('a report as a table and a page', () => {
  test('HD-21: no cell of a table is a formula, and what others wrote is text on the page', async () => {
    const { ada, ticket, report } = await story({ kind: 'sqlite', file: ':memory:' });
    const devices = ['=HYPERLINK("http://evil")', '+1', '-1+1', '@SUM(A1)', '<script>alert(1)</script>'];
    for (const device of devices) await ticket(ada, { device });
    const made = await report(ada, { by: 'device' });
    const csv = new TextDecoder().decode(reportCsv({ ...made, groups: [...made.groups, ...tricky(made)] }));
    const cells = csv.split('\r\n').map((line) => line.replace(/^"/, ''));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    for (const device of devices.slice(0, 4)) expect(csv).toContain(`'${device.split('"')[0]}`);
    const page = reportPage(made, 'Riverside <Library>');
    expect(page).not.toMatch(/<script|style=|Riverside </);
    expect(page).toContain('<svg');
    const row = /<tr>(?:(?!<\/tr>).)*All tickets.*?<\/tr>/s.exec(page)?.[0] ?? '';
    const head = /<thead>.*?<\/thead>/s.exec(page)?.[0] ?? '';
    expect(row.match(/<t[hd]/g)).toHaveLength(head.match(/<th /g)?.length ?? 0);
  });
});

function tricky(report: Report): Report['groups'] {
  return ['\tx', '\rx'].map((label) => ({ key: label, label, numbers: report.total }));
}
