import { describe, expect, it } from 'vitest';
import { dnsTest } from '../../../src-main/network-tests/dns-test.ts';
import { dnsServer, partOf, run } from './rig.ts';

const names = ['localhost', 'a.example', 'b.example', 'c.example', 'd.example'];
const finds = (name: string) => (name.endsWith('.invalid') ? ('nothing' as const) : '192.0.2.1');
const at = (port: number) => `127.0.0.1:${port}`;
const ofKind = async (kind: string, wish: Parameters<typeof partOf>[1]) =>
  (await partOf(dnsTest, wish)).resolvers.filter((one) => one.kind === kind);

describe('resolvers side by side', () => {
  it('have answers and times, the system, the configured and the well-known', async () => {
    const good = await dnsServer(finds);
    const part = await partOf(dnsTest, {
      dnsServers: [at(good)],
      targets: { names, resolvers: [{ address: '127.0.0.1', port: good }] },
    });
    expect(part.resolvers).toMatchObject([
      { kind: 'system', asked: 1, answered: 1, failure: null },
      { kind: 'configured', address: '127.0.0.1', asked: 5, answered: 5, failure: null },
      { kind: 'well-known', asked: 5, answered: 5 },
    ]);
    expect(part.resolvers[1]?.medianMs).not.toBeNull();
    expect(part).toMatchObject({ madeUpNameFound: false, strangerAnswers: null });
  });

  it('that are silent are told from those that answer', async () => {
    const silent = await dnsServer(() => null);
    const rows = await ofKind('configured', { dnsServers: [at(silent)], targets: { names } });
    expect(rows).toMatchObject([{ asked: 5, answered: 0, medianMs: null, failure: 'timeout' }]);
  });

  it('that do not know the names found none, though they answered', async () => {
    const empty = await dnsServer(() => 'nothing');
    const rows = await ofKind('configured', { dnsServers: [at(empty)], targets: { names } });
    expect(rows).toMatchObject([{ answered: 0, failure: 'no-such-name' }]);
  });

  it('that are slow show their time', async () => {
    const slow = await dnsServer(finds, 150);
    const rows = await ofKind('configured', { dnsServers: [at(slow)], targets: { names } });
    expect(rows[0]?.medianMs ?? 0).toBeGreaterThanOrEqual(140);
  });

  it('that answer for names that cannot exist are caught', async () => {
    const liar = await dnsServer(() => '203.0.113.7');
    const part = await partOf(dnsTest, { dnsServers: [at(liar)], targets: { names } });
    expect(part.madeUpNameFound).toBe(true);
  });

  it('where none can be are caught when they answer', async () => {
    const good = await dnsServer(finds);
    const targets = { names, silentResolver: { address: '127.0.0.1', port: good } };
    expect((await partOf(dnsTest, { dnsServers: [at(good)], targets })).strangerAnswers).toBe(true);
    const silent = await dnsServer(() => null);
    const quiet = { names, silentResolver: { address: '127.0.0.1', port: silent } };
    expect((await partOf(dnsTest, { dnsServers: [at(good)], targets: quiet })).strangerAnswers).toBe(false);
  });

  it('are not asked when no name is set', async () => {
    expect(await run(dnsTest)).toMatchObject({ status: 'unavailable' });
  });
});
