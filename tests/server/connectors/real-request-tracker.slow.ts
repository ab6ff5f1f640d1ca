import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Connector, RemoteTicket } from '../../../src-server/domain/connector.ts';
import type { OutboxAction } from '../../../src-server/domain/outbox-entry.ts';
import { createOutbox } from '../../../src-server/domain/outbox.ts';
import type { ConnectorMapping } from '../../../src-shared/helpdesk/connector-mapping.ts';
import { createMemoryStore } from '../outbox/memory-store.ts';
import { startProxy } from './dropping-proxy.ts';
import { startRequestTracker, type RequestTracker } from './request-tracker-instance.ts';
import { connect, note, ticket } from './try-connector.ts';

/** The connector against a real Request Tracker 5. What is asserted is read back as root, not through the connector. */

let rt: RequestTracker;
beforeAll(async () => {
  rt = await startRequestTracker();
}, 300_000);
afterAll(async () => {
  await rt?.remove();
});

interface As {
  readonly user?: keyof RequestTracker['tokens'];
  readonly token?: string;
  readonly queue?: string;
  readonly mapping?: Partial<ConnectorMapping>;
  readonly origin?: string;
}

function connector({
  user = 'alongside',
  token,
  queue = 'General',
  mapping,
  origin = rt.origin,
}: As = {}): Connector {
  return connect({
    desk: { origin },
    settings: { kind: 'rt', address: origin, queue, sessionField: 'RemoteSessionId' },
    secrets: { token: token ?? rt.tokens[user] },
    mapping: mapping ?? { fields: [{ from: 'sessionUrl', to: 'RemoteSession' }] },
  });
}

let keys = 0;
function newContext() {
  keys += 1;
  const key = `Key_${keys}-abcdefghijklmnop`;
  return { key, marker: `[session:${key}]`, idempotencyKey: key };
}

async function made(on: Connector, context = newContext()): Promise<RemoteTicket> {
  const answer = await on.createTicket(ticket, context);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

describe('the test of the connection', () => {
  test('all is well for a user with nothing but the documented rights', async () => {
    const verdict = await connector().testConnection();
    expect(verdict.checks.filter(({ result }) => result !== 'ok')).toStrictEqual([]);
    expect(verdict.works).toBe(true);
  });

  test.each<[string, As, string]>([
    ['a wrong token', { token: '1-99-0123456789abcdef0123456789abcdef' }, 'sign-in'],
    ['a queue that is not there', { queue: 'Nope' }, 'queue'],
    ['a user who may not create tickets', { user: 'reader' }, 'create'],
    [
      'a custom field that is not there',
      { mapping: { fields: [{ from: 'device', to: 'Gadget' }] } },
      'fields',
    ],
  ])('%s is named', async (_title, as, what) => {
    const verdict = await connector(as).testConnection();
    expect(verdict.works).toBe(false);
    expect(verdict.checks.filter(({ result }) => result === 'failed').map((check) => check.what)).toContain(
      what,
    );
  });
});

describe('a ticket', () => {
  test('has its words, requester, priority, custom fields and mark, and is found by the mark', async () => {
    const context = newContext();
    const remote = await made(connector(), context);
    const there = await asRoot(`ticket/${remote.id}`, ticketShape);
    expect(there.Subject).toBe(`${ticket.subject} ${context.marker}`);
    expect(there.Requestor.map(({ id }) => id)).toStrictEqual(['ada@example.org']);
    expect(there.Priority).toBe('100');
    const custom = Object.fromEntries(there.CustomFields.map(({ name, values }) => [name, values[0]]));
    expect(custom).toStrictEqual({ RemoteSessionId: context.key, RemoteSession: 'https://help.example/s/1' });
    expect(await connector().findByMarker(context.marker)).toStrictEqual({ ok: true, value: remote });
    expect(await connector().findByMarker('[session:nothing-of-ours]')).toStrictEqual({
      ok: true,
      value: undefined,
    });
    const [first] = await contents(remote, 'Create');
    expect(first?.bytes.toString('utf8')).toContain('Since "Monday" + one <b>day</b>, 100%25 sure.');
  });

  test('a subject that is too long is cut, its mark is not', async () => {
    const context = newContext();
    const long = { ...ticket, subject: 'Ünïcödé '.repeat(60) };
    const answer = await connector().createTicket(long, context);
    expect(answer.ok).toBe(true);
    expect(await connector().findByMarker(context.marker)).toStrictEqual(answer);
  });

  test('in a queue that is not there it is refused for lack of rights, as RT says it', async () => {
    const answer = await connector({ queue: 'Nope' }).createTicket(ticket, newContext());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'permission', mayHaveHappened: false } });
  });

  test('with a token that was withdrawn it is refused for that', async () => {
    const answer = await connector({ token: '1-99-0123456789abcdef0123456789abcdef' }).createTicket(
      ticket,
      newContext(),
    );
    expect(answer).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });
});

