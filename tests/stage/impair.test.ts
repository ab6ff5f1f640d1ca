import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createLinkModel, linkShapes, seededRandom, type LinkShape } from './link-model.ts';
import { impairTcp, impairUdp } from './impair.ts';

const free: LinkShape = { delayMs: 0, loss: 0, bytesPerSecond: null, queueBytes: 0 };

describe('the model of a poor connection', () => {
  test('a packet arrives after the way and its own time on the line', () => {
    const link = createLinkModel(
      { ...free, delayMs: 25, bytesPerSecond: 250_000, queueBytes: 9_000 },
      () => 1,
    );
    expect(link.offer(1_000, 100)).toEqual({ type: 'arrives', at: 129 });
    expect(link.offer(1_000, 100)).toEqual({ type: 'arrives', at: 133 });
    expect(link.offer(1_000, 500)).toEqual({ type: 'arrives', at: 529 });
  });

  test('packets arrive in the order in which they were offered', () => {
    const random = seededRandom(7);
    const link = createLinkModel(
      { delayMs: 5, loss: 0.1, bytesPerSecond: 1_000_000, queueBytes: 1e9 },
      random,
    );
    const times = Array.from({ length: 2_000 }, (_, at) =>
      link.offer(1 + Math.floor(random() * 1_200), at * 0.3),
    ).flatMap((fate) => (fate.type === 'arrives' ? [fate.at] : []));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('the share that gets lost is the share asked for, and the same for the same seed', () => {
    const lost = (seed: number) => {
      const link = createLinkModel({ ...free, loss: 0.01 }, seededRandom(seed));
      return Array.from({ length: 100_000 }, (_, at) => link.offer(1_000, at)).flatMap((fate, at) =>
        fate.type === 'lost' ? [at] : [],
      );
    };
    expect(lost(3)).toEqual(lost(3));
    expect(lost(3)).not.toEqual(lost(4));
    expect(lost(3).length).toBeGreaterThan(900);
    expect(lost(3).length).toBeLessThan(1_100);
  });

  test('what waits in front of the line never exceeds the queue; the rest is lost', () => {
    const link = createLinkModel({ ...free, bytesPerSecond: 250_000, queueBytes: 10_000 }, () => 1);
    const fates = Array.from({ length: 50 }, () => link.offer(1_000, 0));
    expect(fates.filter(({ type }) => type === 'arrives')).toHaveLength(10);
    expect(fates.slice(10).every((fate) => fate.type === 'lost' && fate.why === 'full')).toBe(true);
    expect(link.waiting(0)).toBe(10_000);
    expect(link.waiting(20)).toBe(5_000);
    expect(link.offer(1_000, 20)).toMatchObject({ type: 'arrives' });
  });
});

describe('the proxy', () => {
  test('carries datagrams both ways, in order, and loses what the seed says', async () => {
    const target = createSocket('udp4');
    target.on('message', (packet, from) => target.send(packet, from.port, from.address));
    target.bind(0, '127.0.0.1');
    await once(target, 'listening');
    const proxy = await impairUdp({
      port: target.address().port,
      shape: { ...linkShapes.rtt5, loss: 0.2 },
      seed: 5,
    });
    const client = createSocket('udp4');
    const back: number[] = [];
    client.on('message', (packet) => back.push(packet.readUInt32LE(0)));
    for (let number = 0; number < 500; number += 1) {
      const packet = Buffer.alloc(4);
      packet.writeUInt32LE(number);
      client.send(packet, proxy.port, '127.0.0.1');
      if (number % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    while (back.length + proxy.counted.lost < 500) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(back).toEqual(back.toSorted((a, b) => a - b));
    expect(proxy.counted.lost).toBeGreaterThan(120); // 36 % of 500 in both ways together
    expect(proxy.counted.lost).toBeLessThan(240);
    client.close();
    await proxy.close();
    target.close();
  });

  test('carries a stream whole, whatever is late', async () => {
    const target = createServer((socket) => socket.pipe(socket));
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    const address = target.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const shape = { delayMs: 1, loss: 0.05, bytesPerSecond: 4_000_000, queueBytes: 40_000 };
    const proxy = await impairTcp({ port, shape });
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7) & 0xff));
    const client = connect(proxy.port, '127.0.0.1');
    const parts: Buffer[] = [];
    client.on('data', (part) => parts.push(part));
    client.write(sent);
    while (parts.reduce((sum, part) => sum + part.length, 0) < sent.length) await once(client, 'data');
    expect(Buffer.concat(parts).equals(sent)).toBe(true);
    expect(proxy.counted.lost).toBeGreaterThan(0);
    client.destroy();
    await proxy.close();
    target.close();
  });
});
