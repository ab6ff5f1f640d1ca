import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { createRunCommand } from '../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { probes } from '../../../src-main/probes/registry.ts';
import { runProbe } from '../../../src-main/probes/run-probe.ts';

const home = mkdtempSync(join(tmpdir(), 'security-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(home, { recursive: true, force: true });
});

const tools = (root = '/') => ({
  files: createSystemFiles(root),
  run: createRunCommand(),
  env: { HOME: '/home/somebody' },
  now: () => Date.now(),
  sources: linuxSources,
  appBuiltAt: null,
});
const watch = () => performance.now();

async function serve(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

describe('on this machine', () => {
  it('a port that a program opens is found with its name and its reach', async () => {
    const [open, own] = [await serve('0.0.0.0'), await serve('127.0.0.1')];
    const result = await runProbe(probes.listening, tools(), watch);
    const program = basename(process.execPath);
    // the list is cut, and other tests of this machine open ports too: so the source itself is asked
    const ports = await linuxSources.openPorts({ ...tools(), signal: new AbortController().signal });
    expect(result.status).toBe('ok');
    expect(ports.status === 'ok' && ports.data).toContainEqual({
      protocol: 'tcp',
      port: open,
      reach: 'network',
      program,
    });
    expect(ports.status === 'ok' && ports.data).toContainEqual({
      protocol: 'tcp',
      port: own,
      reach: 'computer',
      program,
    });
  });

  it.each(['protection', 'encryption', 'firmware', 'certificates'] as const)(
    '%s answers, or says why not',
    async (area) => {
      const result = await runProbe(probes[area], tools(), watch);
      if (result.status !== 'ok') expect(result.reason).toMatch(/^[a-z].{10,}/);
    },
  );
});

describe('in a folder of its own', () => {
  const certificates = fileURLToPath(new URL('../../fixtures/linux/certificates', import.meta.url));

  it('a real certificate file is read, and a pipe of that name keeps nobody waiting', async () => {
    const pki = join(home, 'home/somebody/.pki');
    mkdirSync(pki, { recursive: true });
    copyFileSync(join(certificates, 'person.pem'), join(pki, 'person.pem'));
    writeFileSync(join(pki, 'large.pem'), 'x'.repeat(3_000_000));
    execFileSync('mkfifo', [join(pki, 'pipe.pem')]);
    const result = await runProbe({ ...probes.certificates, limitMs: 2000 }, tools(home), watch);
    expect(result).toMatchObject({
      status: 'ok',
      data: { certificates: [{ place: 'person', issuer: 'Example Issuing CA' }] },
    });
  });

  it('a real hosts file is read by its names', async () => {
    mkdirSync(join(home, 'etc/ufw'), { recursive: true });
    writeFileSync(join(home, 'etc/hosts'), '203.0.113.9 www.paypal.com mine.example\n');
    writeFileSync(join(home, 'etc/ufw/ufw.conf'), 'ENABLED=yes\n');
    const result = await runProbe(probes.protection, tools(home), watch);
    expect(result).toMatchObject({
      status: 'ok',
      data: { hostsRead: true, redirects: [{ name: 'www.paypal.com', blocked: false }] },
    });
    expect(JSON.stringify(result)).not.toContain('mine.example');
  });
});
