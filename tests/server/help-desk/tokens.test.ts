import { expect, test } from 'vitest';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import { createMembers } from '../../../src-server/desk/members.ts';
import { createTokens } from '../../../src-server/desk/tokens.ts';
import { onBothDatabases } from './both-databases.ts';
import { actorOf, deskOn, type TestDesk } from './desk-on.ts';

const DAY = 86_400_000;

async function join(
  { desk, accounts }: TestDesk,
  by: Awaited<ReturnType<TestDesk['owner']>>,
  role: 'admin' | 'technician',
) {
  const invited = await createMembers(desk).invite(by, { email: `${role}@example.org`, role });
  const token = invited.ok ? invited.value.token : '';
  const joined = await accounts.join({ token, name: role, password: 'a long enough one' });
  if (!joined.ok) throw new Error(joined.error.message);
  return actorOf(joined.value.identity);
}

function secretOf(made: Awaited<ReturnType<ReturnType<typeof createTokens>['create']>>) {
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

onBothDatabases('API tokens', (place) => {
  test('HD-10: a token may what its scopes say, shown once, kept as a hash only, and says when it was used', async () => {
    const { desk, owner, pass } = await deskOn(await place());
    const ada = await owner();
    const tokens = createTokens(desk);
    const { secret, token } = secretOf(
      await tokens.create(ada, { name: 'Import', scopes: ['tickets.read', 'tickets.write'], days: 30 }),
    );
    expect(secret).toMatch(/^alongside_[\w-]{43}$/);
    expect(JSON.stringify(await desk.db.query.selectFrom('api_token').selectAll().execute())).not.toContain(
      secret.slice(10),
    );
    expect(token.lastUsedAt).toBeNull();
    pass(1_000);
    expect(await tokens.identify(secret)).toMatchObject({
      by: 'token',
      organisation: { id: ada.tenantId },
      permissions: ['tickets.read', 'tickets.write'],
    });
    expect((await tokens.list(ada))[0]?.lastUsedAt).toBe(desk.now());
    expect(await tokens.identify(`${secret}x`)).toBeNull();
    expect(await tokens.identify(secret.slice(10))).toBeNull();
  });

  test('HD-10: a token ends with its date, with being revoked, and with its maker; it never has more than they', async () => {
    const here = await deskOn(await place());
    const { desk, owner, pass } = here;
    const ada = await owner();
    const [tokens, members] = [createTokens(desk), createMembers(desk)];
    const tim = await join(here, ada, 'technician');
    const make = async (scopes: ['tickets.write', 'tickets.read'] | ['audit.read']) =>
      tokens.create(tim, { name: 'x', scopes, days: 1 });
    expect(await make(['audit.read'])).toMatchObject({ ok: false, error: { error: 'NOT_ALLOWED' } });
    const [one, two] = [
      secretOf(await make(['tickets.write', 'tickets.read'])),
      secretOf(await make(['tickets.write', 'tickets.read'])),
    ];
    expect(await tokens.revoke(tim, one.token.id)).toMatchObject({ ok: true });
    expect(await tokens.revoke(tim, one.token.id)).toMatchObject({
      ok: false,
      error: { error: 'NOT_FOUND' },
    });
    expect(await tokens.identify(one.secret)).toBeNull();
    await members.change(ada, tim.memberId, { role: 'auditor' });
    expect(await tokens.identify(two.secret)).toMatchObject({ permissions: ['tickets.read'] });
    await members.change(ada, tim.memberId, { active: false });
    expect(await tokens.identify(two.secret)).toBeNull();
    await members.change(ada, tim.memberId, { active: true });
    expect(await tokens.identify(two.secret)).not.toBeNull();
    pass(DAY);
    expect(await tokens.identify(two.secret)).toBeNull();
  });

  test('HD-10: others’ tokens are seen and ended by who runs the help desk, never by another organisation', async () => {
    const here = await deskOn(await place());
    const { desk, owner } = here;
    const ada = await owner();
    const tokens = createTokens(desk);
    const [admin, tim] = [await join(here, ada, 'admin'), await join(here, ada, 'technician')];
    const made = secretOf(
      await tokens.create(ada, { name: 'Of Ada', scopes: ['knowledge.read'], days: 365 }),
    );
    const bo = await owner('School');
    expect(await tokens.list(tim)).toEqual([]);
    expect(await tokens.list(bo)).toEqual([]);
    for (const stranger of [tim, bo])
      expect(await tokens.revoke(stranger, made.token.id)).toMatchObject({ ok: false });
    expect((await tokens.list(admin)).map(({ name }) => name)).toEqual(['Of Ada']);
    expect(await tokens.revoke(admin, made.token.id)).toMatchObject({ ok: true });
    const { entries } = await createAuditLog(desk).list(ada, { limit: 2 });
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['token.revoked', admin.memberId],
      ['token.made', ada.memberId],
    ]);
  });
});
