import { expect, test } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import type { Actor, Desk } from '../../../src-server/desk/desk.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTicketClaims } from '../../../src-server/desk/ticket-claims.ts';
import { createTicketLinks } from '../../../src-server/desk/ticket-links.ts';
import { createTicketMerging } from '../../../src-server/desk/ticket-merging.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { ticketSchema, type Ticket } from '../../../src-shared/helpdesk/ticket.ts';
import type { Result } from '../../../src-shared/result.ts';
import { onBothDatabases } from './both-databases.ts';
import { addMember, deskOn } from './desk-on.ts';

const reply = (more: object = {}) =>
  ticketRoutes.addMessage.body.parse({ kind: 'public', body: 'Try it now.', ...more });
const margaret = { name: 'Margaret Ellison', email: 'margaret@example.org' };

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function stage(place: DatabasePlace) {
  const test = await deskOn(place);
  const ada = await test.owner();
  return { ...test, ada, ...parts(test.desk), make: maker(test.desk, ada) };
}

function parts(desk: Desk) {
  return {
    tickets: createTickets(desk),
    links: createTicketLinks(desk),
    merging: createTicketMerging(desk),
    claims: createTicketClaims(desk),
  };
}

function maker(desk: Desk, actor: Actor) {
  const tickets = createTickets(desk);
  return async (more: object = {}): Promise<Ticket> => {
    const input = ticketRoutes.create.body.parse({ subject: 'Printer', body: 'Prints nothing.', ...more });
    return ticketSchema.parse(value(await tickets.create(actor, input)));
  };
}

