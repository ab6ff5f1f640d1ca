import { expect, test } from 'vitest';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import { createMacros } from '../../../src-server/desk/macros.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTicketBulk } from '../../../src-server/desk/ticket-bulk.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { createViews } from '../../../src-server/desk/views.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { bulkRoutes } from '../../../src-shared/helpdesk/api/bulk-routes.ts';
import { macroRoutes } from '../../../src-shared/helpdesk/api/macro-routes.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { viewRoutes } from '../../../src-shared/helpdesk/api/view-routes.ts';
import { ticketSchema, type Ticket } from '../../../src-shared/helpdesk/ticket.ts';
import type { Result } from '../../../src-shared/result.ts';
import { onBothDatabases } from './both-databases.ts';
import { addMember, deskOn } from './desk-on.ts';

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const margaret = { name: 'Margaret *Ellison*', email: 'margaret@example.org' };
const macro = (more: object = {}) =>
  macroRoutes.create.body.parse({
    name: 'Restart the queue',
    kind: 'public',
    text: 'Hello {{requester.firstName|there}}, restart {{ticket.device|the printer}}. {{technician.name}}, {{today}}',
    actions: [
      { type: 'set-state', state: 'waiting' },
      { type: 'assign', to: 'me' },
      { type: 'add-tags', tags: ['restarted'] },
    ],
    ...more,
  });
const use = (ticketId: string, more: object = {}) =>
  macroRoutes.apply.body.parse({ ticketId, version: 1, ...more });

async function stage(place: DatabasePlace) {
  const all = await deskOn(place);
  const ada = await all.owner();
  const tickets = createTickets(all.desk);
  const make = async (more: object = {}): Promise<Ticket> => {
    const input = ticketRoutes.create.body.parse({
      subject: 'Printer',
      body: 'x',
      tags: ['printer'],
      ...more,
    });
    return ticketSchema.parse(value(await tickets.create(ada, input)));
  };
  const { desk } = all;
  return { ...all, ada, tickets, make, macros: createMacros(desk), bulk: createTicketBulk(desk) };
}

