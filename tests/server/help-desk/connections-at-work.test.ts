import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { createConnections } from '../../../src-server/desk/connections.ts';
import { createSecretBox } from '../../../src-server/domain/secret-box.ts';
import { openConnections } from '../../../src-server/open-connections.ts';
import { inMemory } from '../../../src-server/storage/open-database.ts';
import { createOutboxStore } from '../../../src-server/storage/outbox-store.ts';
import { readSecretKeys } from '../../../src-server/storage/secret-keys.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { SESSION, ticket } from '../connectors/try-connector.ts';
import { startZammad } from '../connectors/zammad-double.ts';
import { startServer, testConfig } from '../test-server.ts';
import { deskOn } from './desk-on.ts';
import { browserAt, tokenIn } from './help-desk-client.ts';
import { ada } from './set-up-desk.ts';

const { connections, session } = allRoutes;

describe('connections over HTTP', () => {
  test('one is made, tested against the other system, and refused an address that nobody allowed', async () => {
    const zammad = await startZammad();
    onTestFinished(() => zammad.desk.close());
    const server = await startServer({ config: { connectorOrigins: [zammad.desk.origin] } });
    const owner = browserAt(server.url);
    await owner.call(session.setUp, { body: { ...ada, token: tokenIn(server.setUpLink) } });
    const body = { name: 'Zammad', settings: zammad.settings, secrets: { ...zammad.secrets } };
    const { answer } = await owner.call(connections.add, { body });
    expect(await owner.call(connections.test, { params: { id: answer.id } })).toMatchObject({
      answer: { works: true },
    });
    const settings = { ...zammad.settings, address: 'http://127.0.0.1:9' };
    const elsewhere = await owner.call(connections.add, {
      body: { ...body, name: 'Elsewhere', settings } as typeof body,
    });
    const verdict = await owner.call(connections.test, { params: { id: elsewhere.answer.id } });
    expect(verdict.answer).toMatchObject({ works: false, checks: [{ what: 'reach', result: 'failed' }] });
    expect(verdict.answer.checks[0]?.detail).toContain('ALONGSIDE_CONNECTOR_ORIGINS');
    expect((await owner.call(connections.deadLetters)).answer).toStrictEqual([]);
    expect(zammad.desk.violations).toStrictEqual([]);
  });
});

test('what was filed before the server stopped is sent when it starts: ticket, note with its file, state', async () => {
  const zammad = await startZammad();
  onTestFinished(() => zammad.desk.close());
  const { desk, owner } = await deskOn(inMemory);
  const secretKeys = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
  const box = createSecretBox({ keys: await readSecretKeys(secretKeys, null), randomBytes });
  const { tenantId, ...actor } = await owner();
  const settings = { name: 'Zammad', settings: zammad.settings, secrets: { ...zammad.secrets } };
  const added = await createConnections(desk, box).add({ tenantId, ...actor }, settings);
  if (!added.ok) throw new Error(added.error.message);
  const bytes = Buffer.from('{"schema":1}');
  const file = await createAttachments(desk).add({ tenantId, ...actor }, 'diagnosis.json', bytes);
  if (!file.ok) throw new Error(file.error.message);
  const files = [file.value];
  const entries = [
    { key: SESSION, action: { type: 'create', ticket: { ...ticket, files: [] } } as const },
    { key: `${SESSION}.note`, action: { type: 'note', note: { text: 'Found it.', files } } as const },
    { key: `${SESSION}.state`, action: { type: 'state', state: 'solved' } as const },
  ];
  const store = createOutboxStore(desk.db, desk.newId);
  await store.enqueue({ tenantId, connectorId: added.value.id, lane: SESSION, entries }, 0);
  const config = { ...testConfig(), secretKeys, connectorOrigins: [zammad.desk.origin] };
  const errors: unknown[] = [];
  const open = await openConnections(desk, config, (error) => errors.push(error));
  await vi.waitFor(async () => expect(await store.list(tenantId, 'done', 9)).toHaveLength(3), 10_000);
  await open.close();
  expect(errors).toStrictEqual([]);
  expect(zammad.tickets).toMatchObject([
    { status: 'closed', messages: [{ public: true }, { public: false }] },
  ]);
  expect(zammad.tickets[0]?.messages[1]?.files[0]?.bytes).toStrictEqual(bytes);
  expect(zammad.desk.violations).toStrictEqual([]);
});

describe('the keys that seal', () => {
  test('are made once, beside the records, for this user only, and are the same at the next start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'alongside-keys-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const first = await readSecretKeys('', dataDir);
    const again = await readSecretKeys('', dataDir);
    expect(again.map(({ id, bytes }) => [id, ...bytes])).toStrictEqual(
      first.map(({ id, bytes }) => [id, ...bytes]),
    );
    expect((await stat(join(dataDir, 'secret-keys.txt'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, 'secret-keys.txt'), 'utf8')).toMatch(/^k1:[A-Za-z0-9+/]{43}=\n$/);
  });

  test('of the environment win, in their order, and nonsense is refused', async () => {
    const code = Buffer.alloc(32, 7).toString('base64');
    const keys = await readSecretKeys(`k2:${code},k1:${code}`, '/nowhere');
    expect(keys.map(({ id }) => id)).toStrictEqual(['k2', 'k1']);
    for (const bad of ['k1', `k1:${code.slice(4)}`, `K:${code}`, `k1:${code},x`])
      await expect(readSecretKeys(bad, null), bad).rejects.toThrow('no key');
  });
});
