import { expect, test } from 'vitest';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import type { Accounts } from '../../../src-server/desk/accounts.ts';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { createMembers, type Members } from '../../../src-server/desk/members.ts';
import { createPasswords } from '../../../src-server/desk/passwords.ts';
import type { Role } from '../../../src-shared/helpdesk/permissions.ts';
import { sweepAccess } from '../../../src-server/desk/sweep-access.ts';
import { onBothDatabases } from './both-databases.ts';
import { actorOf, deskOn } from './desk-on.ts';

const HOUR = 3_600_000;
const me = { organisation: 'Library', name: 'Ada', email: 'ada@example.org', password: 'a long enough one' };

/** Somebody of that address and role who has taken an invitation. */
async function joined(
  members: Members,
  accounts: Accounts,
  by: Actor,
  email: string,
  role: Role,
): Promise<Actor> {
  const made = await members.invite(by, { email, role });
  const token = made.ok ? made.value.token : '';
  const result = await accounts.join({ token, name: 'Somebody', password: 'a long enough one' });
  if (!result.ok) throw new Error(result.error.message);
  return actorOf(result.value.identity);
}

onBothDatabases('accounts', (place) => {
  test('HD-5: the set-up token makes one owner, once, also when two use it at one time', async () => {
    const { accounts } = await deskOn(await place());
    const token = (await accounts.offerSetUp()) ?? '';
    const both = await Promise.all([
      accounts.setUp({ ...me, token }),
      accounts.setUp({ ...me, email: 'eve@example.org', token }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await accounts.setUp({ ...me, token })).ok).toBe(false);
    expect(await accounts.offerSetUp()).toBeNull();
    expect(await accounts.isSetUp()).toBe(true);
  });

  test('HD-5: the token dies after 30 minutes, and a newer one replaces it', async () => {
    const { accounts, pass } = await deskOn(await place());
    const old = (await accounts.offerSetUp()) ?? '';
    const token = (await accounts.offerSetUp()) ?? '';
    expect((await accounts.setUp({ ...me, token: old })).ok).toBe(false);
    pass(HOUR / 2);
    expect((await accounts.setUp({ ...me, token })).ok).toBe(false);
    expect(await accounts.isSetUp()).toBe(false);
  });

  test('a login ends after half an hour without use, after twelve hours in any case, and by signing out', async () => {
    const { accounts, owner, pass } = await deskOn(await place());
    await owner();
    const signIn = async () => {
      const made = await accounts.signIn('ada@example.org', 'a long enough one');
      return made.ok ? made.value.secret : '';
    };
    const idle = await signIn();
    pass(29 * 60_000);
    expect(await accounts.identify(idle)).toMatchObject({ member: { name: 'Ada Ashworth' }, by: 'password' });
    pass(31 * 60_000);
    expect(await accounts.identify(idle)).toBeNull();
    const busy = await signIn();
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      pass(20 * 60_000);
      expect(await accounts.identify(busy)).not.toBeNull();
    }
    pass(20 * 60_000);
    expect(await accounts.identify(busy)).toBeNull();
    const [one, two] = [await signIn(), await signIn()];
    expect(await accounts.signOut(one, false)).toBe(1);
    expect(await accounts.identify(one)).toBeNull();
    expect(await accounts.identify(two)).not.toBeNull();
    expect(await accounts.signOut(two, true)).toBeGreaterThanOrEqual(1);
    expect(await accounts.identify(two)).toBeNull();
  });

  test('a wrong password, nobody’s address and somebody locked out get the same answer', async () => {
    const { desk, accounts, owner } = await deskOn(await place());
    const actor = await owner();
    const answers = [
      await accounts.signIn('ada@example.org', 'wrong wrong wrong'),
      await accounts.signIn('nobody@example.org', 'a long enough one'),
    ];
    await desk.db.query.updateTable('member').set({ active: 0 }).where('id', '=', actor.memberId).execute();
    answers.push(await accounts.signIn('ada@example.org', 'a long enough one'));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: false, error: { error: 'SIGN_IN' } });
  });

  test('an invitation lets one person in, with its role and address; nobody invites above their own role', async () => {
    const { desk, accounts, owner } = await deskOn(await place());
    const ada = await owner();
    const members = createMembers(desk);
    const made = await members.invite(ada, { email: 'tim@example.org', role: 'admin' });
    const token = made.ok ? made.value.token : '';
    const join = { token, name: 'Tim', password: 'a long enough one' };
    const both = await Promise.all([accounts.join(join), accounts.join({ ...join, name: 'Tom' })]);
    const joined = both.find((one) => one.ok);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    if (joined?.ok !== true) throw new Error('nobody joined');
    const tim = actorOf(joined.value.identity);
    expect(await members.invite(tim, { email: 'x@example.org', role: 'owner' })).toMatchObject({ ok: false });
    expect(await members.change(tim, ada.memberId, { active: false })).toMatchObject({ ok: false });
    expect(await members.change(ada, ada.memberId, { role: 'auditor' })).toMatchObject({ ok: false });
    expect(await members.change(ada, tim.memberId, { active: false })).toMatchObject({ ok: true });
    expect(await accounts.identify(joined.value.secret)).toBeNull();
  });

  test('what has run out is swept away, and nothing else', async () => {
    const { desk, accounts, owner, pass } = await deskOn(await place());
    const ada = await owner();
    await createMembers(desk).invite(ada, { email: 'tim@example.org', role: 'technician' });
    pass(12 * HOUR - 1);
    const fresh = await accounts.signIn('ada@example.org', 'a long enough one');
    expect(await sweepAccess(desk)).toBe(0);
    pass(1);
    expect(await sweepAccess(desk)).toBe(1);
    pass(6.5 * 24 * HOUR);
    expect(await sweepAccess(desk)).toBe(2);
    expect(fresh.ok && (await accounts.identify(fresh.value.secret))).toBeNull();
  });

  test('of two owners who lock each other out at one time one stays', async () => {
    const { desk, accounts, owner } = await deskOn(await place());
    const ada = await owner();
    const members = createMembers(desk);
    const bo = await joined(members, accounts, ada, 'bo@example.org', 'owner');
    const both = await Promise.all([
      members.change(ada, bo.memberId, { active: false }),
      members.change(bo, ada.memberId, { active: false }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await members.list(ada)).filter(({ active }) => active)).toHaveLength(1);
  });

  test('who was locked out, or may do less, does not come back by an invitation of their own', async () => {
    const { desk, accounts, owner } = await deskOn(await place());
    const ada = await owner();
    const members = createMembers(desk);
    const tim = await joined(members, accounts, ada, 'tim@example.org', 'admin');
    const own = await members.invite(tim, { email: 'tim.again@example.org', role: 'admin' });
    await members.change(ada, tim.memberId, { active: false });
    expect(await members.invite(tim, { email: 'tim.third@example.org', role: 'admin' })).toMatchObject({
      ok: false,
      error: { error: 'NOT_ALLOWED' },
    });
    const back = { token: own.ok ? own.value.token : '', name: 'Tim', password: 'a long enough one' };
    expect(await accounts.join(back)).toMatchObject({ ok: false, error: { error: 'NOT_FOUND' } });
  });

  test('of two invitations of one address the second is void, not an error', async () => {
    const { desk, accounts, owner } = await deskOn(await place());
    const ada = await owner();
    const members = createMembers(desk);
    const invited = { email: 'tim@example.org', role: 'technician' } as const;
    const made = [await members.invite(ada, invited), await members.invite(ada, invited)];
    const tries = await Promise.all(
      made.map((one) =>
        accounts.join({ token: one.ok ? one.value.token : '', name: 'Tim', password: 'a long enough one' }),
      ),
    );
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(tries.find(({ ok }) => !ok)).toMatchObject({ error: { error: 'NOT_FOUND' } });
  });

  test('HD-4: what is done to people stands in the chain; a changed, missing or reordered entry is found', async () => {
    const { desk, accounts, owner } = await deskOn(await place());
    const ada = await owner();
    await Promise.all([1, 2, 3].map(() => accounts.signIn('ada@example.org', 'a long enough one')));
    const log = createAuditLog(desk);
    const { entries, whole } = await log.list(ada, { limit: 100 });
    expect(whole).toBe(true);
    expect(entries.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(entries.at(-1)).toMatchObject({ action: 'organisation.created', actorId: ada.memberId });
    expect((await log.list(ada, { limit: 2 })).whole).toBe(true);
    await desk.db.query.updateTable('audit').set({ action: 'login.ended' }).where('seq', '=', 3).execute();
    expect((await log.list(ada, { limit: 100 })).whole).toBe(false);
    await desk.db.query.deleteFrom('audit').where('seq', '=', 3).execute();
    expect((await log.list(ada, { limit: 100 })).whole).toBe(false);
  });
});

test('passwords are Argon2id with 64 MiB; nobody’s takes as long and never fits', async () => {
  const passwords = createPasswords();
  const stored = await passwords.hash('correct horse battery');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  expect(await passwords.verify(stored, 'correct horse battery')).toBe(true);
  expect(await passwords.verify(stored, 'correct horse batterz')).toBe(false);
  expect(await passwords.verify(null, 'of nobody')).toBe(false);
  expect(await passwords.verify('rubbish', 'of nobody')).toBe(false);
});
