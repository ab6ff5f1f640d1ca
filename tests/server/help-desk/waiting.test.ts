import { expect, test } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTicketClaims } from '../../../src-server/desk/ticket-claims.ts';
import { createTicketMerging } from '../../../src-server/desk/ticket-merging.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { createWaiting } from '../../../src-server/desk/waiting.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { waitingRoutes } from '../../../src-shared/helpdesk/api/waiting-routes.ts';
import type { Result } from '../../../src-shared/result.ts';
import { onBothDatabases } from './both-databases.ts';
import { addMember, deskOn } from './desk-on.ts';

const MINUTE = 60_000;

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const asked = (name: string, more: object = {}) =>
  waitingRoutes.ask.body.parse({ name, what: 'My printer\nprints *nothing*', ...more });

async function stage(place: DatabasePlace) {
  const all = await deskOn(place);
  const ada = await all.owner();
  const claims = createTicketClaims(all.desk);
  const queues = createQueues(all.desk);
  const [queue] = await queues.list(ada);
  const waiting = createWaiting(all.desk, claims);
  const ask = async (name: string, more: object = {}) => {
    all.pass(1);
    return value(await waiting.ask(queue?.id ?? '', asked(name, more)));
  };
  const tickets = createTickets(all.desk);
  return { ...all, ada, claims, queues, queueId: queue?.id ?? '', waiting, ask, tickets };
}

