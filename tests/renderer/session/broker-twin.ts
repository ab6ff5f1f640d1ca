import { defaultRoomLimits } from '../../../src-server/domain/room-limits.ts';
import { createRooms } from '../../../src-server/domain/rooms.ts';
import type { Delivery } from '../../../src-server/domain/room-table.ts';
import type { OpenRawSocket } from '../../../src-renderer/signalling/signal-socket.ts';
import type { Clock } from '../../../src-shared/clock.ts';
import { clientFrameSchema, type ServerFrame } from '../../../src-shared/protocol/signalling.ts';

/** The broker's real rooms behind sockets in memory; everything arrives in a later microtask, in order. */
export interface BrokerTwin {
  readonly open: OpenRawSocket;
  /** Every socket is cut, new ones are refused. */
  down(): void;
  up(): void;
  /** Says another version from now on. */
  speakVersion(version: number): void;
  /** What went over the wire, for tests that look for secrets in it. */
  readonly wire: readonly string[];
  /** Changes boxes on their way, as a hostile broker would. */
  tamper(change: ((kind: string, box: string) => string) | null): void;
}

interface Client {
  readonly id: string;
  readonly tell: (frame: ServerFrame) => void;
  readonly cut: (code: number) => void;
}

export function createBrokerTwin(clock: Clock): BrokerTwin {
  let number = 0;
  const rooms = createRooms({
    limits: defaultRoomLimits,
    randomBelow: (end) => (number = (number + 4821) % end),
  });
  const clients = new Map<string, Client>();
  const wire: string[] = [];
  let isUp = true;
  let version = 1;
  let change: ((kind: string, box: string) => string) | null = null;
  let ids = 0;
  const deliver = (deliveries: readonly Delivery[]) => {
    for (const { to, frame } of deliveries) clients.get(to)?.tell(frame);
  };
  clock.every(1_000, () => deliver(rooms.sweep(clock.now())));
  const handle = (id: string, text: string) => {
    wire.push(text);
    const frame = clientFrameSchema.parse(JSON.parse(text));
    const member = { id, origin: 'app' as const };
    const now = clock.now();
    switch (frame.type) {
      case 'room.open':
        return deliver(rooms.open(member, frame.sidHost, now));
      case 'room.join':
        return deliver(rooms.join(member, frame.room, now));
      case 'room.resume':
        return deliver(rooms.resume(member, frame, now));
      case 'relay':
        return deliver(rooms.relay(id, frame.kind, change?.(frame.kind, frame.box) ?? frame.box, now));
      case 'ice.request':
        return rooms.mayHaveIce(id)
          ? clients.get(id)?.tell({ type: 'ice.servers', servers: [], ttlMs: 600_000 })
          : clients.get(id)?.cut(4400);
      case 'room.close':
        return deliver(rooms.leave(id));
    }
  };
  return {
    wire,
    down() {
      isUp = false;
      for (const client of [...clients.values()]) client.cut(1006);
    },
    up: () => void (isUp = true),
    speakVersion: (next) => void (version = next),
    tamper: (next) => void (change = next),
    open() {
      const id = `c${(ids += 1)}`;
      const heard: ((event: { data: unknown }) => void)[] = [];
      const ended: ((event: { code: number }) => void)[] = [];
      let readyState = isUp ? 1 : 3;
      const cut = (code: number) => {
        if (readyState === 3 && clients.has(id) === false && code !== 1006) return;
        readyState = 3;
        clients.delete(id);
        deliver(rooms.leave(id));
        queueMicrotask(() => ended.forEach((listener) => listener({ code })));
      };
      const tell = (frame: ServerFrame) => {
        const text = JSON.stringify(frame);
        queueMicrotask(() => readyState === 1 && heard.forEach((listener) => listener({ data: text })));
      };
      if (isUp) {
        clients.set(id, { id, tell, cut });
        tell({ type: 'hello', v: version, server: 'twin' });
      } else queueMicrotask(() => cut(1006));
      return {
        get readyState() {
          return readyState;
        },
        send: (text: string) => queueMicrotask(() => clients.has(id) && handle(id, text)),
        close: () => queueMicrotask(() => cut(1000)), // after what was sent before
        addEventListener(type: 'message' | 'close', listener: never) {
          if (type === 'message') heard.push(listener);
          else ended.push(listener);
        },
      };
    },
  };
}
