import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAppSignIn } from '../../../src-server/desk/app-sign-in.ts';
import { createLogins } from '../../../src-server/desk/logins.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';
import { browserAt } from './help-desk-client.ts';
import { servedDesk } from './set-up-desk.ts';

const { apps, session, tickets, tokens, members, audit } = allRoutes;

/** What the app makes and keeps, and what it sends of it. */
function appSecret(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

const DAY = 86_400_000;

onBothDatabases('signing an app in', (place) => {
  test('HD-14: one yes lets one app in, once, also when two answer or take at one time; after five minutes nobody', async () => {
    const { desk, accounts, owner, pass } = await deskOn(await place());
    const [ada, bo] = [await owner(), await owner('School')];
    const apps = createAppSignIn(desk, createLogins(desk));
    const { verifier, challenge } = appSecret();
    const { request } = await apps.begin(challenge, 'Laptop');
    expect(await apps.take(request, verifier)).toMatchObject({ value: { state: 'waiting' } });
    const answers = await Promise.all([apps.answer(ada, request, true), apps.answer(bo, request, true)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = answers[0]?.ok === true ? ada : bo;
    expect(await apps.answer(ada, request, true)).toMatchObject({ ok: false });
    expect(await apps.take(request, appSecret().verifier)).toMatchObject({ ok: false });
    const taken = await Promise.all([apps.take(request, verifier), apps.take(request, verifier)]);
    const [got] = taken.flatMap((one) => (one.ok && one.value.login !== null ? [one.value.login] : []));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await accounts.identify(got?.secret ?? '')).toMatchObject({
      by: 'app',
      member: { id: winner.memberId },
    });
    const late = await apps.begin(challenge, 'Laptop');
    pass(5 * 60_000);
    expect(await apps.look(late.request)).toMatchObject({ ok: false });
    expect(await apps.answer(ada, late.request, true)).toMatchObject({ ok: false });
    expect(await apps.take(late.request, verifier)).toMatchObject({ ok: false });
  });

  test('HD-14: an app’s login lasts a week without use and thirty days in all; a no, and leaving, lets nothing in', async () => {
    const { desk, accounts, owner, pass } = await deskOn(await place());
    const ada = await owner();
    const apps = createAppSignIn(desk, createLogins(desk));
    const letIn = async (allow = true) => {
      const { verifier, challenge } = appSecret();
      const { request } = await apps.begin(challenge, 'Laptop');
      await apps.answer(ada, request, allow);
      const taken = await apps.take(request, verifier);
      return taken.ok ? taken.value : null;
    };
    const kept = (await letIn())?.login?.secret ?? '';
    for (let days = 6; days < 30; days += 6) {
      pass(6 * DAY);
      expect(await accounts.identify(kept), String(days)).not.toBeNull();
    }
    pass(6 * DAY);
    expect(await accounts.identify(kept)).toBeNull();
    const idle = (await letIn())?.login?.secret ?? '';
    pass(7 * DAY);
    expect(await accounts.identify(idle)).toBeNull();
    expect(await letIn(false)).toEqual({ state: 'refused', login: null });
    await desk.db.query.updateTable('member').set({ active: 0 }).execute();
    expect(await letIn()).toEqual({ state: 'refused', login: null });
  });
});

describe('signing an app in over HTTP', () => {
  test('HD-14: the app and the browser show the same letters, and the app works as the person who said yes', async () => {
    const { url, owner } = await servedDesk();
    const app = browserAt(url, 'app://ui');
    const { verifier, challenge } = appSecret();
    // the app's main process asks: it is no page and names no origin
    const post = (path: string, body: object, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const begun = apps.begin.answers.parse(
      await (await post(apps.begin.path, { challenge, device: 'ThinkPad, Debian' })).json(),
    );
    expect(begun.matching).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{3}-[BCDFGHJKLMNPQRSTVWXZ]{3}$/);
    expect(begun.page).toMatch(new RegExp(`/#app-sign-in=${begun.request}$`));
    expect((await app.call(apps.look, { params: { request: begun.request } })).status).toBe(401);
    const seen = await owner.call(apps.look, { params: { request: begun.request } });
    expect(seen.answer).toMatchObject({ device: 'ThinkPad, Debian', matching: begun.matching });
    await owner.call(apps.answer, { params: { request: begun.request }, body: { allow: true } });
    const taken = await post(apps.take.path.replace(':request', begun.request), { verifier });
    expect(taken.headers.getSetCookie()).toEqual([]);
    const { login } = apps.take.answers.parse(await taken.json());
    const authorization = `Bearer app_${login?.secret ?? ''}`;
    const asApp = (path: string, method = 'GET') =>
      fetch(`${url}${path}`, { method, headers: { authorization } });
    expect((await asApp(tickets.list.path)).status).toBe(200);
    expect(await (await asApp(session.state.path)).json()).toMatchObject({ identity: { by: 'app' } });
    // what gives rights away is proved in the app itself: letting it in was no proof of who sits there
    for (const route of [tokens.create, members.invite])
      expect(await (await asApp(route.path, 'POST')).json()).toMatchObject({
        error: 'SIGN_IN',
        stepUp: true,
      });
    const { answer } = await owner.call(audit.list);
    expect(answer.entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['app.let-in', 'app.signed-in']),
    );
    await asApp(session.signOut.path, 'DELETE');
    expect((await asApp(tickets.list.path)).status).toBe(401);
  });
});
