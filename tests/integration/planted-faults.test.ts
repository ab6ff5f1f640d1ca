import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RuleId } from '../../src-shared/findings/finding.ts';
import { makeCertificate } from '../main/network-tests/make-certificate.ts';
import { plantFullVolume, type PlantedFault } from '../stage/planted-fault.ts';
import { startOwnSystem, until, whyNoOwnSystem, type OwnSystem } from './planted/own-system.ts';

/*
 * Four faults, each made for real in a system of the test's own: found by `collect`, mended, and gone in the comparison
 * that `collect --compare` makes. Nothing of it is told to the programs: they ask this system as they ask any other.
 */
const why = whyNoOwnSystem();
const cli = fileURLToPath(new URL('../../src-main/collect-cli.ts', import.meta.url));
const servers = fileURLToPath(new URL('planted/servers.ts', import.meta.url));
const DAY = 86_400_000;

const printed = z.object({ rules: z.array(z.object({ id: z.string(), result: z.string() })) });
const comparison = z.object({ compared: z.array(z.object({ id: z.string(), change: z.string() })) });

describe.skipIf(why !== null)(`faults planted for real${why === null ? '' : ` (skipped: ${why})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-faults-'));
  const file = (name: string) => join(folder, name);
  const ca = makeCertificate({ name: 'Own CA', to: new Date(Date.now() + 900 * DAY), isCa: true });
  let volume: PlantedFault | null = null;
  let system: OwnSystem | undefined;

  const inside = () => {
    if (!system) throw new Error('the system did not start');
    return system;
  };
  const setResolver = (address: string) => writeFileSync(file('resolv.conf'), `nameserver ${address}\n`);
  const setCertificate = (days: number) => {
    const to = new Date(Date.now() + days * DAY);
    const leaf = makeCertificate({ name: 'Own site', ips: ['127.0.0.1'], to, issuer: ca });
    writeFileSync(file('site.key'), leaf.keyPem);
    writeFileSync(file('site.pem'), leaf.pem);
  };
  const service = async (...words: readonly string[]) =>
    (await inside().run('systemctl', ...words, 'planted.service')).stdout.trim();
  const collect = async (...words: readonly string[]) => {
    const env = [`ALONGSIDE_NETWORK_TARGETS=${file('targets.json')}`, `HOME=${folder}`];
    const { code, stdout, stderr } = await inside().run('env', ...env, process.execPath, cli, ...words);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as unknown;
  };

  beforeAll(async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.example`);
    const secure = [{ host: '127.0.0.1', port: 8443 }];
    const nobody = { internet: [], fixed: [], portals: [], time: [], stun: [] };
    const rest = { resolvers: [{ address: '127.0.0.1', port: 53 }], silentResolver: null, dualStack: null };
    writeFileSync(file('targets.json'), JSON.stringify({ ...nobody, ...rest, names, secure }));
    writeFileSync(file('ca.pem'), ca.pem);
    volume = plantFullVolume();
    setResolver('127.0.0.9'); // nobody there
    setCertificate(5);
    system = await startOwnSystem(folder, {
      'planted.service': '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/sleep 600\n',
    });
    const servant = system.start(process.execPath, servers, folder);
    await new Promise<void>((ready) => servant.stdout?.once('data', () => ready()));
    // A service that ran and whose process died.
    await service('start');
    await until(async () => (await service('is-active')) === 'active');
    await service('kill', '--signal=KILL');
    await until(async () => (await service('is-active')) === 'failed');
  }, 60_000);

  afterAll(async () => {
    await system?.end();
    volume?.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const planted: readonly RuleId[] = ['DISK-02', 'NET-07', 'SEC-13', 'OS-05'];

  it('are found, mended, and gone in the comparison', { timeout: 120_000 }, async () => {
    const { rules } = printed.parse(await collect('--out', file('before'), '--json'));
    const before = new Map(rules.map(({ id, result }) => [id, result]));
    for (const rule of planted) expect([rule, before.get(rule)]).toEqual([rule, 'fired']);

    volume?.fix();
    setResolver('127.0.0.1');
    setCertificate(400);
    await service('start');
    await until(async () => (await service('is-active')) === 'active');

    const { compared } = comparison.parse(
      await collect('--compare', join(file('before'), 'snapshot.json'), '--json'),
    );
    const after = new Map(compared.map(({ id, change }) => [id, change]));
    for (const rule of planted) expect([rule, after.get(rule)]).toEqual([rule, 'gone']);
  });
});
