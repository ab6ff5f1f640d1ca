import { expect, test } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTickets, type Tickets } from '../../../src-server/desk/tickets.ts';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { ticketSchema, type Ticket } from '../../../src-shared/helpdesk/ticket.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';

const newTicket = (more: object = {}) =>
  ticketRoutes.create.body.parse({ subject: 'Printer prints nothing', body: 'Since **Monday**.', ...more });
const query = (more: object = {}) => ticketRoutes.list.query.parse(more);

async function made(tickets: Tickets, actor: Actor, more: object = {}): Promise<Ticket> {
  const ticket = await tickets.create(actor, newTicket(more));
  if (!ticket.ok) throw new Error(ticket.error.message);
  return ticketSchema.parse(ticket.value);
}

onBothDatabases('tickets', (place) => {
  test('a ticket has the next number of its organisation, its first message, its requester and a line of history', async () => {
    const { desk, owner, told } = await deskOn(await place());
    const [ada, bo] = [await owner(), await owner('Elsewhere')];
    const tickets = createTickets(desk);
    const requester = { name: 'Margaret Ellison', email: 'margaret@example.org' };
    const first = await made(tickets, ada, { requester, tags: ['printer'], priority: 'high' });
    expect(first).toMatchObject({ number: 1, state: 'new', priority: 'high', tags: ['printer'], version: 1 });
    expect(first.messages).toMatchObject([
      { kind: 'public', body: 'Since **Monday**.', author: { name: 'Ada Ashworth' } },
    ]);
    expect(first.history).toMatchObject([{ what: 'created', to: '1' }]);
    const second = await made(tickets, ada, {
      requester: { name: 'M. Ellison', email: 'Margaret@Example.org' },
    });
    expect(second).toMatchObject({ number: 2, requester: first.requester }); // the address says who it is
    expect((await made(tickets, bo)).number).toBe(1);
    expect(told.filter(({ type }) => type === 'ticket.changed')).toHaveLength(3);
  });

  test('HD-7: the same key never makes a second ticket or message, also at one time', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const tickets = createTickets(desk);
    const both = await Promise.all([1, 2].map(() => made(tickets, ada, { key: 'session-abcdef' })));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    const message = ticketRoutes.addMessage.body.parse({
      kind: 'internal',
      body: 'note',
      key: 'note-abcdef',
    });
    const id = both[0]?.id ?? '';
    await Promise.all([1, 2].map(() => tickets.addMessage(ada, id, message)));
    expect((await tickets.get(ada, id)).ok && both).toBeTruthy();
    const read = await tickets.get(ada, id);
    expect(read.ok && read.value.messages).toHaveLength(2);
    expect((await tickets.list(ada, query())).total).toBe(1);
  });

  test('HD-6: two people who change different fields of the same version lose nothing', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const tickets = createTickets(desk);
    const { id, version } = await made(tickets, ada);
    const both = await Promise.all([
      tickets.change(ada, id, { version, priority: 'urgent' }),
      tickets.change(ada, id, { version, subject: 'Printer of the reading room' }),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    const read = await tickets.get(ada, id);
    expect(read).toMatchObject({
      ok: true,
      value: { priority: 'urgent', subject: 'Printer of the reading room', version: version + 2 },
    });
  });

  test('HD-6: the same field changed by somebody else is a conflict that shows what is there; nothing is written', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const tickets = createTickets(desk);
    const { id, version } = await made(tickets, ada);
    await tickets.change(ada, id, { version, state: 'open' });
    const refused = await tickets.change(ada, id, { version, state: 'solved', priority: 'low' });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        error: 'CONFLICT',
        fields: { state: expect.any(String) },
        current: { state: 'open', priority: 'normal' },
      },
    });
    expect(await tickets.get(ada, id)).toMatchObject({
      ok: true,
      value: { state: 'open', version: version + 1 },
    });
    expect(await tickets.change(ada, id, { version, state: 'open' })).toMatchObject({ ok: true }); // wanted the same
  });

  test('HD-2: ids of another organisation are as unknown as ids of nothing, to read and to name', async () => {
    const { desk, owner } = await deskOn(await place());
    const [ada, bo] = [await owner(), await owner('Elsewhere')];
    const [tickets, queues] = [createTickets(desk), createQueues(desk)];
    const theirs = await made(tickets, bo, { requester: { name: 'Rita' } });
    const nothing = { ok: false, error: { error: 'NOT_FOUND' } };
    expect(await tickets.get(ada, theirs.id)).toMatchObject(nothing);
    expect(await tickets.change(ada, theirs.id, { version: 1, subject: 'x' })).toMatchObject(nothing);
    const message = ticketRoutes.addMessage.body.parse({ kind: 'public', body: 'x' });
    expect(await tickets.addMessage(ada, theirs.id, message)).toMatchObject(nothing);
    const mine = await made(tickets, ada);
    const [queue] = await queues.list(bo);
    for (const change of [
      { queueId: queue?.id },
      { assigneeId: bo.memberId },
      { requesterId: theirs.requester?.id },
    ])
      expect(await tickets.change(ada, mine.id, { version: 1, ...change } as never)).toMatchObject({
        ok: false,
        error: { error: 'INVALID' },
      });
    expect((await tickets.create(ada, newTicket({ requester: { id: theirs.requester?.id } }))).ok).toBe(
      false,
    );
    expect((await made(tickets, ada)).number).toBe(2); // what was refused has taken no number
    expect(await queues.requesters(ada, 'rita')).toEqual([]);
    expect((await tickets.list(ada, query())).total).toBe(2);
  });

  test('search finds words of subject and messages, their beginnings and numbers, and takes no operators', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const tickets = createTickets(desk);
    const printer = await made(tickets, ada);
    const mail = await made(tickets, ada, {
      subject: 'E-Mail kommt nicht an',
      body: 'Größe überschritten, 0x80070005',
    });
    const found = async (text: string) =>
      (await tickets.list(ada, query({ text }))).tickets.map(({ number }) => number);
    expect(await found('printer monday')).toEqual([printer.number]);
    expect(await found('prin')).toEqual([printer.number]);
    expect(await found('0x80070005')).toEqual([mail.number]);
    expect(await found('überschr')).toEqual([mail.number]);
    expect(await found(`#${mail.number}`)).toEqual([mail.number]);
    for (const hostile of ['" OR "', 'NEAR(', "'; drop table ticket; --", 'a* -b', '\\', '%', ':*'])
      expect(Array.isArray(await found(hostile))).toBe(true);
    await tickets.change(ada, printer.id, { version: 1, subject: 'Scanner scans nothing' });
    expect(await found('printer')).toEqual([]);
    expect(await found('scanner')).toEqual([printer.number]);
    await tickets.addMessage(
      ada,
      printer.id,
      ticketRoutes.addMessage.body.parse({ kind: 'internal', body: 'toner low' }),
    );
    expect(await found('toner')).toEqual([printer.number]);
  });

  test('pages hold every ticket once in every order, also when new ones come in between', async () => {
    const { desk, owner, pass } = await deskOn(await place());
    const ada = await owner();
    const tickets = createTickets(desk);
    for (let count = 0; count < 25; count += 1) {
      if (count % 3 === 0) pass(1);
      await made(tickets, ada, { priority: (['low', 'high'] as const)[count % 2] });
    }
    for (const sort of ['newest', 'oldest', 'updated', 'priority'] as const) {
      const seen: number[] = [];
      let after: string | undefined;
      do {
        const page = await tickets.list(
          ada,
          query({ sort, limit: 4, ...(after === undefined ? {} : { after }) }),
        );
        seen.push(...page.tickets.map(({ number }) => number));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(new Set(seen).size, sort).toBe(seen.length);
      expect(seen.length, sort).toBe(25);
    }
    const high = await tickets.list(ada, query({ sort: 'priority', limit: 12 }));
    expect(new Set(high.tickets.map(({ priority }) => priority))).toEqual(new Set(['high']));
  });

  test('filters by state, tag, queue and assignee', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const [tickets, queues] = [createTickets(desk), createQueues(desk)];
    const queue = await queues.create(ada, { name: 'Printers', public: false });
    if (!queue.ok) throw new Error(queue.error.message);
    const one = await made(tickets, ada, {
      queueId: queue.value.id,
      tags: ['toner'],
      assigneeId: ada.memberId,
    });
    const two = await made(tickets, ada);
    await tickets.change(ada, two.id, { version: 1, state: 'waiting' });
    const numbers = async (more: object) =>
      (await tickets.list(ada, query(more))).tickets.map(({ number }) => number);
    expect(await numbers({ state: 'new,open' })).toEqual([one.number]);
    expect(await numbers({ state: 'waiting' })).toEqual([two.number]);
    expect(await numbers({ tag: 'toner' })).toEqual([one.number]);
    expect(await numbers({ queue: queue.value.id })).toEqual([one.number]);
    expect(await numbers({ assignee: 'me' })).toEqual([one.number]);
    expect(await numbers({ assignee: 'nobody' })).toEqual([two.number]);
    expect((await queues.list(ada)).map(({ name, waiting }) => [name, waiting])).toEqual([
      ['Help desk', 0],
      ['Printers', 1],
    ]);
  });

  test('files: named safely, typed by their bytes, taken by one message of who stored them, swept after a day', async () => {
    const { desk, owner, pass } = await deskOn(await place());
    const [ada, bo] = [await owner(), await owner('Elsewhere')];
    const [tickets, attachments] = [createTickets(desk), createAttachments(desk)];
    const png = Uint8Array.from(
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    );
    const stored = await attachments.add(ada, '..\\..\\evil\u202Egnp.html', png);
    if (!stored.ok) throw new Error(stored.error.message);
    expect(stored.value).toMatchObject({ name: 'evilgnp.html', type: 'image/png', size: png.length });
    const ticket = await made(tickets, ada, { attachmentIds: [stored.value.id] });
    expect(ticket.messages[0]?.attachments).toEqual([stored.value]);
    const read = await attachments.read(ada, stored.value.id);
    expect(read.ok && Buffer.compare(Buffer.from(read.value.bytes), png)).toBe(0);
    expect((await attachments.read(bo, stored.value.id)).ok).toBe(false);
    const again = await tickets.create(ada, newTicket({ attachmentIds: [stored.value.id] }));
    expect(again).toMatchObject({ ok: false, error: { fields: { attachmentIds: expect.any(String) } } });
    expect((await tickets.list(ada, query())).total).toBe(1); // the refused one left nothing
    await attachments.add(ada, 'left.txt', Buffer.from('text'));
    expect(await attachments.sweep()).toBe(0);
    pass(86_400_001);
    expect(await attachments.sweep()).toBe(1);
    expect((await attachments.read(ada, stored.value.id)).ok).toBe(true);
  });
});