onBothDatabases('the work on tickets', (place) => {
  test('a technician’s reply opens a new ticket, a note does not, and the state that was chosen wins', async () => {
    const { ada, tickets, make } = await stage(await place());
    const states = async (more: object) => {
      const { id } = await make();
      return value(await tickets.addMessage(ada, id, reply(more))).ticket.state;
    };
    expect(await states({})).toBe('open');
    expect(await states({ kind: 'internal' })).toBe('new');
    expect(await states({ state: 'solved' })).toBe('solved');
  });

  test('a state that the rules do not know is refused with those that are possible, and nothing is written', async () => {
    const { ada, tickets, make } = await stage(await place());
    const { id } = await make();
    await tickets.change(ada, id, { version: 1, state: 'solved' });
    const refused = await tickets.change(ada, id, { version: 2, state: 'waiting', subject: 'Other' });
    expect(refused).toMatchObject({
      ok: false,
      error: { error: 'INVALID', message: 'A ticket that is solved may become reopened, closed.' },
    });
    const refusedReply = await tickets.addMessage(ada, id, reply({ state: 'open' }));
    expect(refusedReply).toMatchObject({ ok: false, error: { fields: { state: 'may not become open' } } });
    const read = value(await tickets.get(ada, id));
    expect(read).toMatchObject({ state: 'solved', subject: 'Printer', version: 2 });
    expect(read.messages).toHaveLength(1);
  });

  test('the requester’s reply goes on with what waited, reopens what was solved, and follows on what was closed', async () => {
    const { ada, tickets, make } = await stage(await place());
    const ticket = await make({ requester: margaret, tags: ['printer'], priority: 'high' });
    const by = ticket.requester ?? { id: '', name: '' };
    const { id } = ticket;
    const answer = async () =>
      value(await tickets.addReply(ada.tenantId, id, by, { body: 'Again!', attachmentIds: [] }));
    for (const [before, after] of [
      ['waiting', 'open'],
      ['solved', 'reopened'],
    ] as const) {
      const { version } = value(await tickets.get(ada, id));
      await tickets.change(ada, id, { version, state: before });
      expect(await answer()).toMatchObject({
        message: { author: { type: 'requester', name: 'Margaret Ellison' } },
        ticket: { id, state: after },
      });
    }
    const { version } = value(await tickets.get(ada, id));
    await tickets.change(ada, id, { version, state: 'closed' });
    const followed = await answer();
    expect(followed.ticket).toMatchObject({
      number: 2,
      state: 'new',
      requester: ticket.requester,
      priority: 'high',
      tags: ['printer'],
    });
    const next = value(await tickets.get(ada, followed.ticket.id));
    expect(next.links).toMatchObject([{ kind: 'follows', id, number: 1 }]);
    const old = value(await tickets.get(ada, id));
    expect(old).toMatchObject({ state: 'closed', links: [{ kind: 'followed-by', number: 2 }] });
    expect(old.history.at(-1)).toMatchObject({ what: 'linked', to: `followed-by ${next.id}` });
  });

  test('HD-7: the same key to a closed ticket begins one new ticket only', async () => {
    const { ada, tickets, make } = await stage(await place());
    const { id } = await make();
    await tickets.change(ada, id, { version: 1, state: 'closed' });
    const both = await Promise.all(
      [1, 2].map(() => tickets.addMessage(ada, id, reply({ key: 'reply-abcdef' }))),
    );
    expect(new Set(both.map((one) => value(one).ticket.number))).toEqual(new Set([2]));
  });

  test('links are seen from both ends, made once, never in a circle, and gone from both when taken away', async () => {
    const { ada, links, tickets, make } = await stage(await place());
    const [one, two, three] = [await make(), await make(), await make()];
    expect(value(await links.add(ada, one.id, 'duplicate-of', two.id)).links).toMatchObject([
      { kind: 'duplicate-of', number: 2, state: 'new' },
    ]);
    const seen = value(await tickets.get(ada, two.id));
    expect(seen.links).toMatchObject([{ kind: 'has-duplicate', number: 1 }]);
    expect(seen.history.at(-1)).toMatchObject({ what: 'linked', to: `has-duplicate ${one.id}` });
    const refusals = [
      await links.add(ada, one.id, 'duplicate-of', two.id),
      await links.add(ada, two.id, 'duplicate-of', one.id),
      await links.add(ada, one.id, 'duplicate-of', three.id),
      await links.add(ada, one.id, 'related', one.id),
    ];
    expect(refusals.map((each) => !each.ok && each.error.fields?.['toId'])).toEqual([
      'already-linked',
      'cycle',
      'has-one-already',
      'self',
    ]);
    expect(value(await links.remove(ada, two.id, 'has-duplicate', one.id)).links).toEqual([]);
    expect(value(await tickets.get(ada, one.id)).history.at(-1)).toMatchObject({
      what: 'unlinked',
      from: `duplicate-of ${two.id}`,
    });
    expect((await links.remove(ada, two.id, 'has-duplicate', one.id)).ok).toBe(false);
  });

  test('a merge brings messages, files, tags, watchers and links along, closes the other, and is found by its words', async () => {
    const { desk, ada, tickets, links, merging, make, told } = await stage(await place());
    const file = value(await createAttachments(desk).add(ada, 'log.txt', Buffer.from('text')));
    const into = await make({ tags: ['printer'], requester: margaret });
    const other = await make({
      body: 'The toner is empty',
      tags: ['toner'],
      attachmentIds: [file.id],
      requester: { name: 'Rita' },
    });
    const third = await make();
    await tickets.change(ada, other.id, { version: 1, watcherIds: [ada.memberId] });
    await links.add(ada, other.id, 'part-of', third.id);
    const { ticket, tell } = value(await merging.merge(ada, into.id, [other.id]));
    expect(ticket.messages.map(({ body }) => body).toSorted()).toEqual([
      'Prints nothing.',
      'The toner is empty',
    ]);
    expect(ticket.messages.flatMap(({ attachments }) => attachments)).toEqual([file]);
    expect(ticket).toMatchObject({
      tags: ['printer', 'toner'],
      watcherIds: [ada.memberId],
      links: [{ kind: 'part-of', number: third.number }],
    });
    expect(tell).toMatchObject([{ name: 'Rita' }]);
    expect(ticket.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['merged-from', 'tags', 'watchers', 'linked']),
    );
    const gone = value(await tickets.get(ada, other.id));
    expect(gone).toMatchObject({ state: 'closed', mergedIntoId: into.id, messages: [], links: [] });
    expect(gone.history).toContainEqual(expect.objectContaining({ what: 'merged-into', to: into.id }));
    expect(gone.history).toContainEqual(
      expect.objectContaining({ what: 'state', from: 'new', to: 'closed' }),
    );
    const found = await tickets.list(ada, ticketRoutes.list.query.parse({ text: 'toner' }));
    expect(found.tickets.map(({ id }) => id)).toEqual([into.id]);
    for (const { id, version } of [ticket, gone, value(await tickets.get(ada, third.id))])
      expect(told).toContainEqual(expect.objectContaining({ type: 'ticket.changed', id, version }));
  });

  test('what is written to a merged ticket afterwards stands where it went; technicians are sent there', async () => {
    const { ada, tickets, merging, make } = await stage(await place());
    const [first, second, third] = [await make(), await make({ requester: margaret }), await make()];
    await merging.merge(ada, first.id, [second.id]);
    await merging.merge(ada, third.id, [first.id]);
    const by = second.requester ?? { id: '', name: '' };
    const written = value(
      await tickets.addReply(ada.tenantId, second.id, by, { body: 'Still there?', attachmentIds: [] }),
    );
    expect(written.ticket.id).toBe(third.id);
    expect((await tickets.addMessage(ada, second.id, reply())).ok).toBe(false);
    const again = await merging.merge(ada, third.id, [second.id]);
    expect(again).toMatchObject({ ok: false, error: { fields: { body: 'already-merged' } } });
    expect((await merging.merge(ada, third.id, [third.id])).ok).toBe(false);
  });

  test('of two merges in opposite directions at one time one is carried out, and no message is lost', async () => {
    const { ada, tickets, merging, make } = await stage(await place());
    const [one, two] = [await make(), await make()];
    const both = await Promise.all([
      merging.merge(ada, one.id, [two.id]),
      merging.merge(ada, two.id, [one.id]),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const read = await Promise.all([one, two].map(async ({ id }) => value(await tickets.get(ada, id))));
    expect(read.map(({ messages }) => messages.length).toSorted()).toEqual([0, 2]);
  });

  test('a split moves what was chosen with its files to a new ticket that follows; something stays', async () => {
    const { desk, ada, tickets, merging, make } = await stage(await place());
    const ticket = await make({ requester: margaret, tags: ['printer'], priority: 'urgent' });
    const file = value(await createAttachments(desk).add(ada, 'log.txt', Buffer.from('text')));
    const note = reply({ kind: 'internal', body: 'Mail broken as well', attachmentIds: [file.id] });
    const { message } = value(await tickets.addMessage(ada, ticket.id, note));
    const made = value(await merging.split(ada, ticket.id, [message.id], 'Mail is broken'));
    expect(made.ticket).toMatchObject({
      number: 2,
      subject: 'Mail is broken',
      state: 'new',
      priority: 'urgent',
      tags: ['printer'],
      requester: ticket.requester,
      messages: [{ id: message.id, attachments: [file] }],
      links: [{ kind: 'follows', number: 1 }],
    });
    expect(made.ticket.history.map(({ what }) => what)).toEqual(['created', 'split-from']);
    expect(made.from.messages).toHaveLength(1);
    expect(made.from.history.at(-1)).toMatchObject({ what: 'split-into', to: made.ticket.id });
    const all = await merging.split(ada, ticket.id, [made.from.messages[0]?.id ?? ''], '');
    expect(all).toMatchObject({ ok: false, error: { fields: { body: 'everything-chosen' } } });
    expect((await make()).number).toBe(3); // what was refused has taken no number
  });

  test('exactly one of several takes a ticket; the others see who has it', async () => {
    const { desk, ada, claims, make } = await stage(await place());
    const people = [
      ada,
      ...(await Promise.all([1, 2, 3].map((count) => addMember(desk, ada.tenantId, count)))),
    ];
    const { id } = await make();
    const all = await Promise.all(people.map((actor) => claims.claim(actor, id)));
    const [won] = all.flatMap((one) => (one.ok ? [one.value] : []));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(won).toMatchObject({ state: 'open', version: 2 });
    for (const one of all.filter(({ ok }) => !ok))
      expect(one).toMatchObject({
        error: { error: 'CONFLICT', current: { assigneeId: won?.assigneeId } },
      });
  });

  test('handing over leaves a note that the requester does not get, and gives it to somebody or to a queue', async () => {
    const { desk, ada, claims, make, pass } = await stage(await place());
    const tim = await addMember(desk, ada.tenantId, 1);
    const { id } = await make();
    pass(1_000);
    await claims.claim(ada, id);
    const given = value(await claims.handOver(ada, id, { memberId: tim.memberId }, 'You know printers.'));
    expect(given.assigneeId).toBe(tim.memberId);
    expect(given.messages.at(-1)).toMatchObject({ kind: 'internal', body: 'You know printers.' });
    expect(given.history.map(({ what }) => what)).toEqual(expect.arrayContaining(['assignee', 'message']));
    const queue = value(await createQueues(desk).create(ada, { name: 'Second line', public: false }));
    const back = value(await claims.handOver(tim, id, { queueId: queue.id }, 'Needs a new fuser.'));
    expect(back).toMatchObject({ assigneeId: null, queueId: queue.id, state: 'open' });
    const wrong = await claims.handOver(ada, id, { memberId: 'A'.repeat(22) }, 'x');
    expect(wrong).toMatchObject({ ok: false, error: { fields: { assigneeId: 'is unknown' } } });
  });
});