onBothDatabases('people who wait', (place) => {
  test('whoever asks gets a ticket, a place and a secret; technicians see them in order, with their own words', async () => {
    const { ada, waiting, ask, queueId, tickets, told } = await stage(await place());
    const [first, second] = [await ask('Margaret', { email: 'margaret@example.org' }), await ask('Rita')];
    expect(first.status).toEqual({ state: 'waiting', place: 1, usualWaitMs: null, number: 1, by: null });
    expect(second.status.place).toBe(2);
    const line = value(await waiting.list(ada, queueId));
    expect(line.people.map(({ place: at, name, subject }) => [at, name, subject])).toEqual([
      [1, 'Margaret', 'My printer'],
      [2, 'Rita', 'My printer'],
    ]);
    const ticket = value(await tickets.get(ada, line.people[0]?.ticketId ?? ''));
    expect(ticket).toMatchObject({ state: 'new', requester: { email: 'margaret@example.org' } });
    expect(ticket.messages[0]).toMatchObject({
      author: { type: 'requester', name: 'Margaret' },
      body: String.raw`My printer` + '  \n' + String.raw`prints \*nothing\*`,
    });
    expect(told).toContainEqual(expect.objectContaining({ type: 'queue.changed', id: queueId }));
    expect(value(await waiting.queue(queueId))).toMatchObject({ name: 'Help desk', waiting: 2 });
  });

  test('a queue that is not open to everybody is as unknown as none', async () => {
    const { ada, queues, waiting } = await stage(await place());
    const inner = value(await queues.create(ada, { name: 'Inner', public: false }));
    for (const id of [inner.id, 'A'.repeat(22)]) {
      expect(await waiting.queue(id)).toMatchObject({ ok: false, error: { error: 'NOT_FOUND' } });
      expect(await waiting.ask(id, asked('Eve'))).toMatchObject({
        ok: false,
        error: { error: 'NOT_FOUND' },
      });
    }
    expect(await waiting.status('wrong')).toMatchObject({ ok: false, error: { error: 'NOT_FOUND' } });
  });

  test('the report comes along as a file that is kept as it was', async () => {
    const { desk, ada, ask, tickets } = await stage(await place());
    const report = { schema: 99, said: 'Größe', nested: { a: [1, null] } };
    await ask('Margaret', { report });
    const { tickets: all } = await tickets.list(ada, { sort: 'newest', limit: 1 });
    const ticket = value(await tickets.get(ada, all[0]?.id ?? ''));
    const [file] = ticket.messages[0]?.attachments ?? [];
    expect(file).toMatchObject({ name: 'report.json' });
    const read = value(await createAttachments(desk).read(ada, file?.id ?? ''));
    expect(JSON.parse(Buffer.from(read.bytes).toString())).toEqual(report);
  });

  test('places move up when somebody is taken; the usual wait is the middle of those who were taken', async () => {
    const { ada, waiting, ask, queueId, pass } = await stage(await place());
    const people = [];
    for (const name of ['A', 'B', 'C', 'D']) people.push(await ask(name));
    for (const minutes of [1, 3, 20]) {
      pass(minutes * MINUTE);
      value(await waiting.next(ada, queueId));
    }
    const status = value(await waiting.status(people[3]?.secret ?? ''));
    expect(status).toMatchObject({ state: 'waiting', place: 1 });
    expect(Math.round((status.usualWaitMs ?? 0) / MINUTE)).toBe(4);
    expect(value(await waiting.status(people[0]?.secret ?? ''))).toMatchObject({
      state: 'taken',
      place: null,
      by: 'Ada Ashworth',
    });
  });

  test('several who take the next one at one time each get another, people before tickets', async () => {
    const { desk, ada, waiting, ask, queueId, tickets } = await stage(await place());
    await tickets.create(ada, {
      subject: 'By mail',
      body: 'x',
      kind: 'public',
      priority: 'urgent',
      tags: [],
      attachmentIds: [],
    });
    for (const name of ['A', 'B', 'C']) await ask(name);
    const people = [ada];
    for (const count of [1, 2, 3, 4]) people.push(await addMember(desk, ada.tenantId, count));
    const got = await Promise.all(people.map((actor) => waiting.next(actor, queueId)));
    const numbers = got.map((one) => value(one).ticket?.number ?? null);
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, null]);
    expect(value(await waiting.next(ada, queueId)).ticket).toBeNull();
  });

  test('given back to the queue, who waited has their old place; given to another queue, they stand in its line', async () => {
    const { ada, claims, queues, waiting, ask, queueId } = await stage(await place());
    const [first, second] = [await ask('A'), await ask('B')];
    const taken = value(await waiting.next(ada, queueId)).ticket?.id ?? '';
    expect(value(await waiting.status(second.secret)).place).toBe(1);
    value(await claims.handOver(ada, taken, { queueId }, 'Not mine'));
    expect(value(await waiting.status(first.secret))).toMatchObject({ state: 'waiting', place: 1 });
    const other = value(await queues.create(ada, { name: 'Other', public: true }));
    value(await claims.handOver(ada, taken, { queueId: other.id }, 'Yours'));
    expect(value(await waiting.list(ada, other.id)).people).toHaveLength(1);
    expect(value(await waiting.status(second.secret)).place).toBe(1);
  });

  test('a request that is taken back closes its ticket, once taken up it goes on', async () => {
    const { ada, waiting, ask, queueId, tickets } = await stage(await place());
    const [first, second] = [await ask('A'), await ask('B')];
    expect(value(await waiting.cancel(first.secret)).state).toBe('cancelled');
    const { tickets: all } = await tickets.list(ada, { sort: 'oldest', limit: 2 });
    const gone = value(await tickets.get(ada, all[0]?.id ?? ''));
    expect(gone.state).toBe('closed');
    expect(gone.history.at(-1)).toMatchObject({ what: 'state', to: 'closed', author: { name: 'A' } });
    await waiting.next(ada, queueId);
    expect(value(await waiting.cancel(second.secret)).state).toBe('taken');
  });

  test('who is not heard of for half an hour leaves the line, and comes back to their place by asking', async () => {
    const { ada, waiting, ask, queueId, pass } = await stage(await place());
    const [first, second] = [await ask('A'), await ask('B')];
    pass(29 * MINUTE);
    await waiting.status(second.secret);
    expect(await waiting.sweep()).toBe(0);
    pass(2 * MINUTE);
    expect(await waiting.sweep()).toBe(1);
    expect(value(await waiting.list(ada, queueId)).people.map(({ name }) => name)).toEqual(['B']);
    expect(value(await waiting.status(first.secret))).toMatchObject({ state: 'waiting', place: 1 });
    expect(value(await waiting.status(second.secret)).place).toBe(2);
  });

  test('solving a ticket and merging it keep those who wait in step', async () => {
    const { desk, ada, waiting, ask, queueId, tickets } = await stage(await place());
    const [first, second] = [await ask('A'), await ask('B')];
    const [one, two] = value(await waiting.list(ada, queueId)).people;
    value(await createTicketMerging(desk).merge(ada, two?.ticketId ?? '', [one?.ticketId ?? '']));
    expect(value(await waiting.status(first.secret))).toMatchObject({ state: 'waiting', number: 2 });
    const { version } = value(await tickets.get(ada, two?.ticketId ?? ''));
    value(await tickets.change(ada, two?.ticketId ?? '', { version, state: 'solved' }));
    for (const { secret } of [first, second]) expect(value(await waiting.status(secret)).state).toBe('ended');
  });
});
