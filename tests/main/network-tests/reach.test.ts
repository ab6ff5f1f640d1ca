import { describe, expect, it } from 'vitest';
import { gatewayTest } from '../../../src-main/network-tests/gateway-test.ts';
import { internetTest } from '../../../src-main/network-tests/internet-test.ts';
import { portalTest } from '../../../src-main/network-tests/portal-test.ts';
import { proxyTest } from '../../../src-main/network-tests/proxy-test.ts';
import { serviceTest } from '../../../src-main/network-tests/service-test.ts';
import { tcpTest } from '../../../src-main/network-tests/tcp-test.ts';
import { httpTest } from '../../../src-main/network-tests/http-test.ts';
import { pathTest } from '../../../src-main/network-tests/path-test.ts';
import { runNetworkTest } from '../../../src-main/network-tests/run-network-test.ts';
import { closedPort, httpPort, partOf, run, tcpPort } from './rig.ts';

const here = '127.0.0.1';

describe('the test of the internet', () => {
  it('tells hosts that answer from hosts that refuse, each with its times', async () => {
    const open = await tcpPort();
    const closed = await closedPort();
    const part = await partOf(internetTest, {
      targets: { internet: [{ host: 'localhost', port: open }], fixed: [{ host: here, port: closed }] },
    });
    expect(part.hosts).toMatchObject([
      { host: 'localhost', byName: true, connects: true, lost: 0, failure: null },
      { host: here, byName: false, connects: false, failure: 'refused', rttMs: null },
    ]);
    expect(part.hosts[0]?.rttMs).toBeGreaterThan(0);
  });

  it('asks nobody when no host is set', async () => {
    expect(await run(internetTest)).toMatchObject({ status: 'unavailable', reason: 'no test host is set' });
  });
});

describe('the test of the router', () => {
  it('takes a refusal for an answer', async () => {
    const part = await partOf(gatewayTest, { gateway: here });
    expect(part.gateways).toMatchObject([{ address: here, answered: true, family: 'ipv4' }]);
  });

  it('never gives a name to a program', async () => {
    expect(await run(gatewayTest, { gateway: '--help' })).toMatchObject({ status: 'unavailable' });
  });
});

describe('the test for a sign-in page', () => {
  const page = (port: number) => ({
    host: here,
    port,
    path: '/connecttest.txt',
    status: 200,
    text: 'Microsoft Connect Test',
  });

  it('is content with the page it knows', async () => {
    const port = await httpPort((_asked, answer) => answer.end('Microsoft Connect Test'));
    expect(await partOf(portalTest, { targets: { portals: [page(port)] } })).toEqual({
      pages: [{ host: here, result: 'expected', status: 200 }],
    });
  });

  it.each([
    ['another page', 200, 'other-page'],
    ['a redirect, which is not followed', 302, 'moved'],
    ['status 511', 511, 'sign-in'],
  ] as const)('notices %s', async (_what, status, result) => {
    let asked = 0;
    const port = await httpPort((_asked, answer) => {
      asked += 1;
      answer
        .writeHead(status, { 'content-type': 'text/html', location: '/login' })
        .end('<html>Welcome</html>');
    });
    const part = await partOf(portalTest, { targets: { portals: [page(port)] } });
    expect(part.pages).toEqual([{ host: here, result, status }]);
    expect(asked).toBe(1);
  });

  it('reads only the beginning of a page without end', async () => {
    const port = await httpPort((_asked, answer) => {
      const more = setInterval(() => answer.write('x'.repeat(65_536)), 1);
      answer.on('close', () => clearInterval(more));
    });
    const part = await partOf(portalTest, { targets: { portals: [page(port)] } });
    expect(part.pages[0]?.result).toBe('other-page');
  });

  it('says when nobody answers', async () => {
    const part = await partOf(portalTest, { targets: { portals: [page(await closedPort())] } });
    expect(part.pages[0]).toMatchObject({ result: 'no-answer', status: null });
  });
});

