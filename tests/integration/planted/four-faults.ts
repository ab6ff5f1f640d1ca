import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleId } from '../../../src-shared/findings/finding.ts';
import { makeCertificate } from '../../main/network-tests/make-certificate.ts';
import { plantFullVolume } from '../../stage/planted-fault.ts';
import { startOwnSystem, until } from './own-system.ts';

const servers = fileURLToPath(new URL('servers.ts', import.meta.url));
const DAY = 86_400_000;
const unit = '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/sleep 600\n';

/** A system of its own with four things really wrong in it. */
export interface FourFaults {
  /** The rules that find them. */
  readonly rules: readonly RuleId[];
  /** For files of the test. */
  readonly folder: string;
  /** A program in there, told which servers there are. */
  run(program: string, ...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  fix(): Promise<void>;
  end(): Promise<void>;
}

/** A full volume, a resolver that is not there, a site whose certificate ends in five days, a service that died. */
export async function plantFourFaults(): Promise<FourFaults> {
  const folder = mkdtempSync(join(tmpdir(), 'planted-faults-'));
  const file = (name: string) => join(folder, name);
  const ca = makeCertificate({ name: 'Own CA', to: new Date(Date.now() + 900 * DAY), isCa: true });
  const setResolver = (address: string) => writeFileSync(file('resolv.conf'), `nameserver ${address}\n`);
  const setCertificate = (days: number) => {
    const to = new Date(Date.now() + days * DAY);
    const leaf = makeCertificate({ name: 'Own site', ips: ['127.0.0.1'], to, issuer: ca });
    writeFileSync(file('site.key'), leaf.keyPem);
    writeFileSync(file('site.pem'), leaf.pem);
  };
  writeFileSync(file('targets.json'), JSON.stringify(targets));
  writeFileSync(file('ca.pem'), ca.pem);
  setResolver('127.0.0.9'); // nobody there
  setCertificate(5);
  const volume = plantFullVolume();
  const system = await startOwnSystem(folder, { 'planted.service': unit });
  const service = async (...words: readonly string[]) =>
    (await system.run('systemctl', ...words, 'planted.service')).stdout.trim();
  const becomes = (state: string) => until(async () => (await service('is-active')) === state);
  const servant = system.start(process.execPath, servers, folder);
  await new Promise<void>((ready) => servant.stdout?.once('data', () => ready()));
  await service('start');
  await becomes('active');
  await service('kill', '--signal=KILL');
  await becomes('failed');
  const env = [`ALONGSIDE_NETWORK_TARGETS=${file('targets.json')}`, `HOME=${folder}`];
  return {
    rules: [...(volume === null ? [] : [volume.rule]), 'NET-07', 'SEC-13', 'OS-05'],
    folder,
    run: (program, ...args) => system.run('env', ...env, program, ...args),
    async fix() {
      volume?.fix();
      setResolver('127.0.0.1');
      setCertificate(400);
      await service('start');
      await becomes('active');
    },
    async end() {
      await system.end();
      volume?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The servers in there, and nobody else. */
const targets = {
  internet: [],
  fixed: [],
  names: ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.example`),
  resolvers: [{ address: '127.0.0.1', port: 53 }],
  silentResolver: null,
  portals: [],
  secure: [{ host: '127.0.0.1', port: 8443 }],
  dualStack: null,
  time: [],
  stun: [],
};
