import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createConnections } from '../../../src-server/desk/connections.ts';
import { createSecretBox } from '../../../src-server/domain/secret-box.ts';
import {
  connectionSchema,
  newConnectionSchema,
  type Connection,
} from '../../../src-shared/helpdesk/connection.ts';
import { defaultMapping } from '../../../src-shared/helpdesk/connector-mapping.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, START } from './desk-on.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';

const token = 'a-token-that-nobody-sees-again-9876';
const rt = { kind: 'rt', address: 'https://rt.example.org', queue: 'General' } as const;
const wanted = newConnectionSchema.parse({ name: 'Our RT', settings: rt, secrets: { token } });

async function set(place: DatabasePlace) {
  const test = await deskOn(place);
  const key = { id: 'k1', bytes: randomBytes(32) };
  const connections = createConnections(test.desk, createSecretBox({ keys: [key], randomBytes }));
  const ada = await test.owner();
  const added = await connections.add(ada, wanted);
  if (!added.ok) throw new Error(added.error.message);
  return { ...test, connections, ada, added: added.value };
}

onBothDatabases('connections', (place) => {
  test('TM-16: a secret is never shown again, is not readable where it is kept, and opens for sending', async () => {
    const { connections, ada, added, desk } = await set(await place());
    const [listed]: readonly (Connection | undefined)[] = await connections.list(ada);
    expect(connectionSchema.parse(listed)).toStrictEqual(added);
    expect(listed?.secrets).toStrictEqual({ token: { setAt: START, endsIn: '9876' } });
    expect(JSON.stringify(listed)).not.toContain(token);
    const rows = JSON.stringify([
      await desk.db.query.selectFrom('connector').selectAll().execute(),
      await desk.db.query.selectFrom('audit').selectAll().execute(),
    ]);
    expect(rows).not.toContain(token);
    expect(await connections.open(ada.tenantId, added.id)).toStrictEqual({
      settings: rt,
      mapping: defaultMapping('rt'),
      secrets: { token },
    });
  });

  test('HD-2: another organisation neither sees, opens, changes nor removes it', async () => {
    const { connections, added, ada, owner } = await set(await place());
    const bo = await owner('Elsewhere');
    expect(await connections.list(bo)).toStrictEqual([]);
    expect(await connections.open(bo.tenantId, added.id)).toBeUndefined();
    const refused = { ok: false, error: { error: 'NOT_FOUND' } };
    expect(await connections.change(bo, added.id, { active: false })).toMatchObject(refused);
    expect(await connections.remove(bo, added.id)).toMatchObject(refused);
    expect(await connections.list(ada)).toHaveLength(1);
    expect((await connections.add(bo, wanted)).ok).toBe(true); // the same name is fine there
  });

  test('TM-16: a row that is copied to another organisation does not open', async () => {
    const { connections, added, owner, desk } = await set(await place());
    const bo = await owner('Elsewhere');
    const row = await desk.db.query.selectFrom('connector').selectAll().executeTakeFirstOrThrow();
    await desk.db.query
      .insertInto('connector')
      .values({ ...row, tenant_id: bo.tenantId })
      .execute();
    expect(await connections.list(bo)).toHaveLength(1);
    expect(await connections.open(bo.tenantId, added.id)).toBeUndefined();
  });

  test('TM-16: an address that changes asks for the keys anew: they could be sent to a server of one’s own', async () => {
    const { connections, ada, added } = await set(await place());
    const settings = { ...rt, address: 'https://evil.example' };
    expect(await connections.change(ada, added.id, { settings })).toMatchObject({
      error: { error: 'INVALID', fields: { token: 'is missing' } },
    });
    expect((await connections.open(ada.tenantId, added.id))?.settings).toStrictEqual(rt);
    const secrets = { token: 'the-token-of-the-other-one' };
    expect((await connections.change(ada, added.id, { settings, secrets })).ok).toBe(true);
    expect((await connections.open(ada.tenantId, added.id))?.secrets).toStrictEqual(secrets);
  });

  test('another queue or name keeps the key, and a change lifts the pause', async () => {
    const { connections, ada, added, desk } = await set(await place());
    await desk.db.query
      .updateTable('connector')
      .set({ paused_until: START + 1 })
      .execute();
    expect((await connections.list(ada))[0]?.pausedUntil).toBe(START + 1);
    const changed = await connections.change(ada, added.id, {
      name: 'RT',
      settings: { ...rt, queue: 'Help' },
    });
    expect(changed).toMatchObject({ value: { name: 'RT', pausedUntil: null, secrets: added.secrets } });
    expect((await connections.open(ada.tenantId, added.id))?.secrets).toStrictEqual({ token });
  });

  test('one that is switched off, or removed, sends nothing', async () => {
    const { connections, ada, added } = await set(await place());
    await connections.change(ada, added.id, { active: false });
    expect(await connections.open(ada.tenantId, added.id)).toBeUndefined();
    await connections.change(ada, added.id, { active: true });
    expect(await connections.open(ada.tenantId, added.id)).toBeDefined();
    expect((await connections.remove(ada, added.id)).ok).toBe(true);
    expect(await connections.open(ada.tenantId, added.id)).toBeUndefined();
  });

  test('keys that the system does not know, or that are missing, and a name that is taken are refused', async () => {
    const { connections, ada } = await set(await place());
    const fields = async (more: object) => {
      const answer = await connections.add(ada, { ...wanted, name: 'Another', ...more });
      return answer.ok ? {} : answer.error.fields;
    };
    expect(await fields({ secrets: {} })).toStrictEqual({ token: 'is missing' });
    expect(await fields({ secrets: { token, password: 'whatever-it-is' } })).toStrictEqual({
      password: 'is not known',
    });
    expect(await fields({ name: wanted.name })).toStrictEqual({ name: 'is taken' });
  });

  test('HD-4: who connected what to where is in the audit log', async () => {
    const { connections, ada, added, desk } = await set(await place());
    await connections.change(ada, added.id, { active: false });
    await connections.remove(ada, added.id);
    const rows = await desk.db.query.selectFrom('audit').selectAll().orderBy('seq').execute();
    const told = rows.filter(({ action }) => action.startsWith('connection.'));
    expect(told.map(({ action }) => action)).toStrictEqual([
      'connection.added',
      'connection.changed',
      'connection.removed',
    ]);
    expect(told[0]?.detail).toContain('https://rt.example.org');
  });
});
