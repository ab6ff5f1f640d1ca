import { describe, expect, test } from 'vitest';
import { apiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { MAX_ATTACHMENT_BYTES } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import {
  deskOf,
  fakeServer,
  id,
  identity,
  memoryStorage,
  message,
  summary,
  ticket,
  type Asked,
} from './fake-server.ts';

const one = id('ticket-1-');
const attachment = (name: string) => ({
  id: id(name),
  name,
  type: 'text/plain',
  size: 3,
  sha256: 'a'.repeat(64),
});
const file = (name: string, size = 3) => ({
  name,
  size,
  arrayBuffer: async () => new ArrayBuffer(Math.min(size, 10)),
});

function opened(answers: Parameters<typeof fakeServer>[0] = {}, storage = memoryStorage()) {
  const server = fakeServer({ 'tickets.get': () => ticket(1), ...answers });
  return { server, storage, store: deskOf(server, storage).openTicket(one) };
}

describe('what is typed into a ticket', () => {
  test('is there again after the page was closed, with its files', async () => {
    const { store, storage } = opened({ 'tickets.attach': () => attachment('log') });
    store.setDraft({ body: 'Half a sent', kind: 'internal' });
    await store.attach([file('log')]);
    const again = opened({}, storage).store.getState().draft;
    expect(again).toMatchObject({ body: 'Half a sent', kind: 'internal', attachments: [attachment('log')] });
  });

  test('is not touched by what arrives', async () => {
    let version = 1;
    const { store } = opened({
      'tickets.get': () => ticket(1, { version: (version += 1), subject: 'Other' }),
    });
    await store.load();
    store.setDraft({ body: 'My words' });
    const { draft } = store.getState();
    await store.load();
    expect(store.getState().ticket?.version).toBe(3);
    expect(store.getState().draft).toBe(draft);
  });

  test('stays when it could not be sent, and the next try carries the same key', async () => {
    let answers = false;
    const { store, server, storage } = opened({
      'tickets.addMessage': () => (answers ? { message: message('new'), ticket: summary(1) } : undefined),
    });
    store.setDraft({ body: 'My words' });
    expect(await store.send('waiting')).toBeNull();
    expect(store.getState()).toMatchObject({
      draft: { body: 'My words' },
      notSent: { error: 'UNREACHABLE' },
    });
    answers = true;
    expect(await store.send('waiting')).toBe(one);
    const keys = server.of('tickets.addMessage').map(({ body }) => (body as { key: string }).key);
    expect(keys[0]).toBe(keys[1]);
    expect(store.getState().draft.body).toBe('');
    expect(store.getState().draft.key).not.toBe(keys[0]);
    expect(storage.length).toBe(0);
  });

  test('each person has drafts of their own', () => {
    const storage = memoryStorage();
    const [daniel, grace] = ['Daniel Okoye', 'Grace Hall'].map((name) => {
      const desk = deskOf(fakeServer(), storage);
      desk.session.setState({ identity: identity('technician', name) });
      return desk;
    });
    daniel?.openTicket(one).setDraft({ body: 'Mine' });
    expect(daniel?.drafts().list()).toEqual([one]);
    expect(grace?.drafts().list()).toEqual([]);
    expect(grace?.openTicket(one).getState().draft.body).toBe('');
  });
});

describe('files of a message', () => {
  test('too large or empty ones are refused before they travel, and say why', async () => {
    const { store, server } = opened();
    await store.attach([file('huge.iso', MAX_ATTACHMENT_BYTES + 1), file('empty.txt', 0)]);
    expect(store.getState().uploads.map(({ name, error }) => [name, error?.error])).toEqual([
      ['huge.iso', 'TOO_LARGE'],
      ['empty.txt', 'INVALID'],
    ]);
    expect(server.of('tickets.attach')).toEqual([]);
  });

  test('can be taken out again before sending, also on their way', async () => {
    let arrived: () => void = () => undefined;
    const { store } = opened({
      'tickets.attach': async ({ path }: Asked) => {
        if (path.includes('slow')) await new Promise<void>((go) => (arrived = go));
        return attachment('log');
      },
    });
    await store.attach([file('log')]);
    store.detach(id('log'));
    expect(store.getState().draft.attachments).toEqual([]);
    const slow = store.attach([file('slow')]);
    await expect.poll(() => store.getState().uploads).toHaveLength(1);
    store.detach(store.getState().uploads[0]?.key ?? '');
    arrived();
    await slow;
    expect(store.getState()).toMatchObject({ uploads: [], draft: { attachments: [] } });
  });

  test('nothing is sent while a file is on its way', async () => {
    const { store, server } = opened({ 'tickets.attach': () => new Promise(() => undefined) });
    store.setDraft({ body: 'See the file' });
    void store.attach([file('log')]);
    await expect.poll(() => store.getState().uploads).toHaveLength(1);
    expect(await store.send(undefined)).toBeNull();
    expect(server.of('tickets.addMessage')).toEqual([]);
  });
});

describe('two people change the same', () => {
  const theirs = ticket(1, { version: 2, priority: 'high' });
  const conflict = apiError('CONFLICT', 'Somebody else changed this.', { current: theirs });

  test('HD-6: both values wait for a choice; mine is then written upon theirs', async () => {
    const { store, server } = opened({
      'tickets.change': ({ body }) =>
        (body as { version: number }).version === 1
          ? conflict
          : ticket(1, { version: 3, priority: 'urgent' }),
    });
    await store.load();
    expect(await store.change({ priority: 'urgent' })).toBe(false);
    expect(store.getState()).toMatchObject({ ticket: theirs, conflict: { mine: { priority: 'urgent' } } });
    await store.settle('mine');
    expect(server.of('tickets.change').map(({ body }) => body)).toEqual([
      { version: 1, priority: 'urgent' },
      { version: 2, priority: 'urgent' },
    ]);
    expect(store.getState()).toMatchObject({ ticket: { version: 3, priority: 'urgent' }, conflict: null });
  });

  test('keeping theirs writes nothing', async () => {
    const { store, server } = opened({ 'tickets.change': () => conflict });
    await store.load();
    await store.change({ priority: 'urgent' });
    await store.settle('theirs');
    expect(server.of('tickets.change')).toHaveLength(1);
    expect(store.getState()).toMatchObject({ ticket: theirs, conflict: null });
  });

  test('a slower answer to an earlier question does not bring the old ticket back', async () => {
    let first: () => void = () => undefined;
    let asked = 0;
    const { store } = opened({
      'tickets.get': async () => {
        asked += 1;
        if (asked > 1) return ticket(1, { version: 9 });
        await new Promise<void>((go) => (first = go));
        return ticket(1, { version: 8 });
      },
    });
    const slow = store.load();
    await store.load();
    first();
    await slow;
    expect(store.getState().ticket?.version).toBe(9);
  });

  test('a change that was refused is taken back and says why', async () => {
    const { store } = opened({ 'tickets.change': () => apiError('NOT_ALLOWED', 'No.') });
    await store.load();
    await store.change({ state: 'solved' });
    expect(store.getState()).toMatchObject({
      saving: null,
      refused: { error: 'NOT_ALLOWED' },
      ticket: { state: 'new' },
    });
  });
});
