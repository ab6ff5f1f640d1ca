import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { describe, expect, onTestFinished, test } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import type { newProviderSchema } from '../../../src-shared/helpdesk/api/provider-routes.ts';
import type { z } from 'zod';
import { freePort } from '../../stage/ports.ts';
import { browserAt, type Browser } from './help-desk-client.ts';
import { ada, password, servedDesk, type ServedDesk } from './set-up-desk.ts';

const { session, members, provider: routes, audit } = allRoutes;

interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

interface Company {
  readonly issuer: string;
  /** Who sits in front of the company's sign-in page. */
  person: Person;
  readonly settings: z.input<typeof newProviderSchema>;
}

const SECRET = 'a secret of the company 1234';

/** A real OpenID provider on this machine. Its page lets in whoever the test says. */
async function company(callback: string): Promise<Company> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const here: Company = {
    issuer,
    person: { sub: 'ada-1', email: ada.email, email_verified: true },
    settings: {
      issuer,
      clientId: 'help-desk',
      secret: SECRET,
      domains: ['example.org'],
      roleClaim: 'groups',
      roles: { supporters: 'technician', bosses: 'admin' },
    },
  };
  const people = new Map<string, Person>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'help-desk',
        client_secret: SECRET,
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
    interactions: { url: (_context, { uid }) => `/let-in/${uid}` },
    cookies: { keys: ['of this test'] },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/let-in/') !== true) return void answer(request, response);
    void (async () => {
      const { person } = here;
      people.set(person.sub, person);
      const { params } = await provider.interactionDetails(request, response);
      const grant = new provider.Grant({ accountId: person.sub, clientId: String(params['client_id']) });
      grant.addOIDCScope('openid email profile');
      const consent = { grantId: await grant.save() };
      await provider.interactionFinished(request, response, { login: { accountId: person.sub }, consent });
    })();
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return here;
}

interface Stage extends ServedDesk {
  readonly there: Company;
}

async function openStage(): Promise<Stage> {
  const port = await freePort();
  // the console's own address is known before the provider is made, as it is when somebody sets one up
  const there = await company(`http://127.0.0.1:${port}/api/session/provider/callback`);
  const desk = await servedDesk({ config: { port, connectorOrigins: [there.issuer] } });
  const set = await desk.owner.call(routes.setProvider, { body: there.settings });
  expect(set).toMatchObject({ status: 200, answer: { provider: { secretEndsIn: '1234' } } });
  return { ...desk, there };
}

/** Goes through the provider's pages as a browser does and answers the way back to us, not yet taken. */
async function wayBack(browser: Browser, url: string): Promise<string> {
  const begun = await browser.call(routes.begin, { body: {} });
  expect(begun.status).toBe(200);
  const jar = new Map<string, string>();
  let next = begun.answer.url;
  for (let hops = 0; hops < 10 && !next.startsWith(url); hops += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      jar.set(name, value);
    }
    next = new URL(response.headers.get('location') ?? '', next).href;
  }
  return next.slice(url.length);
}

