import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { depth } from '../../src-server/ws/decode-frame.ts';
import { connectClient, connectPair, openClient, openRoom, sidHost, upgradeStatus } from './test-client.ts';
import { startServer } from './test-server.ts';

describe('SG-9: who may connect (T19)', () => {
  test('SG-9: only exact origins pass', async () => {
    const { url, port } = await startServer({ config: { webOrigins: ['https://help.example.org'] } });
    const status = (origin: string) => upgradeStatus(url, { headers: { origin } });
    for (const good of [url, `http://localhost:${port}`, 'https://help.example.org', 'app://ui'])
      expect(await status(good), good).toBe(101);
    for (const bad of [
      'null',
      'https://evil.example',
      'http://help.example.org',
      'https://help.example.org:444',
      'https://help.example.org.evil.example',
      'https://evilhelp.example.org',
      'https://sub.help.example.org',
      'https://help.example.org/',
      'HTTPS://HELP.EXAMPLE.ORG',
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1`,
      'app://ui.evil',
      'app://alongside',
      'file://',
      '',
    ])
      expect(await status(bad), bad).toBe(403);
  });

  test('SG-9: without an origin the subprotocol is needed; other paths and protocols are refused', async () => {
    const { url } = await startServer();
    expect(await upgradeStatus(url)).toBe(101);
    expect(await upgradeStatus(url, { protocol: '' })).toBe(400);
    expect(await upgradeStatus(url, { protocol: 'alongside.2' })).toBe(400);
    for (const path of ['/', '/v1/signal/', '/v1/signal?x=1', '/V1/SIGNAL', '//v1/signal', '/v1/signal%2f'])
      expect(await upgradeStatus(url, { path }), path).toBe(404);
  });

  test('SG-9: compression is never agreed to', async () => {
    const { url } = await startServer();
    const client = await connectClient(url, { perMessageDeflate: true });
    expect(client.socket.extensions).toBe('');
  });
});

describe('SG-1: frames that are none', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  test.each([
    ['no JSON', 'hello'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['an unknown type', '{"type":"room.list"}'],
    ['more keys', JSON.stringify({ type: 'room.open', v: 1, sidHost, admin: true })],
    ['__proto__', '{"type":"room.close","__proto__":{"x":1}}'],
    ['a room that is no number', '{"type":"room.join","v":1,"room":"12a4"}'],
    ['nesting', deep(10_000)],
    ['bytes that are no base64url', '{"type":"relay","kind":"s","box":"<script>"}'],
    [
      'an upper case session half',
      JSON.stringify({ type: 'room.open', v: 1, sidHost: sidHost.toUpperCase() }),
    ],
  ])('SG-1: %s closes the socket with a reason', async (_name, text) => {
    const { url } = await startServer();
    const client = await connectClient(url);
    client.sendRaw(text);
    expect(await client.next('error')).toEqual({ type: 'error', code: 'SERVER_PROTOCOL' });
    expect(await client.closed()).toBe(4400);
  });

  test('SG-1: binary frames are refused', async () => {
    const { url } = await startServer();
    const client = await connectClient(url);
    client.sendRaw(Uint8Array.of(1, 2, 3));
    expect(await client.next('error')).toMatchObject({ code: 'SERVER_PROTOCOL' });
  });

  test('SG-1: brackets in strings are no depth', () => {
    expect(depth('{"a":"[[[["}')).toBe(1);
    expect(depth('{"a":"\\"[[["}')).toBe(1);
    expect(depth('[[{"a":[]}]]')).toBe(4);
  });

  test('SG-10: a frame of more than 64 KiB cuts its sender, in one piece or in many', async () => {
    const { url } = await startServer();
    const giant = await connectClient(url);
    giant.sendRaw('x'.repeat(70_000));
    expect(await giant.closed()).toBe(1009);
    const pieces = await connectClient(url);
    for (let n = 0; n < 70 && pieces.socket.readyState === pieces.socket.OPEN; n++)
      pieces.socket.send('x'.repeat(1_000), { fin: false });
    expect(await pieces.closed()).toBe(1009);
  });
});

describe('SG-10: limits (T17)', () => {
  test('SG-10: sockets of one address', async () => {
    const { url } = await startServer({ sockets: { maxSocketsPerIp: 2 } });
    const [first] = [await connectClient(url), await connectClient(url)];
    expect(await upgradeStatus(url)).toBe(429);
    first.close();
    await first.closed();
    await expect.poll(() => upgradeStatus(url)).toBe(101);
  });

  test('SG-10: new sockets a second, and sockets in all', async () => {
    const busy = await startServer({ sockets: { connectsPerSecondPerIp: 3 } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => upgradeStatus(busy.url)));
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
    const full = await startServer({ sockets: { maxSockets: 1 } });
    await connectClient(full.url);
    expect(await upgradeStatus(full.url)).toBe(429);
  });

  test('SG-10: tries to join, counted by socket and by address, with the time to wait', async () => {
    const bySocket = await startServer({ sockets: { joinsPerMinutePerSocket: 2 } });
    const client = await connectClient(bySocket.url);
    const codes: string[] = [];
    for (let n = 0; n < 3; n++) {
      client.send({ type: 'room.join', v: 1, room: '0000' });
      codes.push((await client.next('error')).code);
    }
    expect(codes).toEqual(['ROOM_UNKNOWN', 'ROOM_UNKNOWN', 'SERVER_RATE']);

    const byIp = await startServer({ sockets: { joinsPerMinutePerIp: 2 } });
    for (const expected of ['ROOM_UNKNOWN', 'ROOM_UNKNOWN', 'SERVER_RATE']) {
      const one = await connectClient(byIp.url);
      one.send({ type: 'room.join', v: 1, room: '0000' });
      const answer = await one.next('error');
      expect(answer.code).toBe(expected);
      if (expected === 'SERVER_RATE') expect(answer.retryAfterMs).toBeGreaterThan(0);
    }
  });

  test('SG-10: a flood of frames closes its sender and nobody else', async () => {
    const { url } = await startServer();
    const { host, technician } = await connectPair(url);
    const flood = await connectClient(url);
    for (let n = 0; n < 200; n++) flood.send({ type: 'room.close' });
    expect(await flood.next('error')).toMatchObject({ code: 'SERVER_RATE' });
    expect(await flood.closed()).toBe(4429);
    technician.send({ type: 'relay', kind: 's', box: 'AA' });
    await host.next('relay');
  });

  test('SG-10: a flood of bytes closes its sender', async () => {
    const { url } = await startServer();
    const { host, technician } = await connectPair(url);
    for (let n = 0; n < 12; n++) technician.send({ type: 'relay', kind: 's', box: 'A'.repeat(60_000) });
    expect(await technician.closed()).toBe(4429);
    await expect.poll(async () => (await host.take()).type).toBe('peer.left');
  });

  test('SG-10: whoever does not read is cut before the queue grows', async () => {
    const { url, counts } = await startServer({
      sockets: { bytesPerSecond: 50_000_000, frameBurst: 1_000, sendQueueBytes: 200_000 },
      rooms: { maxChars: 50_000_000 },
    });
    const { host, technician } = await connectPair(url);
    host.socket.pause();
    for (let n = 0; n < 400; n++) technician.send({ type: 'relay', kind: 's', box: 'A'.repeat(60_000) });
    await technician.next('peer.left');
    expect(counts().sockets).toBe(1);
  });
});

describe('SG-10: silence', () => {
  test('SG-10: a socket that says nothing is closed, one that spoke is not', async () => {
    const { url } = await startServer({ timing: { firstFrameMs: 100 } });
    const speaker = await connectClient(url);
    await openRoom(speaker);
    const silent = await connectClient(url);
    expect(await silent.closed()).toBe(4408);
    speaker.send({ type: 'room.close' });
    await openRoom(speaker);
  });

  test('SG-10: pings come, and a client that answers none is cut', async () => {
    const { url } = await startServer({ timing: { pingMs: 30, deadMs: 400 } });
    const [alive, dead] = [openClient(url), openClient(url, { autoPong: false })];
    await Promise.all([alive.next('hello'), dead.next('hello')]);
    for (const client of [alive, dead]) await openRoom(client);
    await once(alive.socket, 'ping');
    expect(await dead.closed()).toBe(1006);
    alive.send({ type: 'room.close' });
    await openRoom(alive);
  });
});

describe('SG-10: HTTP (T18)', () => {
  test('SG-10: half a request is closed', { timeout: 30_000 }, async () => {
    const { port } = await startServer();
    const socket = rawSocket(port);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const [answer] = await Promise.all([once(socket, 'data'), once(socket, 'close')]);
    expect(String(answer[0])).toContain('408');
  });

  test('SG-10: headers of more than 8 KiB are refused', async () => {
    const { port } = await startServer();
    const socket = rawSocket(port);
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(9_000)}\r\n\r\n`);
    expect(String((await once(socket, 'data'))[0])).toContain('431');
  });

  test.each([
    ['another path', 'GET /nowhere HTTP/1.1'],
    ['no subprotocol', 'GET /v1/signal HTTP/1.1'],
  ])(
    'SG-10: a refused upgrade (%s) does not keep its connection, even when the client keeps its half',
    async (_name, line) => {
      const { port } = await startServer();
      const socket = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => undefined);
      onTestFinished(() => void socket.destroy());
      socket.write(`${line}\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      await once(socket, 'data');
      const poke = setInterval(() => socket.write('x'), 20); // a closed connection answers this with a reset
      onTestFinished(() => clearInterval(poke));
      const closed = new Promise((resolve) => socket.once('close', () => resolve(true)));
      expect(
        await Promise.race([closed, new Promise((resolve) => setTimeout(() => resolve(false), 3_000))]),
      ).toBe(true);
    },
  );

  function rawSocket(port: number): Socket {
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    return socket;
  }
});
