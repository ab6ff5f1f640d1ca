import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clockTest, offsetOf } from '../../../src-main/network-tests/clock-test.ts';
import { natFrom, relayTest } from '../../../src-main/network-tests/relay-test.ts';
import { bindingQuestion, readStun } from '../../../src-main/network-tests/stun-message.ts';
import { closedPort, httpPort, partOf, run, udpPort } from './rig.ts';

const here = '127.0.0.1';
const relays = (port: number, credential = 'password', transport = 'udp') => ({
  setup: {
    relays: [{ urls: [`turn:${here}:${port}?transport=${transport}`], username: 'name', credential }],
  },
});

/** A STUN server that says where a question seemed to come from; `shift` plays a router that changes ports. */
function stunServer(shift: number): Promise<number> {
  return udpPort((socket, bytes, port, address) => {
    const id = bytes.subarray(8, 20);
    const seen = Buffer.alloc(8);
    seen.writeUInt8(1, 1);
    seen.writeUInt16BE((port + shift) ^ 0x2112, 2);
    const parts = address.split('.').map(Number);
    [0x21, 0x12, 0xa4, 0x42].forEach((mask, at) => seen.writeUInt8((parts[at] ?? 0) ^ mask, 4 + at));
    const head = Buffer.from([0x01, 0x01, 0, 12, 0x21, 0x12, 0xa4, 0x42]);
    socket.send(Buffer.concat([head, id, Buffer.from([0, 0x20, 0, 8]), seen]), port, address);
  });
}

describe('how the router shares its address', () => {
  const ask = async (...ports: readonly number[]) =>
    partOf(relayTest, { targets: { stun: ports.map((port) => ({ host: here, port })) } });

  it('is "not at all" when a server sees the very port', async () => {
    expect(await ask(await stunServer(0))).toMatchObject({
      nat: 'none',
      udpAnswers: true,
      directLikely: true,
    });
  });

  it('is a changing port when two servers see two, and then a direct way is not likely', async () => {
    expect(await ask(await stunServer(1), await stunServer(2))).toMatchObject({
      nat: 'changing-port',
      directLikely: false,
    });
  });

  it('is one port when two servers see the same other one', async () => {
    expect(await ask(await stunServer(1), await stunServer(1))).toMatchObject({
      nat: 'same-port',
      directLikely: true,
    });
  });

  it('is not known from one server', async () => {
    expect(await ask(await stunServer(1))).toMatchObject({ nat: 'unknown', directLikely: null });
  });

  it('is "blocked" when nobody answers', async () => {
    expect(await ask(await closedPort())).toMatchObject({
      nat: 'udp-blocked',
      udpAnswers: false,
      directLikely: false,
    });
  });

  it('says nothing of itself without servers', async () => {
    expect(natFrom([], 0, 0)).toEqual({ nat: 'unknown', udpAnswers: null, directLikely: null });
    expect(await run(relayTest)).toMatchObject({ status: 'unavailable' });
  });
});

const turnserver = ['/usr/bin/turnserver', '/usr/local/bin/turnserver'].find((path) => existsSync(path));

async function startTurn(): Promise<number> {
  const port = await closedPort();
  const args = `-n --listening-port=${port} --listening-ip=${here} --relay-ip=${here} --no-tls --no-dtls --no-cli --lt-cred-mech --user=name:password --realm=test.example --allow-loopback-peers --pidfile= --log-file=stdout --simple-log --userdb=/dev/null/none`;
  const child = spawn(turnserver ?? '', args.split(' '), {
    stdio: ['ignore', 'pipe', 'ignore'],
    cwd: '/tmp',
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
  });
  for (let n = 0; n < 100; n += 1) {
    const answered = await partOf(relayTest, { targets: { stun: [{ host: here, port }] } });
    if (answered.udpAnswers === true) break;
  }
  return port;
}

