import { describe, expect, test } from 'vitest';
import type { ConnectorCapabilities } from '../../../src-server/domain/connector.ts';
import type { OutboxAction, OutboxBatch } from '../../../src-server/domain/outbox-entry.ts';
import { backOff, outboxLimits } from '../../../src-server/domain/outbox-steps.ts';
import { createOutbox } from '../../../src-server/domain/outbox.ts';
import { markedSubject, markerOf } from '../../../src-server/domain/session-marker.ts';
import { createWorld, type Mishap, type World } from './outbox-world.ts';

const can: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 60_000, message: 60_000 },
  maxFileBytes: 1e6,
  maxFilesBytes: 1e6,
  actionsPerMinute: 600,
};
const ticket: OutboxAction = {
  type: 'create',
  ticket: {
    subject: 'No sound',
    text: 'It is quiet.',
    requester: { name: 'Ada', email: 'ada@example.org' },
    priority: 'normal',
    facts: {},
    files: [],
  },
};

function batch(lane: string, actions: readonly (readonly [string, OutboxAction])[]): OutboxBatch {
  const entries = actions.map(([key, action]) => ({ key, action }));
  return { tenantId: 't', connectorId: 'c', lane, entries };
}

async function worldWith(mishaps: readonly Mishap[], ...batches: OutboxBatch[]): Promise<World> {
  const world = createWorld(can, mishaps);
  for (const one of batches) await world.store.enqueue(one, world.now());
  return world;
}

const closed: OutboxAction = { type: 'state', state: 'closed' };

describe('what a system says about time is kept', () => {
  test('after "too many calls" nothing at all is sent to this system before the time it named', async () => {
    const world = await worldWith(
      ['fine', 'fine', 'too-many'],
      batch('a', [['A', ticket]]),
      batch('b', [['B', ticket]]),
    );
    await world.node().workOnce();
    expect(await world.node().workOnce()).toBe(false);
    world.pass(44_999);
    expect(await world.node().workOnce()).toBe(false);
    world.pass(1);
    expect(await world.node().workOnce()).toBe(true);
    expect(world.remote.tickets).toHaveLength(1);
  });

  test('"too many calls" is no attempt: it does not lengthen the next wait', async () => {
    const world = await worldWith(['fine', 'fine', 'too-many'], batch('a', [['A', ticket]]));
    await world.node().workOnce();
    expect(world.store.rows()[0]?.progress).toMatchObject({ attempts: 0, trouble: { kind: 'rate_limited' } });
  });

  test('a refused token stops everything to this system for a while: asking on would lock the account', async () => {
    const world = await worldWith(
      ['fine', 'fine', 'token-refused'],
      batch('a', [['A', ticket]]),
      batch('b', [['B', ticket]]),
    );
    await world.node().workOnce();
    world.pass(outboxLimits.authPauseMs - 1);
    expect(await world.node().workOnce()).toBe(false);
    world.pass(1);
    expect(await world.node().workOnce()).toBe(true);
  });

  test('waits double up to an hour, and at least half of each is certain', () => {
    expect(backOff(1, 0)).toBe(5_000);
    expect(backOff(1, 0.999_999)).toBe(10_000);
    expect(backOff(2, 0)).toBe(10_000);
    expect(backOff(50, 0)).toBe(1_800_000);
  });
});

describe('our own limit', () => {
  test('a node does not do more actions a minute than the connector allows', async () => {
    const world = createWorld({ ...can, actionsPerMinute: 6 }, []);
    for (const lane of ['a', 'b', 'c']) await world.store.enqueue(batch(lane, [[lane, ticket]]), world.now());
    const node = world.node();
    while (await node.workOnce());
    expect(world.remote.tickets).toHaveLength(1);
    world.pass(10_000);
    while (await node.workOnce());
    expect(world.remote.tickets).toHaveLength(2);
  });
});

