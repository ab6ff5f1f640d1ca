import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areasSchema, emptySnapshot, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { climb } from '../../../src-shared/network/ladder.ts';
import { noSetup, type NetworkTargets } from '../../../src-shared/network/network-targets.ts';

/*
 * Faults planted for real, in network namespaces of the test's own: a router that dies, a DNS server that is wrong, a
 * network that wants a sign-in. Needs root and `ip netns`; elsewhere these are skipped and the tests beside them remain.
 */
const id = `t${process.pid}`;
const [mine, router] = [`${id}a`, `${id}r`];
const ip = (...args: readonly string[]) => execFileSync('ip', [...args], { stdio: 'pipe' });
const script = fileURLToPath(new URL('in-namespace.ts', import.meta.url));
const run = promisify(execFile);

function canMakeNamespaces(): boolean {
  try {
    ip('netns', 'add', `${id}x`);
    ip('netns', 'del', `${id}x`);
    return true;
  } catch {
    return false;
  }
}

interface Orders {
  readonly targets?: Partial<NetworkTargets>;
  readonly resolverAt?: string;
  readonly pageSays?: string;
}

/** Looks from inside the namespace with the real probes. */
async function look({ targets = {}, resolverAt, pageSays }: Orders = {}): Promise<Snapshot> {
  const network = { ...noSetup, targets: { ...noSetup.targets, ...targets } };
  const orders = JSON.stringify({ network, resolverAt: resolverAt ?? null, pageSays: pageSays ?? null });
  const { stdout } = await run('ip', ['netns', 'exec', mine, process.execPath, script, orders]);
  const areas = areasSchema.parse(JSON.parse(stdout));
  const head = { takenAt: Date.now(), app: { version: 'test', runtime: 'test' }, platform: 'linux' as const };
  return { ...emptySnapshot(head), areas };
}

const resultsOf = (snapshot: Snapshot) =>
  Object.fromEntries(judge(snapshot, { now: Date.now() }).results.map((one) => [one.id, one.result]));
const findingsOf = (snapshot: Snapshot) => judge(snapshot, { now: Date.now() }).findings.map((one) => one.id);

const names = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'];
const resolvers = [{ address: '127.0.0.1', port: 53 }];
const portals = [{ host: '127.0.0.1', port: 8080, path: '/ok.txt', status: 200, text: 'as it should' }];
const fixed = [
  { host: '198.18.9.1', port: 443 },
  { host: '198.18.9.2', port: 443 },
];
const setResolver = (address: string) =>
  writeFileSync(`/etc/netns/${mine}/resolv.conf`, `nameserver ${address}\n`);

describe.runIf(canMakeNamespaces())('a fault of the network, planted for real', { timeout: 40_000 }, () => {
  beforeAll(() => {
    mkdirSync(`/etc/netns/${mine}`, { recursive: true });
    setResolver('127.0.0.1');
    for (const one of [mine, router]) {
      ip('netns', 'add', one);
      ip('-n', one, 'link', 'set', 'lo', 'up');
    }
    ip('-n', mine, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth1', 'netns', router);
    ip('-n', mine, 'addr', 'add', '198.18.1.2/24', 'dev', 'eth0');
    ip('-n', router, 'addr', 'add', '198.18.1.1/24', 'dev', 'eth1');
    ip('-n', mine, 'link', 'set', 'eth0', 'up');
    ip('-n', router, 'link', 'set', 'eth1', 'up');
    ip('-n', mine, 'route', 'add', 'default', 'via', '198.18.1.1');
  });
  afterAll(() => {
    for (const one of [mine, router]) ip('netns', 'del', one);
    rmSync(`/etc/netns/${mine}`, { recursive: true, force: true });
  });

  it('without one: the router answers, names are found, the page is as it should be', async () => {
    const snapshot = await look({
      targets: { names, resolvers, portals },
      resolverAt: '127.0.0.1',
      pageSays: 'as it should',
    });
    expect(resultsOf(snapshot)).toMatchObject({
      'NET-01': 'ok',
      'NET-03': 'ok',
      'NET-07': 'ok',
      'NET-08': 'ok',
      'NET-09': 'ok',
      'NET-10': 'ok',
      'NET-11': 'ok',
    });
    expect(climb(snapshot, 'none').brokenAt).toBeNull();
  });

  it('a DNS server that is wrong is found, and gone once it is right', async () => {
    setResolver('127.0.0.9'); // nobody there
    const wrong = await look({ targets: { names, resolvers }, resolverAt: '127.0.0.1' });
    expect(findingsOf(wrong)).toContain('NET-07');
    expect(climb(wrong, 'none').brokenAt).toBe('dns');
    setResolver('127.0.0.1');
    const right = await look({ targets: { names, resolvers }, resolverAt: '127.0.0.1' });
    expect(findingsOf(right)).not.toContain('NET-07');
  });

  it('a network that wants a sign-in is found', async () => {
    const snapshot = await look({ targets: { portals }, pageSays: '<html>Sign in</html>' });
    expect(findingsOf(snapshot)).toContain('NET-11');
    expect(climb(snapshot, 'none').brokenAt).toBe('internet');
  });

  it('a router without internet is found', async () => {
    const snapshot = await look({ targets: { fixed } });
    expect(findingsOf(snapshot)).toContain('NET-12');
    expect(climb(snapshot, 'none').brokenAt).toBe('internet');
  });

  it('a router that dies is found, explains the rest, and is gone once it is back', async () => {
    ip('-n', router, 'addr', 'del', '198.18.1.1/24', 'dev', 'eth1');
    ip('-n', mine, 'neigh', 'flush', 'all');
    const dead = await look({ targets: { fixed, names, resolvers } });
    expect(findingsOf(dead)).toContain('NET-03');
    expect(findingsOf(dead)).not.toContain('NET-12');
    expect(climb(dead, 'none').brokenAt).toBe('gateway');
    ip('-n', router, 'addr', 'add', '198.18.1.1/24', 'dev', 'eth1');
    ip('-n', mine, 'neigh', 'flush', 'all');
    expect(findingsOf(await look())).not.toContain('NET-03');
  });

  it('no way out at all asks nobody else', async () => {
    ip('-n', mine, 'route', 'del', 'default');
    const snapshot = await look({ targets: { fixed, names, resolvers, portals } });
    expect(findingsOf(snapshot)).toContain('NET-01');
    expect(resultsOf(snapshot)).toMatchObject({
      'NET-08': 'unknown',
      'NET-11': 'unknown',
      'NET-12': 'unknown',
    });
  });
});
