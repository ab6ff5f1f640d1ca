import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { allRoutes } from '../../src-shared/helpdesk/api/all-routes.ts';
import type { Route } from '../../src-shared/helpdesk/api/route.ts';
import { startServer } from '../server/test-server.ts';
import { browserAt, tokenIn } from '../server/help-desk/help-desk-client.ts';
import { ada } from '../server/help-desk/set-up-desk.ts';
import { CHROMIUM } from '../stage/app.ts';

/** Passkeys with a real browser's own code and its virtual authenticator, against the real server over HTTP. */
const { session, passkeys, members } = allRoutes;

let browser: Awaited<ReturnType<typeof chromium.launch>>;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}, 60_000);
afterAll(() => browser.close(), 20_000);

interface Stage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly origin: string;
  /** Plugs an authenticator in; `verifies` says whether it can tell that it is this person. */
  plugIn(verifies: boolean): Promise<string>;
}

async function openStage(): Promise<Stage> {
  const webRoot = await mkdtemp(join(tmpdir(), 'alongside-passkeys-'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>console</title>');
  const server = await startServer({ config: { webRoot } });
  const origin = `http://localhost:${server.port}`;
  const owner = browserAt(server.url);
  await owner.call(session.setUp, { body: { ...ada, token: tokenIn(server.setUpLink) } });
  const context = await browser.newContext();
  onTestFinished(async () => {
    await context.close();
    await rm(webRoot, { recursive: true, force: true });
  });
  const page = await context.newPage();
  await page.goto(origin);
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  return {
    context,
    page,
    cdp,
    origin,
    async plugIn(verifies) {
      const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: verifies,
          automaticPresenceSimulation: true,
        },
      });
      return authenticatorId;
    },
  };
}

/** A call as the page makes it, with the cookies the browser keeps. */
async function call(page: Page, { method, path }: Route, body?: unknown, id = '') {
  return page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, {
        method: how,
        ...(what === undefined
          ? {}
          : { body: JSON.stringify(what), headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
    },
    [method, path.replace(':id', id), body] as const,
  );
}

/** Has the browser make a passkey; null when it refuses. */
async function make(page: Page): Promise<unknown> {
  const { answer } = await call(page, passkeys.registerOptions);
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never);
    const made = await navigator.credentials.create({ publicKey }).catch(() => null);
    return made instanceof PublicKeyCredential ? (made.toJSON() as unknown) : null;
  }, answer);
}

/** Has the browser ask for a passkey; null when there is none or the person is not verified. */
async function ask(page: Page): Promise<unknown> {
  const { answer } = await call(page, passkeys.signInOptions);
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never);
    const used = await navigator.credentials.get({ publicKey }).catch(() => null);
    return used instanceof PublicKeyCredential ? (used.toJSON() as unknown) : null;
  }, answer);
}

describe('passkeys in a browser', () => {
  test('HD-11: made when signed in, it signs in without a password or an address, proves once more, and is never replayed', async () => {
    const { page, context, plugIn } = await openStage();
    await plugIn(true);
    await call(page, session.signIn, { email: ada.email, password: ada.password });
    const kept = await call(page, passkeys.register, { name: 'This laptop', response: await make(page) });
    expect(kept).toMatchObject({ status: 200, answer: { name: 'This laptop', lastUsedAt: null } });
    expect(await make(page)).toBeNull(); // the same authenticator again: it is told what it has already
    await context.clearCookies();
    expect((await call(page, passkeys.list)).status).toBe(401);
    const response = await ask(page);
    expect(await call(page, passkeys.signIn, { response })).toMatchObject({
      status: 200,
      answer: { by: 'passkey', member: { email: ada.email } },
    });
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(await call(page, members.invite, { email: 'tim@example.org', role: 'technician' })).toMatchObject({
      status: 200,
    });
    expect(await call(page, passkeys.prove, { response: await ask(page) })).toMatchObject({ status: 200 });
    expect(await call(page, passkeys.signIn, { response })).toMatchObject({
      status: 401,
      answer: { error: 'SIGN_IN' },
    });
    const removed = await call(page, passkeys.remove, undefined, String(kept.answer['id']));
    expect(removed.status).toBe(200);
    expect(await call(page, passkeys.signIn, { response: await ask(page) })).toMatchObject({ status: 401 });
  });

  test('HD-11: an authenticator that cannot tell who holds it makes no passkey and signs nobody in', async () => {
    const { page, context, cdp, plugIn } = await openStage();
    const authenticatorId = await plugIn(true);
    await call(page, session.signIn, { email: ada.email, password: ada.password });
    await call(page, passkeys.register, { name: 'Key', response: await make(page) });
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await context.clearCookies();
    expect(await ask(page)).toBeNull();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    expect(await call(page, passkeys.signIn, { response: await ask(page) })).toMatchObject({ status: 200 });
  });

  test('HD-11: a copied authenticator is found by its count', async () => {
    const { page, cdp, plugIn } = await openStage();
    const authenticatorId = await plugIn(true);
    await call(page, session.signIn, { email: ada.email, password: ada.password });
    await call(page, passkeys.register, { name: 'Key', response: await make(page) });
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    for (const signedIn of [1, 2])
      expect(
        await call(page, passkeys.signIn, { response: await ask(page) }),
        String(signedIn),
      ).toMatchObject({
        status: 200,
      });
    // the copy that somebody took before counts from where it was taken
    const [copy] = credentials;
    if (copy === undefined) throw new Error('no credential');
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: copy.credentialId });
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: copy });
    expect(await call(page, passkeys.signIn, { response: await ask(page) })).toMatchObject({ status: 401 });
  });
});
