import { SIGNALLING_VERSION, type ClientFrame } from '../../src-shared/protocol/signalling.ts';
import { assertNever } from '../../src-shared/result.ts';
import { iceServers, type IceConfig } from '../domain/turn-credentials.ts';
import type { Delivery } from '../domain/room-table.ts';
import type { Rooms } from '../domain/rooms.ts';
import type { ServerLog } from '../server-log.ts';
import type { Admission } from './admission.ts';
import { closeCodes, type Connection } from './connection.ts';

/** What handling a frame needs. */
export interface DispatchContext {
  readonly rooms: Rooms;
  readonly admission: Admission;
  readonly ice: IceConfig;
  readonly log: ServerLog;
  readonly now: () => number;
  /** Wall clock in epoch ms, for TURN credentials. */
  readonly wallNow: () => number;
  readonly deliver: (deliveries: readonly Delivery[]) => void;
}

/** Does what a decoded frame asks for. */
export function dispatch(context: DispatchContext, connection: Connection, frame: ClientFrame): void {
  const { rooms, deliver, now } = context;
  const { member } = connection;
  if ('v' in frame && frame.v !== SIGNALLING_VERSION)
    return connection.end('SERVER_VERSION', closeCodes.VERSION);
  switch (frame.type) {
    case 'room.open':
      return settle(context, connection, frame.type, rooms.open(member, frame.sidHost, now()));
    case 'room.join':
      void join(context, connection, frame.room);
      return;
    case 'room.resume':
      return settle(context, connection, frame.type, rooms.resume(member, frame, now()));
    case 'relay':
      return settle(context, connection, frame.type, rooms.relay(member.id, frame.kind, frame.box, now()));
    case 'ice.request':
      return giveIce(context, connection);
    case 'room.close':
      return deliver(rooms.leave(member.id));
    default:
      return assertNever(frame);
  }
}

async function join(context: DispatchContext, connection: Connection, room: string): Promise<void> {
  const { member, ip } = connection;
  const retryAfterMs = await context.admission.join(ip, member.id);
  if (!connection.isOpen()) return;
  if (retryAfterMs > 0) {
    context.log.info({ member: member.id, code: 'SERVER_RATE' }, 'join refused');
    return connection.send({ type: 'error', code: 'SERVER_RATE', retryAfterMs });
  }
  settle(context, connection, 'room.join', context.rooms.join(member, room, context.now()));
}

/** Sends the answers; a frame that broke a rule closes the socket after its error (SG-12). */
function settle(
  context: DispatchContext,
  connection: Connection,
  what: ClientFrame['type'],
  deliveries: readonly Delivery[],
): void {
  const { member } = connection;
  const refusal = deliveries.find(({ to, frame }) => to === member.id && frame.type === 'error');
  const code = refusal?.frame.type === 'error' ? refusal.frame.code : undefined;
  if (code !== undefined) context.log.info({ member: member.id, what, code }, 'refused');
  else if (what !== 'relay') context.log.info({ member: member.id, origin: member.origin }, what);
  if (code === 'SERVER_PROTOCOL') return connection.end(code, closeCodes.PROTOCOL);
  context.deliver(deliveries);
}

function giveIce(context: DispatchContext, connection: Connection): void {
  if (!context.rooms.mayHaveIce(connection.member.id))
    // SG-6
    return connection.end('SERVER_PROTOCOL', closeCodes.PROTOCOL);
  const servers = [...iceServers(context.ice, connection.member.id, context.wallNow())];
  const ttlMs = (context.ice.turn?.ttlS ?? 86_400) * 1_000;
  connection.send({ type: 'ice.servers', servers, ttlMs });
}
