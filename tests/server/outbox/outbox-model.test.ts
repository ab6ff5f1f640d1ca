import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConnectorCapabilities } from '../../../src-server/domain/connector.ts';
import type { OutboxBatch } from '../../../src-server/domain/outbox-entry.ts';
import { createWorld, Killed, type Mishap, type World } from './outbox-world.ts';

/*
 * The promise of the outbox: whatever the network does and whenever a node dies, the other help desk ends with one
 * ticket, one note, one reply, in their order.
 */

const minute = 60_000;
const asks: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 5 * minute, message: minute },
  maxFileBytes: 1e6,
  maxFilesBytes: 1e6,
  actionsPerMinute: 600,
};
const remembersKeysForAWhile = { ...asks, idempotentMs: { create: 110 * minute, message: 0 } };
const remembersKeys = {
  ...asks,
  finds: false,
  idempotentMs: { create: Number.MAX_SAFE_INTEGER, message: Number.MAX_SAFE_INTEGER },
};
const cantBeAsked = { ...asks, finds: false, notes: false, replies: false, states: false };

const filing: OutboxBatch = {
  tenantId: 't',
  connectorId: 'c',
  lane: 'ticket',
  entries: [
    {
      key: 'S',
      action: {
        type: 'create',
        ticket: {
          subject: 'No sound',
          text: 'It is quiet.',
          requester: { name: 'Ada', email: 'ada@example.org' },
          priority: 'normal',
          facts: {},
          files: [],
        },
      },
    },
    { key: 'S.note', action: { type: 'note', note: { text: 'Found it.', files: [] } } },
    { key: 'S.reply', action: { type: 'reply', note: { text: 'All well?', files: [] } } },
    { key: 'S.state', action: { type: 'state', state: 'solved' } },
  ],
};
const onlyTicket: OutboxBatch = { ...filing, entries: filing.entries.slice(0, 1) };
const whole = ['create [session:S]', 'note [session:S.note]', 'reply [session:S.reply]', 'state solved'];

const mishap = fc.oneof(
  { arbitrary: fc.constant<Mishap>('fine'), weight: 6 },
  {
    arbitrary: fc.constantFrom<Mishap>(
      'killed-before',
      'killed-after',
      'killed-while-it-is-late',
      'no-network',
      'request-lost',
      'answer-lost',
      'late',
      'too-many',
      'token-refused',
      'stalled',
    ),
    weight: 5,
  },
);
const story = fc.record({
  mishaps: fc.array(mishap, { maxLength: 40 }),
  /** Which nodes work in a round, and how long it takes until the next. */
  rounds: fc.array(
    fc.record({ nodes: fc.constantFrom(1, 2), ms: fc.integer({ min: 1, max: 20 * minute }) }),
    {
      maxLength: 25,
    },
  ),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

describe('whatever fails, the other help desk ends with exactly one of each, in order', () => {
  test.each([
    ['a system that can be searched, late', asks],
    ['a system that remembers keys for a while, then has to be searched', remembersKeysForAWhile],
    ['a system that remembers keys', remembersKeys],
  ])('%s', async (_title, capabilities) => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const world = await live(capabilities, filing, told);
        expect(world.remote.log).toStrictEqual(whole);
        expect(world.store.rows().map(({ progress }) => progress.state)).toStrictEqual(
          Array.from({ length: 4 }, () => 'done'),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a system that can not be asked never gets a second ticket: a person has to look first', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const world = await live(cantBeAsked, onlyTicket, told);
      const [entry] = world.store.rows();
      expect(world.remote.tickets.length).toBeLessThanOrEqual(1);
      if (entry?.progress.state === 'done') expect(world.remote.tickets).toHaveLength(1);
      else expect(entry?.progress.trouble).toMatchObject({ kind: 'outcome_unknown' });
    }),
    { numRuns: 1_000 },
  );
});

test('an entry that is filed twice is sent once', async () => {
  const world = createWorld(asks, []);
  await world.store.enqueue(filing, world.now());
  await world.store.enqueue(filing, world.now());
  await untilNothingMoves(world);
  expect(world.remote.log).toStrictEqual(whole);
});

/** Lives through the story with two nodes, then lets everything go well until nothing moves. */
async function live(capabilities: ConnectorCapabilities, batch: OutboxBatch, told: Story): Promise<World> {
  const world = createWorld(capabilities, told.mishaps);
  await world.store.enqueue(batch, world.now());
  const working = new Set<Promise<boolean>>();
  for (const { nodes, ms } of told.rounds) {
    for (let index = 0; index < nodes; index += 1) {
      const one = work(world);
      working.add(one);
      void one.then(() => working.delete(one));
    }
    await settle();
    world.pass(ms);
  }
  while (working.size > 0) {
    world.pass(minute); // those who stand still go on
    await settle();
  }
  await untilNothingMoves(world);
  return world;
}

async function untilNothingMoves(world: World): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet += 1) {
    const ended: boolean[] = [];
    void work(world).then((worked) => ended.push(worked));
    while (ended.length === 0) {
      await settle();
      world.pass(minute);
    }
    world.pass(20 * minute);
    if (ended[0] === true) quiet = 0;
  }
}

/** A node that is killed is just gone: the next one is a new one. */
async function work(world: World): Promise<boolean> {
  try {
    return await world.node().workOnce();
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}

/** Lets everything go on that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}
