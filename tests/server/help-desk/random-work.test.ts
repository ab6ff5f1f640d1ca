import { expect, test } from 'vitest';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTicketBulk } from '../../../src-server/desk/ticket-bulk.ts';
import { createTicketClaims } from '../../../src-server/desk/ticket-claims.ts';
import { createTicketLinks } from '../../../src-server/desk/ticket-links.ts';
import { createTicketMerging } from '../../../src-server/desk/ticket-merging.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { inMemory, type DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { linkKinds } from '../../../src-shared/helpdesk/ticket-links.ts';
import {
  priorities,
  ticketSchema,
  ticketStates,
  type HistoryEntry,
  type Ticket,
} from '../../../src-shared/helpdesk/ticket.ts';
import { onBothDatabases } from './both-databases.ts';
import { addMember, deskOn } from './desk-on.ts';

/** The same numbers for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A help desk of two organisations with two people each, and everything they may do, by chance. */
async function randomDesk(place: DatabasePlace, seed: number) {
  const { desk, owner, pass } = await deskOn(place);
  const below = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[below(list.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
  const owners = [await owner(), await owner('Elsewhere')];
  const people = new Map<string, readonly Actor[]>();
  for (const one of owners) people.set(one.tenantId, [one, await addMember(desk, one.tenantId, people.size)]);
  const queues = createQueues(desk);
  for (const one of owners) await queues.create(one, { name: 'Second line', public: false });
  return { desk, below, pick, pass, owners, people, queues, known: new Map<string, string[]>() };
}
type RandomDesk = Awaited<ReturnType<typeof randomDesk>>;

/** One thing that somebody does; most go well, some are refused. Ids come from all organisations. */
async function act(all: RandomDesk): Promise<void> {
  const { desk, pick, below, owners, people, queues, known } = all;
  const actor = pick(people.get(pick(owners).tenantId) ?? []);
  const own = known.get(actor.tenantId) ?? [];
  const everything = [...known.values()].flat();
  const tickets = createTickets(desk);
  // now and then an id of the other organisation
  const id = () => (below(12) === 0 || own.length === 0 ? pick(everything) : pick(own));
  const read = async (one: string) => {
    const found = await tickets.get(actor, one);
    return found.ok ? found.value : null;
  };
  const version = async (one: string) => Math.max(1, ((await read(one))?.version ?? 1) - below(2));
  const queueId = async () => pick(await queues.list(pick([actor, actor, actor, pick(owners)]))).id;
  const create = async () => {
    const input = ticketRoutes.create.body.parse({
      subject: `Printer ${below(100)}`,
      body: 'x',
      tags: [`t${below(4)}`],
      ...(below(2) === 0 ? { requester: { name: 'Rita', email: `r${below(3)}@example.org` } } : {}),
    });
    const made = await tickets.create(actor, input);
    if (made.ok) known.set(actor.tenantId, [...own, made.value.id]);
  };
  if (own.length < 3) return create();
  const doings: readonly (() => Promise<unknown>)[] = [
    create,
    async () => {
      const one = id();
      return tickets.change(actor, one, {
        version: await version(one),
        ...pick([
          { state: pick(ticketStates) },
          { priority: pick(priorities), tags: [`t${below(6)}`, `t${below(6)}`] },
          { queueId: await queueId(), subject: `Scanner ${below(9)}` },
          { assigneeId: pick([null, pick(people.get(pick(owners).tenantId) ?? []).memberId]) },
          { watcherIds: [actor.memberId], device: pick([null, 'ThinkPad']) },
        ]),
      });
    },
    () =>
      tickets.addMessage(
        actor,
        id(),
        ticketRoutes.addMessage.body.parse({
          kind: pick(['public', 'internal']),
          body: 'y',
          ...(below(3) === 0 ? { state: pick(ticketStates) } : {}),
        }),
      ),
    async () => {
      const one = id();
      const requester = (await read(one))?.requester;
      if (requester) await tickets.addReply(actor.tenantId, one, requester, { body: 'z', attachmentIds: [] });
    },
    () => createTicketLinks(desk).add(actor, id(), pick(linkKinds), id()),
    async () => {
      const one = id();
      const link = (await read(one))?.links[0];
      if (link !== undefined) await createTicketLinks(desk).remove(actor, one, link.kind, link.id);
    },
    () => createTicketMerging(desk).merge(actor, id(), [id()]),
    async () => {
      const one = id();
      const messages = (await read(one))?.messages ?? [];
      if (messages.length > 0)
        await createTicketMerging(desk).split(actor, one, [pick(messages).id], 'Apart');
    },
    () => createTicketClaims(desk).claim(actor, id()),
    async () =>
      createTicketClaims(desk).handOver(
        actor,
        id(),
        pick([{ memberId: actor.memberId }, { queueId: await queueId() }]),
        'n',
      ),
    () =>
      createTicketBulk(desk).change(actor, [id(), id(), id()], { state: 'open', addTags: [`t${below(6)}`] }),
  ];
  await pick(doings)();
  // what the rules made besides, as tickets that follow on
  const { tickets: newest } = await tickets.list(
    actor,
    ticketRoutes.list.query.parse({ sort: 'newest', limit: 5 }),
  );
  known.set(actor.tenantId, [
    ...new Set([...(known.get(actor.tenantId) ?? []), ...newest.map((one) => one.id)]),
  ]);
}

/** What a ticket's history says its fields are; where it says nothing, they are as they were made. */
function lastSaid(history: readonly HistoryEntry[], what: HistoryEntry['what']): string | null | undefined {
  return history.findLast((one) => one.what === what)?.to;
}

function expectExplained(ticket: Ticket): void {
  const { history } = ticket;
  const fields: readonly (readonly [HistoryEntry['what'], string | null])[] = [
    ['subject', ticket.subject],
    ['state', ticket.state],
    ['priority', ticket.priority],
    ['queue', ticket.queueId],
    ['assignee', ticket.assigneeId],
    ['device', ticket.device],
    ['tags', ticket.tags.join(', ')],
    ['merged-into', ticket.mergedIntoId],
  ];
  for (const [what, now] of fields) {
    const said = lastSaid(history, what);
    if (said !== undefined) expect([ticket.number, what, said]).toEqual([ticket.number, what, now]);
    else if (what === 'merged-into') expect(now).toBeNull();
  }
  // each line begins where the one before of its kind has ended
  for (const what of ['state', 'priority', 'queue', 'assignee', 'subject'] as const) {
    const lines = history.filter((one) => one.what === what);
    for (const [at, { from }] of lines.entries()) if (at > 0) expect(from).toBe(lines[at - 1]?.to);
  }
  const [first] = history;
  expect(first).toMatchObject({ what: 'created', to: String(ticket.number) });
}

async function expectWhole(all: RandomDesk, versions: Map<string, number>): Promise<void> {
  const { desk, owners } = all;
  const tickets = createTickets(desk);
  for (const owner of owners) {
    const list = async (more: object) =>
      tickets.list(owner, ticketRoutes.list.query.parse({ limit: 200, ...more }));
    const { tickets: summaries, total } = await list({ sort: 'oldest' });
    expect(total).toBe(summaries.length);
    expect(summaries.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      summaries.map((_, at) => at + 1),
    );
    let [byState, messages] = [0, 0];
    for (const state of ticketStates) byState += (await list({ state })).total;
    expect(byState).toBe(total);
    const ids = new Set(summaries.map(({ id }) => id));
    for (const { id } of summaries) {
      const read = await tickets.get(owner, id);
      if (!read.ok) throw new Error(read.error.message);
      const ticket = ticketSchema.parse(read.value);
      expectExplained(ticket);
      expect(ticket.version).toBeGreaterThanOrEqual(versions.get(id) ?? 1);
      versions.set(id, ticket.version);
      messages += ticket.messages.length;
      for (const link of ticket.links) expect(ids.has(link.id)).toBe(true);
    }
    // a change that wrote a line has a version of its own, without a gap
    const rows = await desk.db.query
      .selectFrom('history')
      .innerJoin('ticket', (join) =>
        join.onRef('ticket.tenant_id', '=', 'history.tenant_id').onRef('ticket.id', '=', 'history.ticket_id'),
      )
      .select(['history.ticket_id', 'history.version', 'ticket.version as now'])
      .where('history.tenant_id', '=', owner.tenantId)
      .execute();
    for (const id of ids) {
      const lines = rows.filter((row) => row.ticket_id === id);
      const seen = [...new Set(lines.map((row) => row.version))].toSorted((a, b) => a - b);
      expect([id, seen]).toEqual([id, Array.from({ length: lines[0]?.now ?? 0 }, (_, at) => at + 1)]);
    }
    const { count } = await desk.db.query
      .selectFrom('message')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('tenant_id', '=', owner.tenantId)
      .executeTakeFirstOrThrow();
    expect(messages).toBe(Number(count)); // no message hangs nowhere
  }
  await expectApart(all);
}

/** Nothing of one organisation stands in a row of another. */
async function expectApart({ desk, owners, known }: RandomDesk): Promise<void> {
  for (const owner of owners) {
    const foreign = [...known].flatMap(([tenantId, ids]) => (tenantId === owner.tenantId ? [] : ids));
    for (const table of ['history', 'message', 'ticket_link', 'ticket_tag', 'ticket'] as const) {
      const rows = await desk.db.query
        .selectFrom(table)
        .selectAll()
        .where('tenant_id', '=', owner.tenantId)
        .execute();
      const text = JSON.stringify(rows);
      for (const id of foreign) expect(text.includes(id)).toBe(false);
    }
  }
}

async function run(place: DatabasePlace, seed: number, steps: number): Promise<void> {
  const all = await randomDesk(place, seed);
  const versions = new Map<string, number>();
  for (let step = 0; step < steps; step += 1) {
    all.pass(1_000);
    // two people at one time
    await Promise.all([act(all), act(all)]);
    if (step % 30 === 29) await expectWhole(all, versions);
  }
  await expectWhole(all, versions);
}

onBothDatabases('what two people do at one time', (place) => {
  test('whatever is done: versions grow, histories explain every field, counts fit, organisations stay apart', async () => {
    await run(await place(), 7, 40);
  });
});

test('the same for other orders, on SQLite', async () => {
  for (let seed = 100; seed < 104; seed += 1) await run(inMemory, seed, 30);
}, 60_000);
