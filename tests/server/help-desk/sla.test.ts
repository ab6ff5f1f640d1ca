import { expect, test } from 'vitest';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createSla, type Sla } from '../../../src-server/desk/sla.ts';
import { createTicketMerging } from '../../../src-server/desk/ticket-merging.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { slaSettingsSchema } from '../../../src-shared/helpdesk/sla-settings.ts';
import type { Result } from '../../../src-shared/result.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, START } from './desk-on.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const day = [{ from: '09:00', to: '17:00' }];
const weekend = { sat: [], sun: [] };
const library = {
  id: 'library',
  name: 'Library',
  zone: 'Europe/London',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day, ...weekend },
  holidays: [{ date: '2026-11-24', name: 'Closed' }],
};
const targets = { 'first-response': 60, 'next-response': 60, resolution: 600 };
const promise = {
  id: 'usual',
  name: 'Usual',
  calendarId: 'library',
  targets: { low: {}, normal: targets, high: targets, urgent: { 'first-response': 15 } },
};
const settings = (version = 0, more: object = {}) =>
  slaSettingsSchema.parse({ version, calendars: [library], policies: [promise], ...more });

/** START is a Monday, 9 o'clock in London. */
async function stage(place: DatabasePlace) {
  const all = await deskOn(place);
  const ada = await all.owner();
  const [tickets, sla] = [createTickets(all.desk), createSla(all.desk)];
  const make = async (more: object = {}) =>
    value(
      await tickets.create(
        ada,
        ticketRoutes.create.body.parse({ subject: 'x', body: 'x', kind: 'internal', ...more }),
      ),
    );
  const due = async (id: string) => value(await tickets.get(ada, id)).due;
  return { ...all, ada, tickets, sla, make, due };
}

async function rest(sla: Sla): Promise<void> {
  while (await sla.step());
}

