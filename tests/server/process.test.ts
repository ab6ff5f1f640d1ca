import { join } from 'node:path';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { variables } from '../../src-server/config-variables.ts';
import { decodeConfig } from '../../src-server/config.ts';
import { startChild, type Child } from '../stage/child.ts';
import { connectClient, openRoom } from './test-client.ts';

const main = join(import.meta.dirname, '../../src-server/main.ts');

function start(env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Child {
  const child = startChild(process.execPath, [main, ...args], { PATH: process.env['PATH'], ...env });
  onTestFinished(() => child.kill());
  return child;
}
async function ended(child: Child): Promise<number | null> {
  const { process: server } = child;
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  return server.exitCode;
}
const listening = (child: Child) =>
  child.line((line) => /"url":"(http:\/\/[^"]+)".*"msg":"listening"/.exec(line)?.[1] ?? null);

describe('SG-11: plain HTTP stays on this machine', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1', 'help.example.org', '127.0.0.1.evil.example'])(
    'SG-11: on %s the server ends with 2 and says what to do',
    (host) => {
      const read = decodeConfig({ ALONGSIDE_HOST: host });
      expect(read).toMatchObject({ ok: false });
      if (!read.ok) expect(read.error).toMatch(/ALONGSIDE_TLS_CERT[^]*ALONGSIDE_BEHIND_TLS_PROXY/);
      expect(decodeConfig({ ALONGSIDE_HOST: host, ALONGSIDE_BEHIND_TLS_PROXY: '1' }).ok).toBe(true);
    },
  );

  test('SG-11: loopback needs nothing', () => {
    for (const host of ['127.0.0.1', '127.0.0.2', 'localhost', '::1'])
      expect(decodeConfig({ ALONGSIDE_HOST: host }).ok, host).toBe(true);
  });

  test('SG-11: values that make no sense are named', () => {
    for (const [name, value] of [
      ['ALONGSIDE_PORT', '70000'],
      ['ALONGSIDE_WEB_ORIGINS', 'https://a.example/path'],
      ['ALONGSIDE_WEB_ORIGINS', '*'],
      ['ALONGSIDE_TURN_URLS', 'http://turn.example.org'],
      ['ALONGSIDE_LOG_LEVEL', 'loud'],
      ['ALONGSIDE_MAX_CODES', '5000'],
      ['ALONGSIDE_TURN_SECRET', 'without-urls'],
      ['ALONGSIDE_TLS_CERT', 'without-key.pem'],
    ] as const) {
      const read = decodeConfig({ [name]: value });
      expect(read.ok ? '' : read.error, `${name}=${value}`).toContain(name);
    }
  });
});

describe('SG-14: the server as a program', () => {
  test('SG-14: --help lists every variable', async () => {
    const child = start({}, ['--help']);
    expect(await ended(child)).toBe(0);
    for (const { name } of Object.values(variables)) expect(child.said()).toContain(name);
  });

  test('SG-11: started off loopback without TLS it ends with 2', async () => {
    const child = start({ ALONGSIDE_HOST: '0.0.0.0' });
    expect(await ended(child)).toBe(2);
    expect(child.said()).toContain('Refusing plain HTTP');
  });

  test('SG-14: it says where it listens, and a taken port is explained', async () => {
    const first = start({ ALONGSIDE_DATA_DIR: 'memory', ALONGSIDE_PORT: '0' });
    const url = await listening(first);
    const second = start({ ALONGSIDE_DATA_DIR: 'memory', ALONGSIDE_PORT: new URL(url).port });
    expect(await ended(second)).toBe(2);
    expect(second.said()).toContain('ALONGSIDE_PORT');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'SG-14: on %s it tells its clients and ends with 0',
    async (signal) => {
      const child = start({ ALONGSIDE_DATA_DIR: 'memory', ALONGSIDE_PORT: '0' });
      const client = await connectClient(await listening(child));
      await openRoom(client);
      child.process.kill(signal);
      expect(await client.next('error')).toMatchObject({ code: 'SERVER_STOPPING' });
      expect(await ended(child)).toBe(0);
    },
  );
});
