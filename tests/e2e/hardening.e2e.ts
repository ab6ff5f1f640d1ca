import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requests, type RequestName } from '../../src-shared/bridge/contract.ts';
import { requestNames } from '../../src-shared/bridge/names.ts';
import { launchApp, type StagedApp } from '../stage/app.ts';
import { startBroker, type Broker } from '../stage/broker.ts';

/* What a window of ours may never do, asked of the running app. // TM-8 */
let broker: Broker;
let host: StagedApp;
let technician: StagedApp;

beforeAll(async () => {
  broker = await startBroker();
  [host, technician] = await Promise.all([
    launchApp({ role: 'host', server: broker.signalling }),
    launchApp({ role: 'technician', server: broker.signalling }),
  ]);
});
afterAll(async () => {
  await Promise.all([host?.close(), technician?.close()]);
  await broker?.child.kill();
});

type Door = { alongside: { request(name: string, input?: unknown): Promise<unknown>; sandboxed?: boolean } };
const ask = (on: StagedApp, name: string, input?: unknown) =>
  on.page.evaluate(
    ([channel, value]) =>
      (window as unknown as Door).alongside.request(channel as string, value).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ refused: String(error) }),
      ),
    [name, input] as const,
  );

describe('a window of ours', () => {
  it('has no Node, no Electron and a context of its own', async () => {
    const found = await host.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
    expect(await host.page.evaluate(() => (window as unknown as Door).alongside.sandboxed)).toBe(true);
  });

  it('runs under a policy that lets nothing inline, nothing foreign and no eval through', async () => {
    const policy = await host.page.evaluate(async () =>
      (await fetch('/index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const blocked = await host.page.evaluate(async () => {
      const image = new Image();
      const answer = new Promise((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        }),
      );
      image.src = 'https://example.invalid/x.png';
      return answer;
    });
    expect(blocked).toBe('img-src');
  });

  it('cannot leave our pages or open another window', async () => {
    await host.page.evaluate(() => {
      location.href = 'https://example.invalid/';
    });
    const opened = await host.page.evaluate(() => window.open('https://example.invalid/') === null);
    expect(opened).toBe(true);
    expect(host.page.url()).toMatch(/^app:\/\/ui\/index\.html/);
  });

  it('gets no camera, microphone, place or device', async () => {
    const denied = await host.page.evaluate(async () => {
      const states = await Promise.all(
        ['camera', 'microphone', 'geolocation'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        (error: Error) => error.name,
      );
      return { states, media };
    });
    expect(denied.states).toEqual(['denied', 'denied', 'denied']);
    expect(['NotAllowedError', 'NotFoundError']).toContain(denied.media);
  });

  it('gets no picture of the screen without a grant', async () => {
    const refused = await host.page.evaluate(() =>
      navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        () => 'given',
        (error: Error) => error.name,
      ),
    );
    expect(refused).not.toBe('given');
  });
});

describe('the gate between windows and main', () => {
  it.each(requestNames.filter((name) => !(requests[name].roles as readonly string[]).includes('technician')))(
    'refuses %s to a technician window',
    async (name) => {
      expect(await ask(technician, name, {})).toMatchObject({
        refused: expect.stringContaining('IPC_REFUSED') as unknown,
      });
    },
  );

  const wrong: unknown[] = [{ __proto__: { polluted: true }, extra: 1 }, 'x'.repeat(10_000_000), [], 7];
  it.each(requestNames.filter((name) => takesInput(name)))(
    'refuses %s with what does not fit its schema',
    async (name) => {
      for (const input of wrong) expect(await ask(host, name, input)).toHaveProperty('refused');
    },
  );

  it('refuses what is not in the contract', async () => {
    expect(await ask(host, 'shell.run', { command: 'id' })).toHaveProperty('refused');
  });

  it('refuses consent without a session', async () => {
    expect(await ask(host, 'session.grant', { capability: 'findings' })).toMatchObject({
      answer: { ok: false, error: { code: 'SESSION_STATE' } },
    });
    expect(await ask(host, 'diagnosis.forTechnician')).toMatchObject({
      answer: { ok: false, error: { code: 'CONSENT_MISSING' } },
    });
    expect(await ask(host, 'vitals.watch', { everyMs: 1000 })).toMatchObject({ answer: { ok: false } });
    expect(await ask(host, 'screens.list')).toMatchObject({ answer: { ok: false } });
  });
});

function takesInput(name: RequestName): boolean {
  return !requests[name].input.safeParse(undefined).success;
}