onBothDatabases('what was promised', (place) => {
  test('calendars and policies are written upon the version that was seen, checked, and in the audit', async () => {
    const { desk, ada, sla } = await stage(await place());
    expect((await sla.settings(ada)).version).toBe(0);
    const written = value(await sla.change(ada, settings()));
    expect(written).toEqual(await sla.settings(ada));
    expect(written.calendars[0]?.hours).toMatchObject({ mon: [{ from: '09:00', to: '17:00' }] });
    expect(await sla.change(ada, settings())).toMatchObject({
      ok: false,
      error: { error: 'CONFLICT', current: { version: 1 } },
    });
    const nowhere = settings(1, { calendars: [{ ...library, zone: 'Atlantis/Capital' }] });
    expect(await sla.change(ada, nowhere)).toMatchObject({
      ok: false,
      error: { fields: { 'policies.0.calendarId': 'zone-unknown' } },
    });
    const queue = settings(1, { policies: [{ ...promise, queueIds: ['A'.repeat(22)] }] });
    expect((await sla.change(ada, queue)).ok).toBe(false);
    const { entries } = await createAuditLog(desk).list(ada, { limit: 1 });
    expect(entries).toMatchObject([{ action: 'sla.changed', detail: { policies: 'Usual' } }]);
  });

  test('a new ticket is due in business hours; an answer, a pause and solving move that', async () => {
    const { ada, sla, tickets, make, due, pass } = await stage(await place());
    value(await sla.change(ada, settings()));
    const requester = { name: 'Margaret' };
    const { id, requester: by } = await make({ requester });
    expect(await due(id)).toEqual({
      goal: 'first-response',
      at: START + HOUR,
      warnAt: START + 45 * MINUTE,
    });
    pass(30 * MINUTE);
    const reply = ticketRoutes.addMessage.body.parse({ kind: 'public', body: 'Hello' });
    value(await tickets.addMessage(ada, id, reply));
    // ten open hours after Monday 9:00; Tuesday is a holiday
    expect(await due(id)).toMatchObject({ goal: 'resolution', at: START + 50 * HOUR });
    const { version } = value(await tickets.get(ada, id));
    value(await tickets.change(ada, id, { version, state: 'waiting' }));
    expect(await due(id)).toBeNull();
    pass(MINUTE);
    value(
      await tickets.addReply(ada.tenantId, id, by ?? { id: '', name: '' }, { body: 'Hi', attachmentIds: [] }),
    );
    expect(await due(id)).toMatchObject({ goal: 'next-response', at: START + 91 * MINUTE });
    value(await tickets.change(ada, id, { version: version + 2, state: 'solved' }));
    expect(await due(id)).toBeNull();
    expect(value(await sla.clocks(ada, id)).map(({ goal, state }) => [goal, state])).toEqual([
      ['first-response', 'stopped'],
      ['resolution', 'stopped'],
      ['next-response', 'dropped'],
    ]);
  });

  test('lists sort by what is due next and show what is warned of and broken, each ticket once', async () => {
    const { ada, sla, tickets, make, pass } = await stage(await place());
    value(await sla.change(ada, settings()));
    const numbers = async (more: object) => {
      const query = ticketRoutes.list.query.parse(more);
      return (await tickets.list(ada, query)).tickets.map(({ number }) => number);
    };
    await make({ priority: 'low' }); // nothing was promised
    await make();
    pass(30 * MINUTE);
    await make();
    await make({ priority: 'urgent' });
    expect(await numbers({ sort: 'due', limit: 4 })).toEqual([4, 2, 3, 1]);
    const { next } = await tickets.list(ada, ticketRoutes.list.query.parse({ sort: 'due', limit: 2 }));
    expect(await numbers({ sort: 'due', limit: 2, after: next })).toEqual([3, 1]);
    pass(20 * MINUTE);
    expect(await numbers({ due: 'breached' })).toEqual([4]);
    expect(await numbers({ due: 'warned' })).toEqual([2]);
    expect(await numbers({ dueBefore: String(START + 75 * MINUTE), sort: 'due' })).toEqual([4, 2]);
  });

  test('a warning and a breach are told once each, also when the ticket changes in between', async () => {
    const { ada, sla, tickets, make, pass, told } = await stage(await place());
    value(await sla.change(ada, settings()));
    await rest(sla);
    const { id } = await make();
    const heard = () =>
      told.flatMap((one) =>
        one.type === 'ticket.warned' || one.type === 'ticket.breached' ? [one.type] : [],
      );
    await rest(sla);
    expect(heard()).toEqual([]);
    pass(46 * MINUTE);
    // a change just when the warning is due must not swallow it
    value(await tickets.change(ada, id, { version: 1, priority: 'high' }));
    await Promise.all([rest(sla), rest(sla)]);
    await rest(sla);
    expect(heard()).toEqual(['ticket.warned']);
    pass(15 * MINUTE);
    await rest(sla);
    await rest(sla);
    expect(heard()).toEqual(['ticket.warned', 'ticket.breached']);
    expect(told.at(-1)).toMatchObject({ id, version: 2, byId: null });
  });

  test('a change of what was promised counts every ticket anew, some at a time, and tells nothing of the past', async () => {
    const { desk, ada, sla, tickets, make, pass, told } = await stage(await place());
    const queue = value(await createQueues(desk).create(ada, { name: 'Second line', public: false }));
    for (let count = 0; count < 130; count += 1) await make(count % 2 === 0 ? { queueId: queue.id } : {});
    pass(90 * MINUTE);
    const before = told.length;
    value(await sla.change(ada, settings()));
    expect(await sla.step()).toBe(true);
    await rest(sla);
    const due = async (more: object) =>
      (await tickets.list(ada, ticketRoutes.list.query.parse({ due: 'breached', ...more }))).total;
    expect(await due({})).toBe(130);
    const second = {
      ...promise,
      id: 'second',
      queueIds: [queue.id],
      targets: { ...promise.targets, normal: {} },
    };
    value(await sla.change(ada, settings(1, { policies: [second, promise] })));
    await rest(sla);
    expect(await due({})).toBe(65);
    expect(await due({ queue: queue.id })).toBe(0);
    expect(told.slice(before).filter(({ type }) => type !== 'ticket.changed')).toEqual([]);
  });

  test('a merged ticket has no clock any more, and the one it went into keeps its own', async () => {
    const { desk, ada, sla, make, due } = await stage(await place());
    value(await sla.change(ada, settings()));
    const [into, other] = [await make(), await make()];
    value(await createTicketMerging(desk).merge(ada, into.id, [other.id]));
    expect(await due(other.id)).toBeNull();
    expect(await due(into.id)).toMatchObject({ goal: 'first-response', at: START + HOUR });
  });
});
