import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clockTest } from '../../../src-main/network-tests/clock-test.ts';
import { dnsTest } from '../../../src-main/network-tests/dns-test.ts';
import { httpTest } from '../../../src-main/network-tests/http-test.ts';
import type { NetworkTest } from '../../../src-main/network-tests/network-test.ts';
import { portalTest } from '../../../src-main/network-tests/portal-test.ts';
import { proxyTest } from '../../../src-main/network-tests/proxy-test.ts';
import { relayTest } from '../../../src-main/network-tests/relay-test.ts';
import { serviceTest } from '../../../src-main/network-tests/service-test.ts';
import { tcpTest } from '../../../src-main/network-tests/tcp-test.ts';
import { tlsTest } from '../../../src-main/network-tests/tls-test.ts';
import { makeCertificate } from './make-certificate.ts';
import { run, udpPort, type RunWish } from './rig.ts';

/* Servers that lie, flood or never end: each costs its own test, in time and bytes, and nothing stays open. */

const here = '127.0.0.1';
/** What a test may wait here, instead of its own quarter of a minute. */
const LIMIT_MS = 900;
/** Far more than any test reads; the kernel's own buffers are in it. */
const MOST_BYTES = 12e6;

interface Hostile {
  readonly port: number;
  readonly open: Set<Socket>;
  written: number;
}

async function hostile(talk: (socket: Socket) => void): Promise<Hostile> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      found.written += socket.bytesWritten;
    });
    socket.resume();
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, here, resolve));
  const found: Hostile = { port: (server.address() as AddressInfo).port, open, written: 0 };
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return found;
}

/** As much as is taken, for as long as it is taken. */
function pour(socket: Socket, head: string | Buffer, piece: Buffer): void {
  socket.write(head);
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
}
function drip(socket: Socket, head: string, piece: string): void {
  socket.write(head);
  const timer = setInterval(() => void socket.write(piece), 20);
  socket.on('close', () => clearInterval(timer));
}

const filler = Buffer.alloc(65_536, 0x61);
const stunFrame = Buffer.alloc(20);
stunFrame.writeUInt16BE(0x0113, 0);
stunFrame.writeUInt32BE(0x2112a442, 4);
const ok = 'HTTP/1.1 200 OK\r\n';
const talks: Readonly<Record<string, (socket: Socket) => void>> = {
  'says nothing at all': () => undefined,
  'hangs up at once': (socket) => socket.destroy(),
  resets: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  'resets before a word': (socket) => socket.resetAndDestroy(),
  'pours rubbish': (socket) => pour(socket, '', filler),
  'pours zeros': (socket) => pour(socket, '', Buffer.alloc(65_536)),
  'sends a page without end': (socket) => pour(socket, `${ok}\r\n`, filler),
  'drips a page without end': (socket) => drip(socket, `${ok}\r\n`, 'a'),
  'sends a header without end': (socket) => pour(socket, `${ok}X: `, filler),
  'drips a header without end': (socket) => drip(socket, `${ok}X: `, 'a'),
  'sends headers without end': (socket) => pour(socket, ok, Buffer.from('A: b\r\n'.repeat(9000))),
  'says "wait" without end': (socket) =>
    pour(socket, '', Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(2000))),
  'says "go on" without end': (socket) => drip(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'),
  'switches the protocol': (socket) =>
    pour(socket, 'HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', filler),
  'sends chunks without end': (socket) =>
    pour(socket, `${ok}Transfer-Encoding: chunked\r\n\r\n`, Buffer.from(`1\r\na\r\n`.repeat(9000))),
  'says how much and sends less': (socket) =>
    void socket.end(`${ok}Content-Length: 99999999999999\r\n\r\nabc`),
  'answers twice': (socket) =>
    void socket.write(`${ok}Content-Length: 1\r\n\r\na${ok}Content-Length: 1\r\n\r\nb`),
  'pours STUN of others': (socket) =>
    pour(socket, '', Buffer.concat(Array.from({ length: 3000 }, () => stunFrame))),
  'says a TLS record is coming': (socket) => drip(socket, '\u0016\u0003\u0003\u003f', '\u0002'),
};

const setups: readonly (readonly [NetworkTest, (port: number) => RunWish])[] = [
  [tcpTest, (port) => ({ target: { host: here, port } })],
  [tlsTest, (port) => ({ target: { host: here, port } })],
  [httpTest, (port) => ({ target: { host: here, port } })],
  [
    portalTest,
    (port) => ({ targets: { portals: [{ host: here, port, path: '/', status: 200, text: 'x' }] } }),
  ],
  [
    clockTest,
    (port) => ({ targets: { portals: [{ host: here, port, path: '/', status: 200, text: 'x' }] } }),
  ],
  [serviceTest, (port) => ({ setup: { server: { host: here, port, secure: false } } })],
  [serviceTest, (port) => ({ setup: { server: { host: here, port, secure: true } } })],
  [
    proxyTest,
    (port) => ({ setup: { proxy: `PROXY ${here}:${port}`, server: { host: here, port: 9, secure: true } } }),
  ],
  ...['turn', 'turns'].map((scheme): (typeof setups)[number] => [
    relayTest,
    (port) => ({
      setup: {
        relays: [{ urls: [`${scheme}:${here}:${port}?transport=tcp`], username: 'u', credential: 'p' }],
      },
    }),
  ]),
];

/** The same test with less patience. */
function hasty(test: NetworkTest): NetworkTest {
  return { ...test, limitMs: LIMIT_MS, quickMs: test.quickMs === null ? null : LIMIT_MS };
}