/** Where we send the browser in the end. */
async function arrive(browser: Browser, path: string): Promise<string> {
  const response = await browser.raw('GET', path, { redirect: 'manual' });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

async function signIn({ there, url }: Stage, person: Person): Promise<{ browser: Browser; to: string }> {
  there.person = person;
  const browser = browserAt(url);
  return { browser, to: await arrive(browser, await wayBack(browser, url)) };
}

describe('sign-in through a company’s provider', () => {
  test('HD-13: who is invited comes in by the verified address, with the role that the provider says, and is known by it afterwards', async () => {
    const stage = await openStage();
    const { owner } = stage;
    await owner.call(members.invite, { body: { email: 'tim@example.org', role: 'auditor' } });
    const tim = { sub: 't-7', email: 'Tim@Example.org', email_verified: true, name: 'Tim Tailor' };
    const first = await signIn(stage, { ...tim, groups: ['others', 'supporters'] });
    expect(first.to).toBe('/');
    expect((await first.browser.call(session.state)).answer.identity).toMatchObject({
      by: 'oidc',
      member: { name: 'Tim Tailor', email: 'tim@example.org', role: 'technician' },
    });
    const again = await signIn(stage, {
      sub: 't-7',
      email: 'new.name@elsewhere.example',
      groups: ['bosses'],
    });
    expect((await again.browser.call(session.state)).answer.identity).toMatchObject({
      member: { email: 'tim@example.org', role: 'admin' },
    });
    // what was begun as a technician is over
    expect((await first.browser.call(session.state)).answer.identity).toBeNull();
    const known = await signIn(stage, {
      sub: 'ada-1',
      email: ada.email,
      email_verified: true,
      groups: ['supporters'],
    });
    expect((await known.browser.call(session.state)).answer.identity).toMatchObject({
      member: { email: ada.email, role: 'owner' },
    });
    const { answer } = await owner.call(audit.list);
    expect(answer.entries.map(({ action }) => action)).toContain('provider.linked');
  });

  test('HD-13: refused, each with its own reason: not verified, another domain, not invited, switched off', async () => {
    const stage = await openStage();
    const { owner } = stage;
    await owner.call(members.invite, { body: { email: 'tim@example.org', role: 'technician' } });
    const refusedAs = async (person: Person) => (await signIn(stage, person)).to;
    const tim = { sub: 't-7', email: 'tim@example.org' };
    expect(await refusedAs({ ...tim, email_verified: false })).toBe('/#sign-in-refused=unverified');
    expect(await refusedAs(tim)).toBe('/#sign-in-refused=unverified');
    expect(await refusedAs({ sub: 'n' })).toBe('/#sign-in-refused=unverified');
    expect(await refusedAs({ sub: 'e', email: 'tim@example.org.evil.example', email_verified: true })).toBe(
      '/#sign-in-refused=domain',
    );
    expect(await refusedAs({ sub: 'x', email: 'x@example.org', email_verified: true })).toBe(
      '/#sign-in-refused=not-invited',
    );
    expect(await refusedAs({ ...tim, email_verified: true })).toBe('/');
    const { answer } = await owner.call(members.list);
    const id = answer.find(({ email }) => email === tim.email)?.id ?? '';
    await owner.call(members.change, { params: { id }, body: { active: false } });
    expect(await refusedAs({ ...tim, email_verified: true })).toBe('/#sign-in-refused=left');
  });

  test('HD-13: the way back works once, in the browser that began, with the state, code and issuer that belong to it', async () => {
    const stage = await openStage();
    const { url } = stage;
    const expired = '/#sign-in-refused=expired';
    const browser = browserAt(url);
    const path = await wayBack(browser, url);
    expect(await arrive(browserAt(url), path)).toBe(expired); // another browser, with what was seen on the way
    expect(await arrive(browser, path)).toBe(expired); // and then it is spent
    const other = browserAt(url);
    const right = await wayBack(other, url);
    expect(await arrive(other, right)).toBe('/');
    expect(await arrive(other, right)).toBe(expired);
    const change = async (name: string, value: string) => {
      const one = browserAt(url);
      const back = new URL(await wayBack(one, url), url);
      back.searchParams.set(name, value);
      return arrive(one, `${back.pathname}${back.search}`);
    };
    expect(await change('state', 'A'.repeat(43))).toBe(expired);
    expect(await change('code', 'A'.repeat(43))).toBe('/#sign-in-refused=not-believed');
    expect(await change('iss', 'https://evil.example')).toBe('/#sign-in-refused=not-believed');
    expect(await change('error', 'access_denied')).toBe('/#sign-in-refused=refused-there');
    // somebody else's code in one's own way back: PKCE and nonce do not fit
    const [mine, theirs] = [browserAt(url), browserAt(url)];
    const [ours, foreign] = [await wayBack(mine, url), await wayBack(theirs, url)];
    const mixed = new URL(ours, url);
    mixed.searchParams.set('code', new URL(foreign, url).searchParams.get('code') ?? '');
    expect(await arrive(mine, `${mixed.pathname}${mixed.search}`)).toBe('/#sign-in-refused=not-believed');
  });

  test('HD-13: the secret is sealed, never shown, and never goes to another issuer; an address that is none is refused', async () => {
    const { owner, there } = await openStage();
    const { secret: _secret, ...settings } = there.settings;
    const kept = await owner.call(routes.setProvider, { body: { ...settings, domains: ['example.org'] } });
    expect(kept.status).toBe(200);
    expect(JSON.stringify(kept.answer)).not.toContain(SECRET);
    const other = await owner.call(routes.setProvider, {
      body: { ...settings, issuer: 'https://evil.example' },
    });
    expect(other).toMatchObject({ status: 422, answer: { fields: { secret: 'is needed' } } });
    for (const issuer of ['http://127.0.0.1:9', 'https://10.0.0.1', 'http://169.254.169.254'])
      expect(
        await owner.call(routes.setProvider, { body: { ...there.settings, issuer } }),
        issuer,
      ).toMatchObject({
        status: 422,
        answer: { fields: { issuer: expect.stringContaining('does not answer') } },
      });
  });

  test('HD-13: passwords are switched off only once an owner has another way, which then stays', async () => {
    const stage = await openStage();
    const { owner, url } = stage;
    const off = () => owner.call(routes.setPasswords, { body: { allowed: false } });
    expect(await off()).toMatchObject({ status: 403 });
    expect((await owner.call(routes.settings)).answer).toMatchObject({ passwords: true, passwordOnly: 1 });
    expect((await signIn(stage, { sub: 'ada-1', email: ada.email, email_verified: true })).to).toBe('/');
    expect(await off()).toMatchObject({ status: 200, answer: { passwords: false, passwordOnly: 0 } });
    const byPassword = await browserAt(url).call(session.signIn, { body: { email: ada.email, password } });
    expect(byPassword).toMatchObject({ status: 403, answer: { error: 'NOT_ALLOWED' } });
    const wrong = await browserAt(url).call(session.signIn, {
      body: { email: ada.email, password: 'wrong' },
    });
    expect(wrong).toMatchObject({ status: 401 });
    expect(await owner.call(routes.removeProvider)).toMatchObject({ status: 403 });
    expect(await owner.call(routes.setPasswords, { body: { allowed: true } })).toMatchObject({ status: 200 });
    expect(await owner.call(routes.removeProvider)).toMatchObject({
      status: 200,
      answer: { provider: null },
    });
    expect(await browserAt(url).call(routes.begin, { body: {} })).toMatchObject({ status: 404 });
  });
});
