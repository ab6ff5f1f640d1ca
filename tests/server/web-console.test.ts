import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { variables } from '../../src-server/config-variables.ts';
import { webRootIn } from '../../src-server/config.ts';
import { startServer } from './test-server.ts';

function builtConsole(): string {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-web-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(folder, 'app.js'), 'void 0');
  writeFileSync(join(folder, '.secret'), 'no');
  return folder;
}

describe('SG-15: pages', () => {
  test('SG-15: health, version and what the console needs to know', async () => {
    const { url } = await startServer({ config: { relayOnly: true } });
    const json = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
    expect(await json('/healthz')).toEqual({ ok: true });
    expect(await json('/version')).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      signalling: 1,
    });
    expect(await json('/api/config')).toMatchObject({ signallingPath: '/v1/signal', relayOnly: true });
  });

  test('SG-15: the console is served with a policy that lets it talk to this server only', async () => {
    const { url, port } = await startServer({ config: { webRoot: builtConsole() } });
    const answer = await fetch(url);
    expect(await answer.text()).toContain('<title>console</title>');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port};`);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect((await fetch(`${url}/app.js`)).status).toBe(200);
  });

  test('SG-15: nothing outside the folder, no hidden file, no other method', async () => {
    const { url } = await startServer({ config: { webRoot: builtConsole() } });
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/.secret',
      '/app.js/',
      '/setup',
      '//app.js/..',
    ])
      expect(await statusOf(url, path), path).toBeGreaterThanOrEqual(400);
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  test('SG-15: without a built console a page says what to do', async () => {
    const { url } = await startServer();
    const answer = await fetch(url);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run server');
  });

  test("TM-9: the package's console comes before the development one, and --help says so", () => {
    const folder = mkdtempSync(join(tmpdir(), 'alongside-roots-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    expect(webRootIn(folder)).toBe(join(folder, 'out/renderer'));
    const released = join(folder, 'out-package/renderer');
    mkdirSync(released, { recursive: true });
    expect(webRootIn(folder)).toBe(join(folder, 'out/renderer')); // a build that has not come to its end
    writeFileSync(join(released, 'index.html'), '<!doctype html>');
    expect(webRootIn(folder)).toBe(released);
    expect(variables.webRoot.text).toContain('out-package/renderer');
  });

  test('SG-13: errors tell the status and nothing of the request', async () => {
    const { url, logged } = await startServer();
    const body = await (await fetch(`${url}/canary-path?canary-query`)).text();
    expect(body).toBe('{"error":"NOT_FOUND"}');
    expect(await statusOf(url, '/%zz-canary')).toBeGreaterThanOrEqual(400);
    expect(logged()).not.toContain('canary');
  });

  /** The status of a path exactly as written; `fetch` would tidy it up. */
  function statusOf(url: string, path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      request(url, { path }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  }
});