async function meets(one: NetworkTest, wish: RunWish, server: Hostile): Promise<void> {
  const began = performance.now();
  const result = await run(hasty(one), { quick: false, ...wish });
  expect(performance.now() - began).toBeLessThan(LIMIT_MS + 1500);
  expect(['ok', 'failed', 'unavailable']).toContain(result.status);
  for (let n = 0; n < 50 && server.open.size > 0; n += 1) await pause(20);
  expect([...server.open].length).toBe(0);
  expect(server.written).toBeLessThan(MOST_BYTES);
}

describe.each(Object.entries(talks))('a server that %s', (_name, talk) => {
  test('costs each test at most its time, and nothing stays open', async () => {
    await Promise.all(
      setups.map(async ([one, wish]) => {
        const server = await hostile(talk);
        await meets(one, wish(server.port), server);
      }),
    );
  });
});

describe('too much', () => {
  const wait = talks['says "wait" without end'] ?? (() => undefined);
  const stun = talks['pours STUN of others'] ?? (() => undefined);
  const early = [
    ['a page', portalTest, wait, setups[3]],
    ['the timing of a page', httpTest, wait, setups[2]],
    ['a relay', relayTest, stun, setups[8]],
  ] as const;
  test.each(early)('ends %s long before its time is over', async (_what, one, talk, setup) => {
    const server = await hostile(talk);
    const began = performance.now();
    await run({ ...one, limitMs: 9000 } as NetworkTest, { quick: false, ...setup?.[1](server.port) });
    expect(performance.now() - began).toBeLessThan(4500);
  });
});

describe('a server with certificates', () => {
  async function secured(cert: string, key: string, onSecure: (socket: Socket) => void): Promise<Hostile> {
    const inner = createTls({ key, cert }, onSecure);
    inner.on('tlsClientError', () => undefined);
    inner.on('secureConnection', (socket: Socket) => socket.on('error', () => undefined));
    return hostile((socket) => {
      socket.pause();
      inner.emit('connection', socket);
    });
  }
  const to = new Date(Date.now() + 9e8);
  const leaf = makeCertificate({ name: 'leaf', ips: [here], to });

  test('a chain without end is refused, and told so', async () => {
    const others = Array.from({ length: 400 }, (_, n) => makeCertificate({ name: `c${n}`, to }).pem);
    const server = await secured([leaf.pem, ...others].join(''), leaf.keyPem, () => undefined);
    await meets(tlsTest, { target: { host: here, port: server.port } }, server);
  });

  test('names that turn the text around, and more sites than anybody has, are cut', async () => {
    const hosts = Array.from({ length: 1500 }, (_, n) => `a${n}.${'b'.repeat(20)}.example`);
    const odd = makeCertificate({ name: 'safe\u202e\u0007\u2066bank', hosts, ips: [here], to });
    const server = await secured(odd.pem, odd.keyPem, () => undefined);
    const result = await run(hasty(tlsTest), { quick: false, target: { host: here, port: server.port } });
    expect(result).toMatchObject({ status: 'ok', data: { sites: [{ issuer: 'safe bank' }] } });
    expect(JSON.stringify(result).length).toBeLessThan(2000);
  });

  test('what it pours after the handshake is not taken', async () => {
    const server = await secured(leaf.pem, leaf.keyPem, (socket) => pour(socket, '', filler));
    await meets(tlsTest, { target: { host: here, port: server.port } }, server);
    const again = await secured(leaf.pem, leaf.keyPem, (socket) => pour(socket, '', filler));
    await meets(httpTest, { target: { host: here, port: again.port } }, again);
  });

  test('a page behind it that never ends is cut at a million bytes', async () => {
    const server = await secured(leaf.pem, leaf.keyPem, (socket) => pour(socket, `${ok}\r\n`, filler));
    await meets(httpTest, { target: { host: here, port: server.port } }, server);
  });
});

describe('a page that sends elsewhere', () => {
  test('is not followed, and a packed page is not unpacked', async () => {
    const elsewhere = await hostile(() => undefined);
    let visited = 0;
    elsewhere.open.add = (socket) => {
      visited += 1;
      return Set.prototype.add.call(elsewhere.open, socket) as Set<Socket>;
    };
    const server = await hostile(
      (socket) =>
        void socket.end(
          `HTTP/1.1 302 Go\r\nLocation: http://${here}:${elsewhere.port}/\r\nContent-Encoding: gzip\r\n\r\n`,
        ),
    );
    for (const [one, wish] of setups) await run(hasty(one), { quick: true, ...wish(server.port) });
    expect(visited).toBe(0);
  });
});

describe('answers over UDP that nobody asked for', () => {
  test('do no harm to the clock, to finding names, or to the relays', async () => {
    const flood = await udpPort((socket, bytes, port, address) => {
      for (let n = 0; n < 300; n += 1) {
        const size = (n * 37) % 1400;
        const reply = Buffer.alloc(size, n & 255);
        bytes.copy(reply, 0, 0, Math.min(bytes.length, size, n % 3 === 0 ? 12 : 2));
        socket.send(reply, port, address, () => undefined);
      }
    });
    const wishes: readonly (readonly [NetworkTest, RunWish])[] = [
      [clockTest, { targets: { time: [{ host: here, port: flood }] } }],
      [
        relayTest,
        { setup: { relays: [{ urls: [`turn:${here}:${flood}`], username: 'u', credential: 'p' }] } },
      ],
      [
        dnsTest,
        {
          dnsServers: [`${here}:${flood}`],
          targets: { names: ['a.example', 'b.example'], resolvers: [{ address: here, port: flood }] },
        },
      ],
    ];
    for (const [one, wish] of wishes) {
      const result = await run(hasty(one), { quick: true, ...wish });
      expect([one.id, ['ok', 'failed', 'unavailable'].includes(result.status)]).toEqual([one.id, true]);
    }
  });
});
