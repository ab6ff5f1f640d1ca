import { createServer, type Server } from 'node:http';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpSend } from '../../../src-server/connectors/http-send.ts';
import { createNetworkGuard, isPublicAddress } from '../../../src-server/connectors/network-guard.ts';

const never = new AbortController().signal;

describe('where connectors may connect to', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fc00::1',
    'fd00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'no address',
  ])('%s is no public address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    'http://help.example.org/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433/', // 127.0.0.1 as one number: URL reads it as such
    'https://0x7f.1/',
    'https://user:pass@help.example.org/',
    'ftp://help.example.org/',
  ])('%s is refused', (address) => {
    expect(createNetworkGuard([]).refuse(new URL(address))).toBeTypeOf('string');
  });

  test('whoever runs the server allows an origin, to the port: another port of the same machine stays closed', () => {
    const guard = createNetworkGuard(['http://127.0.0.1:8099']);
    expect(guard.refuse(new URL('http://127.0.0.1:8099/REST'))).toBeUndefined();
    expect(guard.refuse(new URL('http://127.0.0.1:8100/'))).toBeTypeOf('string');
    expect(guard.refuse(new URL('https://127.0.0.1:8099/'))).toBeTypeOf('string');
  });

  test('a public name that leads to this machine is not connected to', async () => {
    const send = createHttpSend(createNetworkGuard([]));
    const answer = await send({ method: 'GET', url: new URL('https://localhost:1/'), headers: {} }, never);
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'not-sent', detail: expect.stringContaining('private') },
    });
  });
});

describe('one request', () => {
  test('an answer that is larger than the limit is not read to its end', async () => {
    const origin = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await get(origin, { timeoutMs: 10_000, maxAnswerBytes: 100_000 });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'answer-too-large' } });
  });

  test('an answer that stops half way is lost, not short', async () => {
    const origin = await serveRaw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    expect(await get(origin)).toMatchObject({ ok: false, error: { kind: 'lost' } });
  });

  test('what is no HTTP is lost', async () => {
    const origin = await serveRaw('220 mail.example ESMTP\r\n');
    expect(await get(origin)).toMatchObject({ ok: false, error: { kind: 'lost' } });
  });

  test('a server that trickles is given up after the whole time, not after the last byte', async () => {
    const origin = await serve((_request, response) => {
      const timer = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(timer));
    });
    const answer = await get(origin, { timeoutMs: 60, maxAnswerBytes: 1e9 });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'lost', detail: 'no answer in time' } });
  });

  test('a redirect is an answer like any other', async () => {
    const origin = await serve((_request, response) => response.writeHead(307, { location: '/there' }).end());
    expect(await get(origin)).toMatchObject({ ok: true, value: { status: 307 } });
  });

  test('after its action was stopped nothing is sent', async () => {
    const origin = await serve(() => expect.fail('a request came'));
    const send = createHttpSend(createNetworkGuard([origin]));
    const answer = await send({ method: 'POST', url: new URL(origin), headers: {} }, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not-sent' } });
  });
});

function get(origin: string, limits?: Parameters<typeof createHttpSend>[1]) {
  const send = createHttpSend(createNetworkGuard([origin]), limits);
  return send({ method: 'GET', url: new URL(origin), headers: {} }, never);
}

async function serve(handler: Parameters<typeof createServer>[1]): Promise<string> {
  return listen(createServer(handler));
}

async function serveRaw(answer: string): Promise<string> {
  return listen(createRawServer((socket) => socket.on('error', () => {}).end(answer)));
}

async function listen(server: Server | ReturnType<typeof createRawServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
