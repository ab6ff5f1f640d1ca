import { describe, expect, test } from 'vitest';
import { connectClient, connectPair, openClient, openRoom, sidHost, type TestClient } from './test-client.ts';
import { startServer } from './test-server.ts';

const rendezvous = 'abcdefabcdefabcdefabcdefabcdefab';

describe('SG: two clients and the real server', () => {
  test('SG-1: the server says its version first', async () => {
    const { url } = await startServer();
    expect(await openClient(url).next('hello')).toMatchObject({ v: 1 });
  });

  test('SG-1: a client of another version is told so and closed', async () => {
    const { url } = await startServer();
    for (const frame of [
      { type: 'room.open', v: 2, sidHost },
      { type: 'room.join', v: 0, room: '1234' },
      { type: 'room.resume', v: 2, rendezvous, role: 'technician' },
    ] as const) {
      const client = await connectClient(url);
      client.send(frame);
      expect(await client.next('error')).toEqual({ type: 'error', code: 'SERVER_VERSION' });
      expect(await client.closed()).toBe(4426);
    }
  });

  test('SG-3: host and technician meet; the host is told how the server sees the other', async () => {
    const { url } = await startServer();
    const [host, technician] = [await connectClient(url), await connectClient(url, { origin: url })];
    const room = await openRoom(host);
    technician.send({ type: 'room.join', v: 1, room });
    expect(await technician.next('room.joined')).toEqual({ type: 'room.joined', sidHost });
    expect(await host.next('peer.joined')).toEqual({ type: 'peer.joined', origin: 'web' });
  });

  test('SG-4: a technician who tries a wrong room may try again on the same socket', async () => {
    const { url } = await startServer();
    const [host, technician] = [await connectClient(url), await connectClient(url)];
    const room = await openRoom(host);
    const other = room === '0000' ? '0001' : '0000';
    technician.send({ type: 'room.join', v: 1, room: other });
    expect(await technician.next('error')).toMatchObject({ code: 'ROOM_UNKNOWN' });
    technician.send({ type: 'room.join', v: 1, room });
    await technician.next('room.joined');
  });

  test('SG-4: a used code is told from an unknown one, an expired one is told to both', async () => {
    const { url } = await startServer({ rooms: { codeTtlMs: 150 } });
    const { room, host, technician } = await connectPair(url);
    const late = await connectClient(url);
    late.send({ type: 'room.join', v: 1, room });
    expect(await late.next('error')).toMatchObject({ code: 'ROOM_USED' });
    technician.close();
    await host.next('peer.left');
    const second = await openRoom(host);
    await host.next('room.expired');
    late.send({ type: 'room.join', v: 1, room: second });
    expect(await late.next('error')).toMatchObject({ code: 'ROOM_EXPIRED' });
  });

  test('SG-5: boxes pass unread and in order, both ways', async () => {
    const { url } = await startServer();
    const { host, technician } = await connectPair(url);
    for (let n = 0; n < 20; n++) technician.send({ type: 'relay', kind: 's', box: `n${n}` });
    for (let n = 0; n < 20; n++) expect(await host.next('relay')).toMatchObject({ box: `n${n}` });
    host.send({ type: 'relay', kind: 's', box: 'A'.repeat(65_000) });
    expect((await technician.next('relay')).box).toHaveLength(65_000);
  });

  test('SG-5: whoever leaves, by word or by cut, the other is told, and may start again', async () => {
    const { url, counts } = await startServer();
    const first = await connectPair(url);
    first.technician.send({ type: 'room.close' });
    await first.host.next('peer.left');
    await openRoom(first.host);
    const second = await connectPair(url);
    second.host.socket.terminate();
    await second.technician.next('peer.left');
    expect(counts().rooms).toBe(1);
  });

  test('SG-6: ICE servers come after M4 and not before', async () => {
    const turn = { urls: ['turn:127.0.0.1:3478'], secret: 's3cret', ttlS: 600 };
    const { url } = await startServer({ config: { turn } });
    const { host, technician } = await connectPair(url);
    host.send({ type: 'relay', kind: 'm4', box: '' });
    await technician.next('relay');
    technician.send({ type: 'ice.request' });
    const given = await technician.next('ice.servers');
    expect(given).toMatchObject({ ttlMs: 600_000, servers: [{ urls: turn.urls }] });
    expect(JSON.stringify(given)).not.toContain(turn.secret);

    const early = await connectPair(url);
    early.technician.send({ type: 'ice.request' });
    expect(await early.technician.next('error')).toMatchObject({ code: 'SERVER_PROTOCOL' });
    await early.host.next('peer.left');
  });

  test('SG-7: two ends meet again under a name only they know', async () => {
    const { url } = await startServer();
    const [host, technician] = [await connectClient(url), await connectClient(url)];
    technician.send({ type: 'room.resume', v: 1, rendezvous, role: 'technician' });
    host.send({ type: 'room.resume', v: 1, rendezvous, role: 'host', sidHost });
    expect(await technician.next('peer.joined')).toMatchObject({ sidHost });
    expect(await host.next('peer.joined')).toEqual({ type: 'peer.joined', origin: 'app' });
    technician.send({ type: 'relay', kind: 'm1', box: 'AA' });
    expect(await host.next('relay')).toMatchObject({ kind: 'm1', box: 'AA' });
  });
});

describe('SG-3: the race for one code (T5)', () => {
  test('SG-3: of 50 who join at once one is let in, 100 times over', { timeout: 60_000 }, async () => {
    const { url } = await startServer({
      sockets: { joinsPerMinutePerSocket: 1_000, framesPerSecond: 10_000 },
    });
    const host = await connectClient(url);
    const crowd: TestClient[] = [];
    for (let n = 0; n < 50; n++) crowd.push(await connectClient(url));
    for (let round = 0; round < 100; round++) {
      const room = await openRoom(host);
      for (const client of crowd) client.send({ type: 'room.join', v: 1, room });
      const answers = await Promise.all(crowd.map((client) => firstOf(client)));
      expect(answers.filter((answer) => answer === 'joined')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'ROOM_USED')).toHaveLength(49);
      await host.next('peer.joined');
      const winner = crowd[answers.indexOf('joined')];
      host.send({ type: 'room.close' });
      await winner?.next('peer.left');
    }
  });

  async function firstOf(client: TestClient): Promise<string> {
    const frame = await client.take();
    return frame.type === 'room.joined' ? 'joined' : frame.type === 'error' ? frame.code : frame.type;
  }
});

describe('SG-14: stopping', () => {
  test('SG-14: every client is told before the server goes', async () => {
    const { url, close } = await startServer();
    const { host, technician } = await connectPair(url);
    const idle = await connectClient(url);
    const closing = close();
    for (const client of [host, technician, idle])
      expect(await client.next('error').catch(() => client.next('error'))).toMatchObject({
        code: 'SERVER_STOPPING',
      });
    expect(await idle.closed()).toBe(1001);
    await closing;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
