import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import type { Route } from '../../../src-shared/helpdesk/api/route.ts';
import { permissionsOf, roles } from '../../../src-shared/helpdesk/permissions.ts';
import { startServer } from '../test-server.ts';
import { browserAt, tokenIn } from './help-desk-client.ts';
import { ada, password, servedDesk } from './set-up-desk.ts';

const { session, tickets } = allRoutes;
const everyRoute = Object.values(allRoutes).flatMap((area) => Object.values(area) as Route[]);
describe('the help desk over HTTP', () => {
  test('HD-5: set up once with the link from a file that only this user reads; afterwards no way of writing it works', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'alongside-data-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const server = await startServer({ config: { dataDir } });
    const file = join(dataDir, 'set-up-link.txt');
    expect((await readFile(file, 'utf8')).trim()).toBe(server.setUpLink);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(server.logged()).not.toContain(tokenIn(server.setUpLink));
    const browser = browserAt(server.url);
    expect((await browser.call(session.state)).answer).toEqual({ setUp: false, identity: null });
    const body = { ...ada, token: tokenIn(server.setUpLink) };
    expect((await browser.call(session.setUp, { body: { ...body, token: 'wrong' } })).status).toBe(404);
    expect((await browser.call(session.setUp, { body })).status).toBe(200);
    expect((await browser.call(session.state)).answer).toMatchObject({
      setUp: true,
      identity: { member: { role: 'owner' } },
    });
    for (const path of [
      '/api/setup',
      '/api/setup/',
      '/API/SETUP',
      '//api/setup',
      '/api/setup/x',
      '/api/%73etup',
      '/api/setup;a',
      '/api/./setup',
    ])
      expect([403, 404], path).toContain(
        (
          await browser.raw('POST', path, {
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          })
        ).status,
      );
  });

  test('records outlive the server', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'alongside-data-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const first = await startServer({ config: { dataDir } });
    const browser = browserAt(first.url);
    await browser.call(session.setUp, { body: { ...ada, token: tokenIn(first.setUpLink) } });
    await browser.call(tickets.create, { body: { subject: 'Kept', body: 'x' } });
    await first.close();
    const second = await startServer({ config: { dataDir } });
    expect(second.setUpLink).toBeNull();
    const again = browserAt(second.url);
    await again.call(session.signIn, { body: { email: ada.email, password } });
    expect((await again.call(tickets.list)).answer.tickets).toMatchObject([{ subject: 'Kept', number: 1 }]);
  });

  test('HD-3: every route refuses who is not signed in, and each role gets exactly what its permissions say', async () => {
    const { url, memberOf } = await servedDesk();
    const nobody = browserAt(url);
    for (const { method, path, needs } of everyRoute)
      if (needs !== 'nobody') {
        const response = await nobody.raw(method, path.replaceAll(/:\w+/g, 'A'.repeat(22)));
        expect(response.status, `${method} ${path}`).toBe(401);
      }
    for (const role of roles.filter((one) => one !== 'owner')) {
      const browser = await memberOf(role);
      for (const { method, path, needs } of everyRoute) {
        if (needs === 'nobody' || needs === 'signed-in') continue;
        const response = await browser.raw(method, path.replaceAll(/:\w+/g, 'A'.repeat(22)));
        const may = permissionsOf(role).includes(needs);
        expect(response.status === 403, `${role}: ${method} ${path}`).toBe(!may);
      }
    }
  });

  test('HD-3: another site’s page changes nothing, whatever cookie comes with it', async () => {
    const { url, owner } = await servedDesk();
    const response = await fetch(`${url}/api/tickets`, {
      method: 'POST',
      headers: { cookie: owner.cookie(), origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ subject: 'x', body: 'x' }),
    });
    expect(response.status).toBe(403);
    expect((await owner.call(tickets.list)).answer.total).toBe(0);
  });

  test('HD-3: guessing passwords is slowed down by address', async () => {
    const { url } = await servedDesk();
    const browser = browserAt(url);
    const body = { email: ada.email, password: 'not the password' };
    const answers = [];
    for (let count = 0; count < 11; count += 1)
      answers.push((await browser.call(session.signIn, { body })).status);
    expect(answers.slice(0, 10).every((status) => status === 401)).toBe(true);
    expect(answers.at(-1)).toBe(429);
  });

  test('the cookie is out of reach for scripts and other sites, and dies with signing out', async () => {
    const { url } = await servedDesk();
    const response = await fetch(`${url}${session.signIn.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: ada.email, password }),
    });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const signedIn = { cookie: cookie.split(';')[0] ?? '' };
    await fetch(`${url}${session.signOut.path}`, { method: 'DELETE', headers: signedIn });
    expect((await fetch(`${url}${tickets.list.path}`, { headers: signedIn })).status).toBe(401);
  });

  test('what is wrong with what is sent is said by field; unknown fields are refused', async () => {
    const { owner } = await servedDesk();
    const wrong = await owner.call(tickets.create, {
      body: { subject: ' ', body: 'x', tenantId: 'other' } as never,
    });
    expect(wrong).toMatchObject({
      status: 422,
      answer: { error: 'INVALID', fields: { subject: 'is empty' } },
    });
    for (const body of ['{', '[]', 'null', '{"__proto__":{"subject":"x"}}'])
      expect(
        (await owner.raw('POST', '/api/tickets', { body, headers: { 'content-type': 'application/json' } }))
          .status,
      ).toBeLessThan(500);
  });

  test('a file is always saved, never shown', async () => {
    const { owner } = await servedDesk();
    const page = Buffer.from('<script>alert(1)</script>');
    const stored = await owner.call(tickets.attach, {
      query: { name: 'page.html' },
      body: new Uint8Array(page),
    });
    const response = await owner.raw('GET', `/api/attachments/${stored.answer.id}`);
    expect(await response.text()).toBe(page.toString());
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''page.html");
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
