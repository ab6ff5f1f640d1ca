import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type {
  DeadLetterDecision,
  OutboxAction,
  OutboxClaim,
  OutboxProgress,
  OutboxStore,
} from '../../../src-server/domain/outbox-entry.ts';
import {
  openDatabase,
  type Database,
  type DatabasePlace,
} from '../../../src-server/storage/open-database.ts';
import { createOutboxStore } from '../../../src-server/storage/outbox-store.ts';
import { trouble } from '../../../src-shared/helpdesk/connector-trouble.ts';
import { onBothDatabases } from '../help-desk/both-databases.ts';
import { createMemoryStore } from './memory-store.ts';

/*
 * The outbox's promise is proved over its in-memory twin (outbox-model.test.ts). Here the tables are held to the twin:
 * whatever is asked of both, both answer alike.
 */

const LEASE = 1_000;
const action = (name: string): OutboxAction => ({ type: 'note', note: { text: `“${name}” 🙂`, files: [] } });
const remote = { id: '7', number: 'HELP-7', url: 'https://desk.example/7' };

type Command =
  | {
      readonly type: 'file';
      readonly tenant: number;
      readonly lane: number;
      readonly keys: readonly number[];
      readonly known: boolean;
    }
  | { readonly type: 'claim' }
  | {
      readonly type: 'change';
      readonly which: number;
      readonly to: Partial<OutboxProgress>;
      readonly release: boolean;
      readonly found: boolean;
    }
  | { readonly type: 'pass'; readonly ms: number }
  | { readonly type: 'pause'; readonly tenant: number; readonly ms: number }
  | {
      readonly type: 'decide';
      readonly tenant: number;
      readonly which: number;
      readonly decision: DeadLetterDecision;
    }
  | { readonly type: 'list'; readonly tenant: number };

const few = fc.nat({ max: 2 });
const ms = fc.nat({ max: 2 * LEASE });
const change = fc.record(
  {
    state: fc.constantFrom<OutboxProgress['state']>('waiting', 'done', 'dead'),
    attempts: fc.nat({ max: 9 }),
    notBefore: fc.nat({ max: 8_000 }),
    uncertainSince: fc.option(fc.nat({ max: 8_000 }), { nil: undefined }),
    sentAt: fc.option(fc.nat({ max: 8_000 }), { nil: undefined }),
    trouble: fc.constantFrom(undefined, trouble('auth', 'no'), trouble('outcome_unknown', 'who knows')),
  },
  { requiredKeys: [] },
);
const decision = fc.constantFrom<DeadLetterDecision>(
  { type: 'retry' },
  { type: 'drop' },
  { type: 'sent' },
  { type: 'sent', remote },
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('file'),
    tenant: fc.nat({ max: 1 }),
    lane: few,
    keys: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
    known: fc.boolean(),
  }),
  fc.record({ type: fc.constant('claim') }),
  fc.record({ type: fc.constant('claim') }),
  fc.record({
    type: fc.constant('change'),
    which: few,
    to: change,
    release: fc.boolean(),
    found: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('change'),
    which: few,
    to: change,
    release: fc.boolean(),
    found: fc.boolean(),
  }),
  fc.record({ type: fc.constant('pass'), ms }),
  fc.record({ type: fc.constant('pause'), tenant: fc.nat({ max: 1 }), ms }),
  fc.record({ type: fc.constant('decide'), tenant: fc.nat({ max: 1 }), which: few, decision }),
  fc.record({ type: fc.constant('list'), tenant: fc.nat({ max: 1 }) }),
);

