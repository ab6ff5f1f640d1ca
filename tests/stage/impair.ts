import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { createLinkModel, seededRandom, type LinkModel, type LinkShape } from './link-model.ts';

/**
 * A poor connection in user space: a proxy on loopback that holds packets back, loses some and lets only so many
 * through. Needs no rights and no kernel module. Timers have a resolution of about 1 ms, so a delay is up to 1 ms longer.
 */
export interface Impairment {
  /** Where to connect to instead of the target. */
  readonly port: number;
  readonly counted: { packets: number; bytes: number; lost: number };
  close(): Promise<void>;
}

interface Target {
  readonly port: number;
  readonly shape: LinkShape;
  readonly seed?: number;
}

/** What comes while this process waits for a processor must not be lost here: only the model may lose a packet. */
const roomy = { type: 'udp4', recvBufferSize: 4 * 1024 * 1024 } as const;

/** Each packet has its own fate, both ways. */
export async function impairUdp({ port, shape, seed = 1 }: Target): Promise<Impairment> {
  const random = seededRandom(seed);
  const counted = { packets: 0, bytes: 0, lost: 0 };
  const front = createSocket(roomy);
  const backs = new Map<string, UdpSocket>();
  const up = createLane(createLinkModel(shape, random), counted);
  const down = createLane(createLinkModel(shape, random), counted);
  front.on('message', (packet, from) => {
    const key = `${from.address}:${from.port}`;
    let back = backs.get(key);
    if (back === undefined) {
      const made = createSocket(roomy);
      made.on('message', (answer) =>
        down.send(answer.length, () => front.send(answer, from.port, from.address)),
      );
      made.on('error', () => undefined); // a target that is gone answers with a refusal; packets may get lost
      backs.set(key, made);
      back = made;
    }
    const through = back;
    up.send(packet.length, () => through.send(packet, port, '127.0.0.1'));
  });
  front.bind(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    port: front.address().port,
    counted,
    async close() {
      up.close();
      down.close();
      for (const socket of [front, ...backs.values()]) socket.close();
    },
  };
}

/** A TCP segment's payload on an Ethernet: the unit in which a stream meets its fate. */
const SEGMENT_BYTES = 1_448;

/**
 * A stream cannot lose bytes: what would have been lost is late by one more way there and back (as with a fast
 * retransmit), with all behind it, and a full queue makes the sender wait. A congested sender's smaller window is not
 * imitated, so this is kinder to TCP than a real line.
 */
export async function impairTcp({ port, shape, seed = 1 }: Target): Promise<Impairment> {
  const random = seededRandom(seed);
  const counted = { packets: 0, bytes: 0, lost: 0 };
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      pump(from, to, shape, random, counted);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    counted,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function pump(
  from: Socket,
  to: Socket,
  shape: LinkShape,
  random: () => number,
  counted: Impairment['counted'],
): void {
  const model = createLinkModel({ ...shape, loss: 0, queueBytes: Number.POSITIVE_INFINITY }, () => 1);
  const lane = createLane(model, counted);
  let late = 0; // ms that lost segments have cost so far and that later ones have not caught up with
  from.on('data', (data: Buffer) => {
    for (let at = 0; at < data.length; at += SEGMENT_BYTES) {
      const part = data.subarray(at, at + SEGMENT_BYTES);
      if (random() < shape.loss) {
        late = 2 * shape.delayMs;
        counted.lost += 1;
      }
      lane.send(part.length, () => void (to.destroyed || to.write(part)), late);
      late = 0;
    }
    if (shape.bytesPerSecond === null || model.waiting(performance.now()) < shape.queueBytes) return;
    from.pause();
    setTimeout(() => from.resume(), (shape.queueBytes / 2 / shape.bytesPerSecond) * 1000);
  });
  from.on('close', () => lane.close());
}

interface Lane {
  /** Calls `deliver` when the packet arrives, if it does; `late` ms later than the model says. */
  send(bytes: number, deliver: () => void, late?: number): void;
  close(): void;
}

/** Packets of one direction in the order they were offered, with one timer. */
export function createLane(model: LinkModel, counted: Impairment['counted']): Lane {
  const queue: { readonly at: number; readonly deliver: () => void }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let newest = 0;
  const run = () => {
    timer = null;
    const now = performance.now();
    for (let next = queue[0]; next !== undefined && next.at <= now; next = queue[0]) {
      queue.shift();
      next.deliver();
    }
    wait();
  };
  const wait = () => {
    const [next] = queue;
    if (next !== undefined) timer ??= setTimeout(run, Math.max(0, next.at - performance.now()));
  };
  return {
    send(bytes, deliver, late = 0) {
      counted.packets += 1;
      counted.bytes += bytes;
      const now = performance.now();
      const fate = model.offer(bytes, now);
      if (fate.type === 'lost') return void (counted.lost += 1);
      newest = Math.max(newest, fate.at + late);
      if (newest <= now && queue.length === 0) return deliver();
      queue.push({ at: newest, deliver });
      wait();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      queue.length = 0;
    },
  };
}