describe('the test of the proxy', () => {
  const through = { targets: { internet: [{ host: 'www.example.org', port: 443 }] } };
  const proxyAnswering = (line: string) =>
    tcpPort((socket) => socket.on('data', () => socket.end(`HTTP/1.1 ${line}\r\n\r\n`)));

  it.each([
    ['200 Connection established', { connects: true, wantsSignIn: false, passes: true, failure: null }],
    [
      '407 Proxy Authentication Required',
      { connects: true, wantsSignIn: true, passes: false, failure: 'sign-in' },
    ],
    ['403 Forbidden', { connects: true, wantsSignIn: false, passes: false, failure: null }],
  ])('understands %s', async (line, expected) => {
    const port = await proxyAnswering(line);
    const part = await partOf(proxyTest, { ...through, setup: { proxy: `PROXY ${here}:${port}; DIRECT` } });
    expect(part).toMatchObject({ direct: false, proxies: [{ host: here, port, ...expected }] });
  });

  it('says when the proxy is not there', async () => {
    const port = await closedPort();
    const part = await partOf(proxyTest, { ...through, setup: { proxy: `PROXY ${here}:${port}` } });
    expect(part.proxies).toMatchObject([{ connects: false, failure: 'refused' }]);
  });

  it('knows that there is none', async () => {
    expect(await partOf(proxyTest, { setup: { proxy: 'DIRECT' } })).toEqual({ direct: true, proxies: [] });
  });

  it('reads the environment where no browser can be asked, and never its password', async () => {
    const port = await closedPort();
    const env = { https_proxy: `http://name:secret@${here}:${port}` };
    const result = await run(proxyTest, { ...through, tools: { env } });
    expect(result).toMatchObject({ status: 'ok', data: { proxies: [{ host: here, port }] } });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('the test of one port', () => {
  it('says open, refused, and which kind of address', async () => {
    const open = await tcpPort();
    const closed = await closedPort();
    expect(await partOf(tcpTest, { target: { host: here, port: open } })).toMatchObject({
      hosts: [{ port: open, family: 'ipv4', connects: true, failure: null }],
    });
    expect(await partOf(tcpTest, { target: { host: here, port: closed } })).toMatchObject({
      hosts: [{ connects: false, failure: 'refused' }],
    });
  });

  it('says when there is no such name', async () => {
    const part = await partOf(tcpTest, { target: { host: 'nobody.invalid', port: 1 } });
    expect(part.hosts).toHaveLength(1);
    expect(part.hosts[0]?.connects).toBe(false);
  });
});

describe('the test of the support server', () => {
  it('wants a server that speaks HTTP', async () => {
    const port = await httpPort((_asked, answer) => answer.writeHead(404).end());
    const server = { host: here, port, secure: false };
    expect(await partOf(serviceTest, { setup: { server } })).toMatchObject({
      connects: true,
      answers: true,
      failure: null,
    });
  });

  it('notices something else in its place, and nothing at all', async () => {
    const other = await tcpPort((socket) => socket.end('SSH-2.0-other\r\n'));
    expect(
      await partOf(serviceTest, { setup: { server: { host: here, port: other, secure: false } } }),
    ).toMatchObject({
      connects: true,
      answers: false,
    });
    const closed = await closedPort();
    expect(
      await partOf(serviceTest, { setup: { server: { host: here, port: closed, secure: false } } }),
    ).toMatchObject({
      connects: false,
      failure: 'refused',
    });
  });
});

describe('the timing of a page', () => {
  it('has a time for every phase', async () => {
    const port = await httpPort((_asked, answer) => setTimeout(() => answer.end('hello'), 60));
    const part = await partOf(httpTest, { target: { host: 'localhost', port } });
    const [site] = part.sites;
    expect(site).toMatchObject({ status: 200, failure: null, secureMs: null });
    expect(site?.lookupMs).not.toBeNull();
    expect(site?.firstByteMs ?? 0).toBeGreaterThan(50);
    expect(site?.totalMs ?? 0).toBeGreaterThanOrEqual(site?.firstByteMs ?? 0);
  });
});

describe('the way to a computer', () => {
  it('falls back to TCP where no program can follow it', async () => {
    const port = await tcpPort();
    const missing = async () => ({ status: 'missing' as const, reason: 'none' });
    const part = await partOf(pathTest, { target: { host: here, port }, tools: { run: missing } });
    expect(part).toEqual({ host: here, how: 'tcp', reached: true, hops: [] });
  });
});

describe('every test', () => {
  it('ends with its limit, whatever happens inside', async () => {
    const hangs = {
      id: 'portal',
      limitMs: 40,
      quickMs: 40,
      run: () => new Promise<never>(() => undefined),
    } as const;
    expect(await run(hangs)).toMatchObject({ status: 'failed', reason: 'no answer in 0 s' });
  });

  it('ends when somebody presses Stop, and its connections with it', async () => {
    const stop = new AbortController();
    let seen: AbortSignal | null = null;
    const waits = {
      id: 'portal',
      limitMs: 10_000,
      quickMs: 10_000,
      run: (tools: { signal: AbortSignal }) => {
        seen = tools.signal;
        return new Promise<never>(() => undefined);
      },
    } as const;
    const running = run(waits, { stop: stop.signal });
    stop.abort();
    expect(await running).toMatchObject({ status: 'failed', reason: 'stopped' });
    expect(seen).toMatchObject({ aborted: true });
  });

  it('that lies about its answer says nothing', async () => {
    const lies = {
      id: 'portal',
      limitMs: 100,
      quickMs: 100,
      run: async () => ({ status: 'ok', data: { pages: 'x' }, source: 's' }),
    };
    // @ts-expect-error the type would not let it through
    expect(await run(lies)).toMatchObject({ status: 'failed', reason: 'the answer does not fit (pages)' });
  });

  it('that throws costs one test', async () => {
    const throws = {
      id: 'portal',
      limitMs: 100,
      quickMs: 100,
      run: () => Promise.reject(new TypeError('x')),
    } as const;
    expect(await run(throws)).toMatchObject({
      status: 'failed',
      reason: 'the test stopped with an error (TypeError)',
    });
    expect(runNetworkTest).toBeTypeOf('function');
  });
});