describe('notes and replies', () => {
  test('a note is a comment, its files are there byte by byte, its minutes count', async () => {
    const remote = await made(connector());
    const context = newContext();
    expect(await connector().addNote(remote, note, context)).toStrictEqual({ ok: true, value: undefined });
    const parts = await contents(remote, 'Comment');
    for (const file of note.files)
      expect(parts.map(({ bytes }) => bytes.toString('hex'))).toContain(
        Buffer.from(file.bytes).toString('hex'),
      );
    expect(
      parts.some(({ bytes }) => bytes.toString().includes('AUDIO-02 was found: <the wrong device>.')),
    ).toBe(true);
    expect(parts.map(({ type }) => type)).not.toContain('text/html');
    expect((await asRoot(`ticket/${remote.id}`, ticketShape)).TimeWorked).toBe('25');
    expect(await connector().hasMessage(remote, context.marker)).toStrictEqual({ ok: true, value: true });
    expect(await connector().hasMessage(remote, '[session:another]')).toStrictEqual({
      ok: true,
      value: false,
    });
  });

  test('a reply is correspondence', async () => {
    const remote = await made(connector());
    const context = newContext();
    expect((await connector().addReply(remote, { text: 'Is all well?', files: [] }, context)).ok).toBe(true);
    expect((await contents(remote, 'Correspond'))[0]?.bytes.toString()).toContain('Is all well?');
    expect(await connector().hasMessage(remote, context.marker)).toStrictEqual({ ok: true, value: true });
  });

  test('without rights, or on a ticket that is not there, they are refused: RT does not tell the two apart', async () => {
    const nowhere = { id: '99999', number: '99999', url: rt.origin };
    expect(await connector().addNote(nowhere, note, newContext())).toMatchObject({
      error: { kind: 'permission' },
    });
    const remote = await made(connector());
    const refused = await connector({ user: 'reader' }).addNote(remote, note, newContext());
    expect(refused).toMatchObject({ error: { kind: 'permission' } });
    const state = await connector({ user: 'reader' }).setStatus(remote, 'open', newContext());
    expect(state).toMatchObject({ error: { kind: 'permission' } });
  });

  test('a note is found on a ticket with a history of several pages', async () => {
    const remote = { id: rt.longTicket, number: rt.longTicket, url: rt.origin };
    const context = newContext();
    await connector().addNote(remote, { text: 'at the end', files: [] }, context);
    expect(await connector().hasMessage(remote, context.marker)).toStrictEqual({ ok: true, value: true });
    expect(await connector().hasMessage(remote, '[session:another]')).toStrictEqual({
      ok: true,
      value: false,
    });
  });
});

describe('states', () => {
  test('each of ours becomes the one of the mapping, also twice', async () => {
    const remote = await made(connector());
    for (const [ours, theirs] of [
      ['open', 'open'],
      ['waiting', 'stalled'],
      ['solved', 'resolved'],
      ['solved', 'resolved'],
      ['reopened', 'open'],
    ] as const) {
      expect(await connector().setStatus(remote, ours, newContext())).toStrictEqual({
        ok: true,
        value: undefined,
      });
      expect((await asRoot(`ticket/${remote.id}`, ticketShape)).Status).toBe(theirs);
    }
  });

  test('RT says 200 to a state that it refuses: it is an error all the same', async () => {
    const remote = await made(connector());
    const odd = connector({ mapping: { states: { solved: 'bogus' } } });
    expect(await odd.setStatus(remote, 'solved', newContext())).toMatchObject({
      error: { kind: 'validation', field: 'Status', detail: expect.stringContaining("isn't a valid status") },
    });
  });
});

describe('exactly once', () => {
  test('whichever call is cut, before RT sees it or after it has done it', async () => {
    const proxy = await startProxy(rt.origin);
    const calls = await filed(proxy.origin, proxy.count);
    expect(calls).toBeGreaterThanOrEqual(4);
    for (const when of ['before', 'after'] as const) {
      for (let number = 0; number < calls; number += 1) {
        proxy.drop(when, number);
        await filed(proxy.origin, proxy.count);
      }
    }
    await proxy.close();
  });

  test('while RT is down the note waits, and comes once when RT is back', async () => {
    await filed(rt.origin, () => 0, {
      afterFirst: () => rt.stop(),
      afterTrouble: () => rt.start(),
    });
  });
});