onBothDatabases('the outbox', (place) => {
  test('answers like its twin in memory, whatever is asked', async () => {
    const db = await withConnectors(await place());
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 60 }), async (commands) => {
        await db.query.deleteFrom('outbox_entry').execute();
        await db.query.deleteFrom('outbox_lane').execute();
        await db.query.updateTable('connector').set({ paused_until: 0 }).execute();
        const table = await answers(createOutboxStore(db, newId), commands);
        expect(table).toStrictEqual(await answers(createMemoryStore(), commands));
      }),
      { numRuns: 40 },
    );
  });

  test('two who claim at one time never get the same entry', async () => {
    const db = await withConnectors(await place());
    const store = createOutboxStore(db, newId);
    for (let lane = 0; lane < 12; lane += 1) await store.enqueue(batch(0, lane, [lane]), 0);
    const claims = await Promise.all(Array.from({ length: 30 }, () => store.claim(0, LEASE)));
    const later: (OutboxClaim | undefined)[] = [];
    for (let more = await store.claim(0, LEASE); more !== undefined; more = await store.claim(0, LEASE))
      later.push(more);
    const keys = [...claims, ...later].flatMap((claim) => claim?.entry.key ?? []);
    expect(keys.toSorted()).toStrictEqual(Array.from({ length: 12 }, (_, key) => `k${key}`).toSorted());
  });

  test('two who file at one time keep each its order, and a key is filed once', async () => {
    const db = await withConnectors(await place());
    const store = createOutboxStore(db, newId);
    await Promise.all([1, 2, 3, 4].map(() => store.enqueue(batch(0, 0, [1, 2, 3]), 0)));
    const order: string[] = [];
    for (let held = await store.claim(0, LEASE); held !== undefined; held = await store.claim(0, LEASE)) {
      order.push(held.entry.key);
      const progress: OutboxProgress = { ...held.entry.progress, state: 'done' };
      await store.change(held, { progress, leaseUntil: undefined });
    }
    expect(order).toStrictEqual(['k1', 'k2', 'k3']);
  });

  test('an entry that can not be read any more is a dead letter and holds up nobody else', async () => {
    const db = await withConnectors(await place());
    const store = createOutboxStore(db, newId);
    await store.enqueue(batch(0, 0, [1]), 0);
    await store.enqueue(batch(0, 1, [2]), 0);
    await db.query.updateTable('outbox_entry').set({ action: '{broken' }).where('key', '=', 'k1').execute();
    expect(await store.claim(0, LEASE)).toBeUndefined();
    expect((await store.claim(0, LEASE))?.entry.key).toBe('k2');
    const row = await db.query
      .selectFrom('outbox_entry')
      .select('state')
      .where('key', '=', 'k1')
      .executeTakeFirst();
    expect(row?.state).toBe('dead');
  });

  test('what was filed with a connection that is switched off waits for it, and holds up no other', async () => {
    const db = await withConnectors(await place());
    const store = createOutboxStore(db, newId);
    await store.enqueue(batch(0, 0, [1]), 0);
    await store.enqueue(batch(1, 0, [2]), 0);
    const turn = (active: number) =>
      db.query.updateTable('connector').set({ active }).where('tenant_id', '=', 'tenant-0').execute();
    await turn(0);
    expect((await store.claim(0, LEASE))?.entry.key).toBe('k2');
    expect(await store.claim(0, LEASE)).toBeUndefined();
    await turn(1);
    expect((await store.claim(0, LEASE))?.entry.key).toBe('k1');
  });

  test('sweeping takes out what is over and old, nothing else', async () => {
    const db = await withConnectors(await place());
    const store = createOutboxStore(db, newId);
    await store.enqueue(batch(0, 0, [1, 2]), 0);
    const held = await store.claim(0, LEASE);
    if (held === undefined) throw new Error('nothing to claim');
    await store.change(held, { progress: { ...held.entry.progress, state: 'done' }, leaseUntil: undefined });
    expect(await store.sweep(0)).toBe(0);
    expect(await store.sweep(1)).toBe(1);
    expect((await store.claim(0, LEASE))?.entry.key).toBe('k2');
  });
});

function newId(): string {
  return randomBytes(16).toString('base64url');
}

async function withConnectors(place: DatabasePlace): Promise<Database> {
  const db = await openDatabase(place);
  onTestFinished(() => db.close());
  for (const tenant of [0, 1]) {
    const id = `tenant-${tenant}`;
    await db.query
      .insertInto('organisation')
      .values({ id, name: id, created_at: 0, next_number: 1 })
      .execute();
    const empty = { settings: '{}', mapping: '{}', secrets: '{}' };
    await db.query
      .insertInto('connector')
      .values({
        tenant_id: id,
        id: 'c',
        name: 'c',
        ...empty,
        active: 1,
        paused_until: 0,
        created_at: 0,
        updated_at: 0,
      })
      .execute();
  }
  return db;
}

function batch(tenant: number, lane: number, keys: readonly number[], known = false) {
  const entries = keys.map((key) => ({ key: `k${key}`, action: action(`k${key}`) }));
  const place = { tenantId: `tenant-${tenant}`, connectorId: 'c', lane: `lane ${lane}` };
  return { ...place, entries, ...(known ? { remote } : {}) };
}

/** Everything that was answered, without ids and tokens: those are each store's own. */
async function answers(store: OutboxStore, commands: readonly Command[]): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const claims: OutboxClaim[] = [];
  let now = 0;
  for (const one of commands) {
    if (one.type === 'pass') now += one.ms;
    else told.push(await ask(store, one, { now, claims }));
  }
  return told;
}

interface Asking {
  readonly now: number;
  readonly claims: OutboxClaim[];
}

async function ask(
  store: OutboxStore,
  one: Exclude<Command, { type: 'pass' }>,
  { now, claims }: Asking,
): Promise<unknown> {
  switch (one.type) {
    case 'file':
      return store.enqueue(batch(one.tenant, one.lane, one.keys, one.known), now);
    case 'claim': {
      const claim = await store.claim(now, now + LEASE);
      if (claim !== undefined) claims.unshift(claim);
      return claim === undefined ? 'none' : { ...claim, token: '', entry: { ...claim.entry, id: '' } };
    }
    case 'change': {
      const claim = claims[one.which];
      if (claim === undefined) return 'nothing claimed';
      const progress = { ...claim.entry.progress, ...one.to };
      const leaseUntil = one.release ? undefined : now + LEASE;
      return store.change(claim, { progress, leaseUntil, ...(one.found ? { remote } : {}) });
    }
    case 'pause':
      return store.pause(`tenant-${one.tenant}`, 'c', now + one.ms);
    case 'decide': {
      const entry = (await store.list(`tenant-${one.tenant}`, 'dead', 9))[one.which];
      return entry === undefined ? 'none' : store.decide(entry.tenantId, entry.id, one.decision, now);
    }
    case 'list':
      return (await store.list(`tenant-${one.tenant}`, 'dead', 2)).map((entry) => ({ ...entry, id: '' }));
  }
}