onBothDatabases('macros, views and bulk changes', (place) => {
  test('a macro is previewed and used in one go: its text with values that stay text, and its actions', async () => {
    const { ada, macros, make, pass } = await stage(await place());
    const made = value(await macros.create(ada, macro()));
    const ticket = await make({ requester: margaret });
    pass(1_000);
    const preview = value(
      await macros.preview(ada, made.id, ticket.id, { language: 'de', zone: 'Europe/Berlin' }),
    );
    expect(preview).toEqual({
      kind: 'public',
      text: 'Hello Margaret, restart the printer. Ada Ashworth, 23\\. Nov. 2026',
      change: { state: 'waiting', assigneeId: ada.memberId, tags: ['printer', 'restarted'] },
    });
    const used = value(await macros.apply(ada, made.id, use(ticket.id, { key: 'macro-abcdef' })));
    expect(used.message?.body).toBe('Hello Margaret, restart the printer. Ada Ashworth, 23 Nov 2026');
    expect(used.ticket).toMatchObject({
      state: 'waiting',
      assigneeId: ada.memberId,
      tags: ['printer', 'restarted'],
      version: 2,
    });
    const again = value(
      await macros.apply(ada, made.id, use(ticket.id, { key: 'macro-abcdef', version: 2 })),
    );
    expect(again.message?.id).toBe(used.message?.id);
  });

  test('a macro that cannot do all of what it does leaves nothing', async () => {
    const { ada, tickets, macros, make } = await stage(await place());
    const bold = macro({ text: 'Device: {{ticket.device}}', name: 'Device' });
    const [needsDevice, usual] = [
      value(await macros.create(ada, bold)),
      value(await macros.create(ada, macro())),
    ];
    const ticket = await make();
    expect(await macros.apply(ada, needsDevice.id, use(ticket.id))).toMatchObject({
      ok: false,
      error: { error: 'INVALID', message: expect.stringContaining('this ticket has no ticket.device') },
    });
    await tickets.change(ada, ticket.id, { version: 1, tags: ['other'] });
    expect(await macros.apply(ada, usual.id, use(ticket.id))).toMatchObject({
      ok: false,
      error: { error: 'CONFLICT', fields: { tags: expect.any(String) }, current: { version: 2 } },
    });
    await tickets.change(ada, ticket.id, { version: 2, state: 'solved' });
    expect((await macros.apply(ada, usual.id, use(ticket.id, { version: 3 }))).ok).toBe(false);
    const read = value(await tickets.get(ada, ticket.id));
    expect(read).toMatchObject({ state: 'solved', tags: ['other'], assigneeId: null, version: 3 });
    expect(read.messages).toHaveLength(1);
  });

  test('a macro without text changes only; edited text goes out as it was edited', async () => {
    const { ada, macros, make } = await stage(await place());
    const silent = value(await macros.create(ada, macro({ name: 'Silent', text: '' })));
    const usual = value(await macros.create(ada, macro()));
    const [one, two] = [await make(), await make()];
    const used = value(await macros.apply(ada, silent.id, use(one.id)));
    expect(used).toMatchObject({ message: null, ticket: { state: 'waiting', version: 2 } });
    const edited = value(await macros.apply(ada, usual.id, use(two.id, { text: 'Just so {{today}}' })));
    expect(edited.message?.body).toBe('Just so {{today}}');
  });

  test('macros are checked when they are written, versioned, and each change is in the audit', async () => {
    const { desk, ada, macros } = await stage(await place());
    const made = value(await macros.create(ada, macro()));
    expect(await macros.create(ada, macro())).toMatchObject({
      ok: false,
      error: { fields: { name: 'is taken' } },
    });
    const nobody = macro({ name: 'N', actions: [{ type: 'assign', to: 'A'.repeat(22) }] });
    expect(await macros.create(ada, nobody)).toMatchObject({
      ok: false,
      error: { fields: { assigneeId: 'is unknown' } },
    });
    expect(macroRoutes.create.body.safeParse({ ...macro(), text: '{{no.such}}' }).success).toBe(false);
    const changed = value(await macros.change(ada, made.id, 1, macro({ name: 'Renamed' })));
    expect(changed).toMatchObject({ name: 'Renamed', version: 2 });
    expect(await macros.change(ada, made.id, 1, macro())).toMatchObject({
      ok: false,
      error: { error: 'CONFLICT', current: { name: 'Renamed' } },
    });
    value(await macros.remove(ada, made.id));
    expect(await macros.list(ada)).toEqual([]);
    const { entries } = await createAuditLog(desk).list(ada, { limit: 3 });
    expect(entries.map(({ action }) => action)).toEqual(['macro.removed', 'macro.changed', 'macro.created']);
  });

  test('views: own ones are one’s own, shared ones everybody’s, and only who may change settings shares', async () => {
    const { desk, ada } = await stage(await place());
    const tim = await addMember(desk, ada.tenantId, 1);
    const views = createViews(desk);
    const view = (more: object) =>
      viewRoutes.create.body.parse({ name: 'Mine', query: { assignee: 'me', state: 'new,open' }, ...more });
    const own = value(await views.create(tim, view({})));
    const shared = value(await views.create(ada, view({ name: 'All', shared: true, position: 1 })));
    expect((await views.list(tim)).map(({ name }) => name)).toEqual(['Mine', 'All']);
    expect((await views.list(ada)).map(({ name }) => name)).toEqual(['All']);
    expect(own.query).toMatchObject({ assignee: 'me', sort: 'updated' });
    expect(await views.create(tim, view({ shared: true }))).toMatchObject({
      error: { error: 'NOT_ALLOWED' },
    });
    expect(await views.change(tim, own.id, { shared: true })).toMatchObject({
      error: { error: 'NOT_ALLOWED' },
    });
    expect(await views.remove(tim, shared.id)).toMatchObject({ error: { error: 'NOT_ALLOWED' } });
    expect(await views.remove(ada, own.id)).toMatchObject({ error: { error: 'NOT_FOUND' } });
    expect(value(await views.change(tim, own.id, { name: 'Today' }))).toMatchObject({
      name: 'Today',
      query: own.query,
    });
    const nonsense = { name: 'x', query: { state: 'new', nonsense: 1 } };
    expect(viewRoutes.create.body.safeParse(nonsense).success).toBe(false);
  });

  test('a bulk change says of each ticket what became of it, and is one line in the audit', async () => {
    const { desk, ada, tickets, make, bulk, told } = await stage(await place());
    const queue = value(await createQueues(desk).create(ada, { name: 'Second line', public: false }));
    const [one, two, closed] = [await make(), await make({ tags: ['printer', 'old'] }), await make()];
    await tickets.change(ada, closed.id, { version: 1, state: 'closed' });
    const nobody = 'A'.repeat(22);
    const { ids, change } = bulkRoutes.change.body.parse({
      ids: [one.id, two.id, closed.id, nobody, one.id],
      change: { state: 'open', queueId: queue.id, addTags: ['moved'], removeTags: ['old'] },
    });
    const done = value(await bulk.change(ada, ids, change));
    expect(done.changed).toBe(2);
    expect(done.verdicts.map(({ id, error }) => [id, error])).toEqual([
      [one.id, null],
      [two.id, null],
      [closed.id, 'INVALID'],
      [nobody, 'NOT_FOUND'],
    ]);
    expect(value(await tickets.get(ada, two.id))).toMatchObject({
      state: 'open',
      queueId: queue.id,
      tags: ['printer', 'moved'],
      version: 2,
    });
    expect(value(await tickets.get(ada, closed.id)).queueId).not.toBe(queue.id);
    expect(told.filter(({ id, version }) => id === one.id && version === 2)).toHaveLength(1);
    const again = value(await bulk.change(ada, [one.id], change));
    expect(again).toMatchObject({ changed: 0, verdicts: [{ error: null, version: 2 }] });
    const { entries } = await createAuditLog(desk).list(ada, { limit: 2 });
    expect(entries).toMatchObject([
      { action: 'tickets.changed', detail: { asked: 4, changed: 2 } },
      { action: 'queue.created' },
    ]);
  });

  test('a bulk change of five hundred, and of the same ones by two people at one time, loses nothing', async () => {
    const { desk, ada, make, bulk, tickets } = await stage(await place());
    const tim = await addMember(desk, ada.tenantId, 1);
    const all: Ticket[] = [];
    for (let count = 0; count < 60; count += 1) all.push(await make());
    const ids = all.map(({ id }) => id);
    const filled = [...ids, ...Array.from({ length: 440 }, (_, at) => `${at}`.padStart(22, 'B'))];
    const both = await Promise.all([
      bulk.change(ada, filled, { addTags: ['ada'] }),
      bulk.change(tim, ids.toReversed(), { addTags: ['tim'] }),
    ]);
    expect(both.map((one) => value(one).changed)).toEqual([60, 60]);
    const list = await tickets.list(ada, ticketRoutes.list.query.parse({ tag: 'ada', limit: 200 }));
    expect(list.tickets.map(({ tags }) => tags.toSorted().join())).toEqual(ids.map(() => 'ada,printer,tim'));
  });
});