describe('dead letters', () => {
  const filed = batch('a', [
    ['A', ticket],
    ['A.state', closed],
  ]);

  test('what fails for three days is a dead letter with its reason, and its lane waits', async () => {
    const world = await worldWith(['fine', 'fine', 'no-network'], filed);
    world.pass(outboxLimits.giveUpMs);
    await world.node().workOnce();
    const [entry] = await world.store.list('t', 'dead', 10);
    expect(entry?.progress.trouble).toMatchObject({ kind: 'transient', detail: 'no route' });
    expect(await world.node().workOnce()).toBe(false);
    expect(world.remote.log).toStrictEqual([]);
  });

  test('"retry" sends it, and the lane goes on behind it', async () => {
    const world = await worldWith(['fine', 'fine', 'no-network'], filed);
    world.pass(outboxLimits.giveUpMs);
    await world.node().workOnce();
    const [entry] = await world.store.list('t', 'dead', 10);
    expect(await world.store.decide('t', entry?.id ?? '', { type: 'retry' }, world.now())).toBe(true);
    while (await world.node().workOnce());
    expect(world.remote.log).toStrictEqual(['create [session:A]', 'state closed']);
  });

  test('another organisation can not decide about it', async () => {
    const world = await worldWith(['fine', 'fine', 'no-network'], filed);
    world.pass(outboxLimits.giveUpMs);
    await world.node().workOnce();
    const [entry] = await world.store.list('t', 'dead', 10);
    expect(await world.store.decide('other', entry?.id ?? '', { type: 'retry' }, world.now())).toBe(false);
  });

  test('a ticket that is dropped takes what needed it along, as dead letters that say so', async () => {
    const world = await worldWith(['fine', 'fine', 'no-network'], filed);
    world.pass(outboxLimits.giveUpMs);
    await world.node().workOnce();
    const [entry] = await world.store.list('t', 'dead', 10);
    await world.store.decide('t', entry?.id ?? '', { type: 'drop' }, world.now());
    await world.node().workOnce();
    const [next] = await world.store.list('t', 'dead', 10);
    expect(next).toMatchObject({ key: 'A.state', progress: { trouble: { kind: 'not_found' } } });
  });

  test('a person who found the ticket says which it is, and the lane goes on there', async () => {
    const world = await worldWith(['fine', 'fine', 'no-network'], filed);
    world.pass(outboxLimits.giveUpMs);
    await world.node().workOnce();
    const [entry] = await world.store.list('t', 'dead', 10);
    const id = entry?.id ?? '';
    expect(await world.store.decide('t', id, { type: 'sent' }, world.now())).toBe(false);
    const remote = { id: '9', number: '9', url: 'https://desk.example/9' };
    expect(await world.store.decide('t', id, { type: 'sent', remote }, world.now())).toBe(true);
    while (await world.node().workOnce());
    expect(world.remote.log).toStrictEqual(['state closed']);
  });

  test('a connection that was removed makes dead letters, not errors', async () => {
    const world = await worldWith([], filed);
    const outbox = createOutbox({
      store: world.store,
      clock: { now: world.now, after: () => () => {}, every: () => () => {} },
      chance: () => 0,
      readFile: async () => undefined,
      connectorFor: async () => undefined,
    });
    await outbox.workOnce();
    expect(await world.store.list('t', 'dead', 10)).toHaveLength(1);
  });
});

test('stopping waits for what is under way, and nothing begins after it', async () => {
  const world = await worldWith([], batch('a', [['A', ticket]]));
  const stop = world.node().start(() => {});
  await stop();
  const entries = world.store.rows();
  expect(entries[0]?.progress.state === 'done').toBe(world.remote.tickets.length === 1);
  expect(await world.store.claim(world.now(), world.now() + 1).then((claim) => claim === undefined)).toBe(
    world.remote.tickets.length === 1,
  );
});

describe('the marker', () => {
  test('a long subject is cut, its marker never', () => {
    const marker = markerOf('AbCdEfGhIjKlMnOpQrStUv');
    const subject = markedSubject(`${'é'.repeat(300)}\nsecond line`, marker);
    expect(Buffer.byteLength(subject)).toBeLessThanOrEqual(200);
    expect(subject).not.toContain('\uFFFD');
    expect(subject.endsWith(` ${marker}`)).toBe(true);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test.each(['', 'a b', 'a]', 'a.b.c', '../x', 'a'.repeat(65)])('%j can not be a key', (key) => {
    expect(() => markerOf(key)).toThrow('not a key');
  });
});
