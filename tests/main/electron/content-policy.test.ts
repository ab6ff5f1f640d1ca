import { expect, test, vi } from 'vitest';
import { securityHeaders } from '../../../src-server/http/security-headers.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { contentSecurityPolicy } = await import('../../../src-main/electron/app-protocol.ts');

const rules = (policy: string) => new Set(policy.split(';').map((rule) => rule.trim()));

test("the app's windows are held to everything the web console is held to (TM-8)", () => {
  const app = rules(contentSecurityPolicy('wss://help.example'));
  const web = rules(securityHeaders(['wss://help.example'])['content-security-policy'] ?? '');
  web.delete("manifest-src 'self'"); // a window of ours has no manifest
  expect([...web].filter((rule) => !app.has(rule))).toEqual([]);
});