describe.runIf(turnserver !== undefined)('a real TURN server', () => {
  it(
    'gives an address to who has the password, over UDP and over TCP, and not to others',
    { timeout: 30_000 },
    async () => {
      const port = await startTurn();
      expect(await partOf(relayTest, relays(port))).toMatchObject({
        udpAnswers: true,
        relays: [{ host: here, port, transport: 'udp', works: true, failure: null }],
      });
      expect((await partOf(relayTest, relays(port, 'password', 'tcp'))).relays).toMatchObject([
        { transport: 'tcp', works: true },
      ]);
      expect((await partOf(relayTest, relays(port, 'wrong'))).relays).toMatchObject([
        { works: false, failure: 'sign-in' },
      ]);
    },
  );
});

describe('a relay that is none', () => {
  it('is told by why', async () => {
    const closed = await closedPort();
    expect((await partOf(relayTest, relays(closed, 'password', 'tcp'))).relays).toMatchObject([
      { works: false, failure: 'refused' },
    ]);
    const web = await httpPort((_asked, answer) => answer.end('hello'));
    expect((await partOf(relayTest, relays(web, 'password', 'tcp'))).relays).toMatchObject([
      { works: false },
    ]);
  });

  it('that floods is cut off', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(Buffer.alloc(500_000, 0x41));
    });
    await new Promise<void>((resolve) => server.listen(0, here, resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    expect((await partOf(relayTest, relays(port, 'password', 'tcp'))).relays).toMatchObject([
      { works: false },
    ]);
  });
});

describe('STUN messages', () => {
  it('are read again as they were written', () => {
    const { bytes, transaction } = bindingQuestion();
    expect(readStun(bytes)).toMatchObject({ type: 1, transaction, mapped: null, error: null });
  });

  it('of any shape do no harm', () => {
    for (let n = 0; n < 3000; n += 1) {
      const length = Math.floor(Math.random() * 80);
      const bytes = Buffer.from(Array.from({ length }, () => Math.floor(Math.random() * 256)));
      if (length > 8) bytes.writeUInt32BE(0x2112a442, 4);
      expect(() => readStun(bytes)).not.toThrow();
    }
  });
});

describe('the clock beside others', () => {
  const server = (aheadMs: number, stratum = 2) =>
    udpPort((socket, _bytes, port, address) => {
      const answer = Buffer.alloc(48);
      answer[0] = 0x24; // version 4, server
      answer[1] = stratum;
      const at = (Date.now() + aheadMs) / 1000 + 2_208_988_800;
      for (const place of [32, 40]) {
        answer.writeUInt32BE(Math.floor(at), place);
        answer.writeUInt32BE(Math.floor((at % 1) * 2 ** 32), place + 4);
      }
      socket.send(answer, port, address);
    });

  it('is behind or ahead by what SNTP says', async () => {
    const port = await server(7000);
    const part = await partOf(clockTest, { targets: { time: [{ host: here, port }] } });
    expect(part).toMatchObject({ how: 'sntp', answers: 1 });
    expect(Math.abs((part.offsetMs ?? 0) + 7000)).toBeLessThan(300);
  });

  it('does not believe a server whose own clock is not set', async () => {
    const port = await server(7000, 16);
    const now = { text: '', date: new Date(Date.now() - 90_000).toUTCString() };
    const web = await httpPort((_asked, answer) => answer.setHeader('date', now.date).end('ok'));
    const portals = [{ host: here, port: web, path: '/', status: 200, text: 'ok' }];
    const part = await partOf(clockTest, { quick: true, targets: { time: [{ host: here, port }], portals } });
    expect(part).toMatchObject({ how: 'date', answers: 1 });
    expect(Math.abs((part.offsetMs ?? 0) - 90_000)).toBeLessThan(2500);
  });

  it('does not read half an answer', () => {
    expect(offsetOf(new Uint8Array(20), 0, 0)).toBeNull();
    expect(offsetOf(new Uint8Array(48), 0, 0)).toBeNull();
  });
});
