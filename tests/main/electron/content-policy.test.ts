import { expect, test, vi } from 'vitest';
import { isWorkerScript } from '../../../src-shared/worker-script.ts';
import { securityHeaders } from '../../../src-server/http/security-headers.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { contentSecurityPolicy } = await import('../../../src-main/electron/app-protocol.ts');

const rules = (policy: string) => new Set(policy.split(';').map((rule) => rule.trim()));

test.each([false, true])(
  "the app's windows are held to all the web console is held to (TM-8), worker: %s",
  (worker) => {
    const app = rules(contentSecurityPolicy('wss://help.example', worker));
    const web = rules(securityHeaders(['wss://help.example'], worker)['content-security-policy'] ?? '');
    web.delete("manifest-src 'self'"); // a window of ours has no manifest
    expect([...web].filter((rule) => !app.has(rule))).toEqual([]);
  },
);

test('only the script of a worker may compile WebAssembly, and nothing may make code from text (TM-8)', () => {
  expect(contentSecurityPolicy('wss://help.example')).not.toContain('unsafe');
  const worker = contentSecurityPolicy('wss://help.example', true);
  expect(rules(worker)).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(worker).not.toContain("'unsafe-eval'");
});

test.each([
  ['/workers/tile-worker-Ab3_x-9.js', true],
  ['/assets/index-Ab3.js', false],
  ['/workers/../assets/index.js', false],
  ['/workers/tile-worker.js?x=1', false],
  ['/index.html', false],
])('%s as the script of a worker: %s (TM-8)', (path, worker) => {
  expect(isWorkerScript(path)).toBe(worker);
});
