import { describe, expect, test, vi } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import type { Route } from '../../../src-shared/helpdesk/api/route.ts';
import {
  neverByToken,
  permissionsOf,
  permissionsOfToken,
  roles,
  type Permission,
} from '../../../src-shared/helpdesk/permissions.ts';
import { browserAt, type Browser } from './help-desk-client.ts';
import { ada, password, servedDesk } from './set-up-desk.ts';

const { session, members, tickets, tokens } = allRoutes;
const everyRoute = Object.values(allRoutes).flatMap((area) => Object.values(area) as Route[]);
const pathOf = ({ path }: Route) => path.replaceAll(/:\w+/g, 'A'.repeat(22));

async function tokenOf(browser: Browser, scopes: readonly Permission[]): Promise<string> {
  const made = await browser.call(tokens.create, { body: { name: 'x', scopes: [...scopes], days: 1 } });
  expect(made.status).toBe(200);
  return made.answer.secret;
}

async function askWith(url: string, route: Route, authorization: string, cookie?: string): Promise<number> {
  const headers = { authorization, ...(cookie === undefined ? {} : { cookie }) };
  return (await fetch(`${url}${pathOf(route)}`, { method: route.method, headers })).status;
}

/** What a token of somebody with these permissions may: none of what is for people only. */
function tokenMay({ needs, stepUp }: Route, has: readonly Permission[]): boolean {
  return needs === 'nobody' || (needs !== 'signed-in' && stepUp !== true && has.includes(needs));
}

describe('who may do what', () => {
  test('HD-10: every route, every role: a token gets what its scopes and role say, and nothing that is for people', async () => {
    const desk = await servedDesk();
    for (const role of roles) {
      if (!permissionsOf(role).includes('tokens.write')) continue;
      const browser = role === 'owner' ? desk.owner : await desk.memberOf(role);
      const grantable = permissionsOf(role).filter((one) => !neverByToken.has(one));
      for (const scopes of [grantable, ['tickets.read'] as const]) {
        const bearer = `Bearer ${await tokenOf(browser, scopes)}`;
        const has = permissionsOfToken(role, scopes);
        const asked = everyRoute
          .filter(({ needs }) => needs !== 'nobody')
          .map(async (route) => ({ route, status: await askWith(desk.url, route, bearer) }));
        for (const { route, status } of await Promise.all(asked)) {
          const title = `${role} ${scopes.length}: ${route.method} ${route.path} ${status}`;
          expect(status === 403, title).toBe(!tokenMay(route, has));
          expect(status, title).not.toBe(401);
        }
      }
    }
  }, 30_000);

  test('HD-10: no token can be made that makes tokens, members, settings or connectors', async () => {
    const { owner } = await servedDesk();
    expect([...neverByToken]).toEqual([
      'tokens.write',
      'members.write',
      'settings.write',
      'connectors.write',
    ]);
    for (const scope of neverByToken) {
      const made = await owner.call(tokens.create, { body: { name: 'x', scopes: [scope], days: 1 } });
      expect(made).toMatchObject({ status: 422, answer: { fields: { 'scopes.0': expect.any(String) } } });
      for (const role of roles) expect(permissionsOfToken(role, [scope])).toEqual([]);
    }
    expect(
      await owner.call(tokens.create, { body: { name: 'x', scopes: ['tickets.read'], days: 366 } }),
    ).toMatchObject({ status: 422 });
  });

  test('HD-10: a token never comes with a cookie, and one that is revoked or wrong opens no route', async () => {
    const { url, owner } = await servedDesk();
    const secret = await tokenOf(owner, ['tickets.read']);
    expect(await askWith(url, tickets.list, `Bearer ${secret}`)).toBe(200);
    for (const route of everyRoute)
      expect(await askWith(url, route, `Bearer ${secret}`, owner.cookie()), route.path).toBe(422);
    const [made] = (await owner.call(tokens.list)).answer;
    await owner.call(tokens.revoke, { params: { id: made?.id ?? '' } });
    const wrong = [`Bearer ${secret}`, `Basic ${secret}`, 'Bearer', `Bearer app_${secret}`, 'Bearer a b'];
    for (const authorization of wrong) {
      const asked = everyRoute
        .filter(({ needs }) => needs !== 'nobody')
        .map(async (route) => [route.path, await askWith(url, route, authorization)] as const);
      for (const [path, status] of await Promise.all(asked))
        expect(status, `${authorization}: ${path}`).toBe(401);
    }
  });

  test('HD-9: what gives rights away asks who it is when that is ten minutes ago, and a password is the answer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { url } = await servedDesk();
      const owner = browserAt(url);
      await owner.call(session.signIn, { body: { email: ada.email, password } });
      const invite = () =>
        owner.call(members.invite, { body: { email: `${Date.now()}@example.org`, role: 'technician' } });
      expect((await invite()).status).toBe(200);
      vi.setSystemTime(Date.now() + 10 * 60_000);
      for (const route of everyRoute.filter(({ stepUp }) => stepUp === true)) {
        const response = await owner.raw(route.method, pathOf(route));
        expect([route.path, response.status, await response.json()]).toMatchObject([
          route.path,
          401,
          { error: 'SIGN_IN', stepUp: true },
        ]);
      }
      expect((await owner.call(tickets.list)).status).toBe(200);
      const wrong = await owner.call(session.prove, { body: { password: 'not the password' } });
      expect(wrong).toMatchObject({ status: 422 });
      expect((await invite()).status).toBe(401);
      expect((await owner.call(session.prove, { body: { password } })).status).toBe(200);
      expect((await invite()).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });
});