/** Files a session through the outbox and sees that ticket, note and state are there once. Answers the calls it took. */
async function filed(
  origin: string,
  count: () => number,
  breaks: { readonly afterFirst?: () => Promise<void>; readonly afterTrouble?: () => Promise<void> } = {},
): Promise<number> {
  const before = count();
  const { key, marker } = newContext();
  const store = createMemoryStore();
  let now = 1_000_000;
  const outbox = createOutbox({
    store,
    clock: { now: () => now, after: () => () => {}, every: () => () => {} },
    chance: () => 0,
    connectorFor: async () => connector({ origin }),
    readFile: async (_tenant, { id }) => note.files[Number(id)]?.bytes,
  });
  const files = note.files.map(({ name, type }, index) => ({ id: String(index), name, type }));
  const create: OutboxAction = { type: 'create', ticket: { ...ticket, files: [] } };
  const entries = [
    { key, action: create },
    { key: `${key}.note`, action: { type: 'note', note: { ...note, files } } as const },
    { key: `${key}.state`, action: { type: 'state', state: 'solved' } as const },
  ];
  await store.enqueue({ tenantId: 't', connectorId: 'c', lane: key, entries }, now);
  for (
    let round = 0;
    store.rows().some(({ progress }) => progress.state === 'waiting') && round < 50;
    round += 1
  ) {
    await outbox.workOnce();
    now += 5 * 60_000;
    if (round === 0) await breaks.afterFirst?.();
    if (round === 1) await breaks.afterTrouble?.();
  }
  const calls = count() - before;
  expect(store.rows().map(({ progress }) => progress.state)).toStrictEqual(['done', 'done', 'done']);
  const tickets = await ticketsWith(marker);
  expect(tickets).toHaveLength(1);
  const [only = ''] = tickets;
  const remote = { id: only, number: only, url: origin };
  const subjects = (await history(remote)).map(({ Type, Data }) => `${Type} ${Data ?? ''}`.trim());
  expect(subjects.filter((line) => line.includes(`${key}.note`))).toStrictEqual([
    `Comment Remote session [session:${key}.note]`,
  ]);
  expect((await asRoot(`ticket/${only}`, ticketShape)).Status).toBe('resolved');
  return calls;
}

const text = z.union([z.string(), z.number()]).transform(String);
const ticketShape = z.object({
  Subject: z.string(),
  Status: z.string(),
  Priority: text,
  TimeWorked: text,
  Requestor: z.array(z.object({ id: z.string() })),
  CustomFields: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
});

/** What root sees, straight from RT. */
async function asRoot<T>(path: string, read: z.ZodType<T>): Promise<T> {
  const headers = { authorization: `token ${rt.tokens.root}` };
  const answer = await fetch(`${rt.origin}/REST/2.0/${path}`, { headers });
  return read.parse(await answer.json());
}

async function ticketsWith(marker: string): Promise<readonly string[]> {
  const query = encodeURIComponent(`Subject LIKE '${marker}'`);
  const list = await asRoot(
    `tickets?query=${query}&fields=Subject`,
    z.object({ items: z.array(z.object({ id: text, Subject: z.string() })) }),
  );
  return list.items.filter(({ Subject }) => Subject.includes(marker)).map(({ id }) => id);
}

async function history({ id }: RemoteTicket) {
  const shape = z.object({
    items: z.array(z.object({ id: text, Type: z.string(), Data: z.string().nullable() })),
  });
  return (await asRoot(`ticket/${id}/history?fields=Type,Data&per_page=100`, shape)).items;
}

/** The decoded parts of all transactions of a type. RT gives them in base64 with line breaks. */
async function contents(remote: RemoteTicket, type: string) {
  const transactions = (await history(remote)).filter(({ Type }) => Type === type).map(({ id }) => id);
  const list = await asRoot(
    `ticket/${remote.id}/attachments?fields=TransactionId&per_page=100`,
    z.object({
      items: z.array(
        z.object({
          id: text,
          TransactionId: z.union([text, z.object({ id: text }).transform(({ id }) => id)]),
        }),
      ),
    }),
  );
  const parts = [];
  for (const { id } of list.items.filter(({ TransactionId }) => transactions.includes(TransactionId))) {
    const part = await asRoot(
      `attachment/${id}`,
      z.object({ Content: z.string().nullish(), ContentType: z.string() }),
    );
    parts.push({ type: part.ContentType, bytes: Buffer.from(part.Content ?? '', 'base64') });
  }
  return parts;
}
