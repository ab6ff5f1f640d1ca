import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noSetup } from '../../../src-shared/network/network-targets.ts';
import { makeCertificate } from './make-certificate.ts';
import { closedPort } from './rig.ts';

const here = '127.0.0.1';
const asker = fileURLToPath(new URL('relay-asker.ts', import.meta.url));
const turnserver = ['/usr/bin/turnserver', '/usr/local/bin/turnserver'].find((path) => existsSync(path));
const run = promisify(execFile);

describe.runIf(turnserver !== undefined)('a real TURN server over TLS', { timeout: 40_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'turn-tls-'));
  const file = (name: string) => join(folder, name);
  let port = 0;
  let stop = async () => {};

  beforeAll(async () => {
    const to = new Date(Date.now() + 90 * 86_400_000);
    const ca = makeCertificate({ name: 'Own CA', to, isCa: true });
    const leaf = makeCertificate({ name: 'Own relay', ips: [here], to, issuer: ca });
    writeFileSync(file('ca.pem'), ca.pem);
    writeFileSync(file('relay.pem'), leaf.pem);
    writeFileSync(file('relay.key'), leaf.keyPem);
    port = await closedPort();
    const ways = [`--listening-port=${await closedPort()}`, `--tls-listening-port=${port}`, '--no-dtls'];
    const own = [`--listening-ip=${here}`, `--relay-ip=${here}`, '--allow-loopback-peers', '--no-cli'];
    const who = ['--lt-cred-mech', '--user=name:password', '--realm=test.example', '--userdb=/dev/null/none'];
    const keys = [`--cert=${file('relay.pem')}`, `--pkey=${file('relay.key')}`, '--pidfile='];
    const args = ['-n', ...ways, ...own, ...who, ...keys, '--log-file=stdout', '--simple-log'];
    const child = spawn(turnserver ?? '', args, { stdio: 'ignore', cwd: '/tmp' });
    stop = async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null) await once(child, 'exit');
    };
    for (let n = 0; n < 20 && (await ask('password', true)).failure === 'refused'; n += 1);
  }, 40_000);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As the collector asks; it trusts the test's own authority or does not. */
  async function ask(credential: string, trusts: boolean) {
    const urls = [`turns:${here}:${port}?transport=tcp`];
    const setup = { ...noSetup, relays: [{ urls, username: 'name', credential }] };
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    const { stdout } = await run(process.execPath, [asker, JSON.stringify(setup)], {
      env: trusts ? { ...env, NODE_EXTRA_CA_CERTS: file('ca.pem') } : env,
    });
    return JSON.parse(stdout).data.relays[0];
  }

  it('gives an address to who has the password', async () => {
    expect(await ask('password', true)).toMatchObject({
      host: here,
      port,
      transport: 'tls',
      works: true,
      failure: null,
    });
  });

  it('and to nobody else', async () => {
    expect(await ask('wrong', true)).toMatchObject({ works: false, failure: 'sign-in' });
  });

  it('is not used when nobody vouches for its certificate', async () => {
    expect(await ask('password', false)).toMatchObject({ works: false, failure: 'not-understood' });
  });
});
