import { describe, expect, test } from 'vitest';
import { createOutbox } from '../../../src-server/domain/outbox.ts';
import type { OutboxAction } from '../../../src-server/domain/outbox-entry.ts';
import { createMemoryStore } from '../outbox/memory-store.ts';
import type { DeskDouble } from './desk-double.ts';
import type { Fault } from './strict-desk.ts';
import { connect, doubles, note, NOW, SESSION, ticket } from './try-connector.ts';

/*
 * The whole way: outbox, connector, sockets, a strict server. The network fails at each single call in turn, before the
 * server sees it and after the server has done it; the ticket and the note are there once all the same.
 */

const minute = 60_000;
const faults: readonly Fault[] = [
  'drop-before',
  'drop-after',
  { status: 500, text: 'broken' },
  { status: 429 },
];
const files = note.files.map(({ name, type }, index) => ({ id: String(index), name, type }));
const create: OutboxAction = { type: 'create', ticket: { ...ticket, files: [] } };
const addNote: OutboxAction = { type: 'note', note: { ...note, files } };
const entries = [
  { key: SESSION, action: create },
  { key: `${SESSION}.note`, action: addNote },
  { key: `${SESSION}.state`, action: { type: 'state', state: 'solved' } },
] as const;
const batch = { tenantId: 't', connectorId: 'c', lane: SESSION, entries };

describe.each(Object.keys(doubles).filter((kind) => kind !== 'osticket'))('%s', (kind) => {
  test('whichever call fails, there is one ticket and one note, with each file once', async () => {
    const calls = (await file(kind)).desk.calls.length;
    expect(calls).toBeGreaterThanOrEqual(3);
    for (const fault of faults) {
      for (let number = 0; number < calls; number += 1) {
        const { tickets, desk } = await file(kind, { fault, number });
        const where = `${JSON.stringify(fault)} at call ${number}`;
        expect(desk.violations, where).toStrictEqual([]);
        expect(tickets, where).toHaveLength(1);
        const notes = tickets[0]?.messages.filter(({ text }) => text.includes(`${SESSION}.note`));
        expect(notes, where).toHaveLength(1);
        expect(notes?.[0]?.files.map(({ bytes }) => bytes.length).sort(), where).toStrictEqual(
          [12, 9].sort(),
        );
      }
    }
  });
});

test('osTicket gets no second ticket after a lost answer: a person has to look', async () => {
  const only = { ...batch, entries: entries.slice(0, 1) };
  for (const fault of ['drop-before', 'drop-after'] as const) {
    const { tickets, states } = await file('osticket', { fault, number: 0 }, only);
    expect(tickets.length).toBe(fault === 'drop-after' ? 1 : 0);
    expect(states).toStrictEqual(['dead outcome_unknown']);
  }
});

interface Filed extends DeskDouble {
  readonly states: readonly string[];
}

/** Files a session with one fault and works until nothing moves. Answers when everything is done, or dead. */
async function file(
  kind: string,
  trouble?: { readonly fault: Fault; readonly number: number },
  filed: Parameters<ReturnType<typeof createMemoryStore>['enqueue']>[0] = batch,
): Promise<Filed> {
  let now = NOW;
  const double = await doubles[kind]?.(() => now);
  if (double === undefined) throw new Error(kind);
  if (trouble !== undefined) double.desk.fault(trouble.fault, trouble.number);
  const store = createMemoryStore();
  const outbox = createOutbox({
    store,
    clock: { now: () => now, after: () => () => {}, every: () => () => {} },
    chance: () => 0,
    connectorFor: async (_tenant, _connector, signal) => connect(double, { signal, now: () => now }),
    readFile: async (_tenant, { id }) => note.files[Number(id)]?.bytes,
  });
  await store.enqueue(filed, now);
  const open = () => store.rows().some(({ progress }) => progress.state === 'waiting');
  for (let round = 0; open() && round < 100; round += 1) {
    await outbox.workOnce();
    now += 5 * minute;
    if (store.rows().some(({ progress }) => progress.state === 'dead')) break;
  }
  await double.desk.close();
  const states = store
    .rows()
    .map(({ progress: { state, trouble: why } }) => [state, why?.kind ?? ''].join(' ').trim());
  if (kind !== 'osticket') expect(new Set(states), JSON.stringify(trouble)).toStrictEqual(new Set(['done']));
  return { ...double, states };
}
