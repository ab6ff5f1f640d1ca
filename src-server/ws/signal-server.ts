import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import {
  MAX_FRAME_BYTES,
  SIGNALLING_PATH,
  SIGNALLING_SUBPROTOCOL,
  SIGNALLING_VERSION,
} from '../../src-shared/protocol/signalling.ts';
import type { ServerConfig } from '../config.ts';
import type { Delivery } from '../domain/room-table.ts';
import type { Rooms } from '../domain/rooms.ts';
import type { ServerLog } from '../server-log.ts';
import { createAdmission } from './admission.ts';
import { clientAddress } from './client-address.ts';
import { closeCodes, createConnection, type Connection } from './connection.ts';
import { decodeFrame } from './decode-frame.ts';
import { dispatch, type DispatchContext } from './dispatch.ts';
import { originKind } from './origins.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

/** The WebSocket half of the server. */
export interface SignalServer {
  /** For the HTTP server's `upgrade` event. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  connections(): number;
  /** Tells every client that the server stops, and closes; the rest is cut after `drainMs`. */
  stop(): Promise<void>;
}

export interface SignalServerOptions {
  readonly config: ServerConfig;
  readonly rooms: Rooms;
  readonly log: ServerLog;
  /** Asked at each upgrade, since a free port is known only after listening. */
  readonly webOrigins: () => ReadonlySet<string>;
}

/** Everything one running server shares. */
interface Hub extends SignalServerOptions {
  readonly sockets: WebSocketServer;
  readonly admission: ReturnType<typeof createAdmission>;
  readonly connections: Map<string, Connection>;
  readonly context: DispatchContext;
  stopping: boolean;
}

export function createSignalServer(options: SignalServerOptions): SignalServer {
  const hub = createHub(options);
  const { timing } = options.config;
  const sweeper = setInterval(() => sweep(hub), timing.sweepMs);
  const pinger = setInterval(() => pingAll(hub), timing.pingMs);
  return {
    upgrade: (request, socket, head) => void admit(hub, request, socket, head),
    connections: () => hub.connections.size,
    async stop() {
      hub.stopping = true;
      clearInterval(sweeper);
      clearInterval(pinger);
      for (const connection of hub.connections.values())
        connection.end('SERVER_STOPPING', closeCodes.STOPPING);
      await allClosed(hub, timing.drainMs);
      hub.sockets.close();
    },
  };
}

function createHub(options: SignalServerOptions): Hub {
  const { config, rooms, log } = options;
  const connections = new Map<string, Connection>();
  const admission = createAdmission(config.sockets);
  const deliver = (deliveries: readonly Delivery[]): void => {
    for (const { to, frame } of deliveries) connections.get(to)?.send(frame);
  };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(SIGNALLING_SUBPROTOCOL) ? SIGNALLING_SUBPROTOCOL : false),
  });
  const now = () => performance.now();
  const context = { rooms, admission, ice: config, log, now, wallNow: () => Date.now(), deliver };
  return { ...options, sockets, admission, connections, context, stopping: false };
}

/** The upgrade request: path, origin, subprotocol and limits, in this order, before any WebSocket exists. // SG-9 */
async function admit(hub: Hub, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  const refuse = (status: number): void => {
    hub.log.info(
      { status, origin: request.headers.origin === undefined ? 'none' : 'given' },
      'upgrade refused',
    );
    refuseUpgrade(socket, status);
  };
  socket.on('error', () => socket.destroy());
  if (request.url !== SIGNALLING_PATH) return refuse(404);
  const origin = originKind(request.headers.origin, hub.webOrigins());
  if (origin === undefined) return refuse(403);
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  if (!offered.includes(SIGNALLING_SUBPROTOCOL)) return refuse(400);
  if (hub.stopping) return refuse(503);
  const ip = clientAddress(request, hub.config.trustProxyHops);
  const release = await hub.admission.connect(ip);
  if (release === undefined) return refuse(429);
  socket.once('close', release);
  if (socket.destroyed) return release();
  hub.sockets.handleUpgrade(request, socket, head, (client) => welcome(hub, client, origin, ip));
}

function welcome(hub: Hub, client: WebSocket, origin: 'app' | 'web', ip: string): void {
  const { log, rooms, connections, context, config } = hub;
  const member = { id: randomUUID(), origin };
  const connection = createConnection(client, { member, ip, nowMs: context.now() }, config.sockets);
  connections.set(member.id, connection);
  client.on('message', (data, isBinary) => receive(hub, connection, data, isBinary));
  client.on('pong', () => (connection.heardAt = context.now()));
  client.on('error', (error) => log.info({ member: member.id, reason: error.name }, 'socket error'));
  client.on('close', (code) => {
    connections.delete(member.id);
    context.deliver(rooms.leave(member.id));
    log.debug({ member: member.id, code }, 'socket closed');
  });
  log.debug({ member: member.id, origin }, 'socket opened');
  connection.send({ type: 'hello', v: SIGNALLING_VERSION, server: config.version });
}

function receive(hub: Hub, connection: Connection, data: RawData, isBinary: boolean): void {
  const now = hub.context.now();
  if (!connection.isOpen()) return;
  connection.heardAt = now;
  connection.spoke = true;
  const text = isBinary ? '' : data.toString();
  if (!connection.admit(text.length, now)) return connection.end('SERVER_RATE', closeCodes.RATE); // SG-10
  const frame = decodeFrame(text);
  if (frame === undefined) {
    hub.log.info({ member: connection.member.id, size: text.length, isBinary }, 'frame refused');
    return connection.end('SERVER_PROTOCOL', closeCodes.PROTOCOL);
  }
  dispatch(hub.context, connection, frame);
}

function sweep(hub: Hub): void {
  const { config, context, rooms } = hub;
  const now = context.now();
  context.deliver(rooms.sweep(now));
  for (const connection of hub.connections.values()) {
    if (now - connection.heardAt > config.timing.deadMs) connection.cut();
    else if (!connection.spoke && now - connection.openedAt > config.timing.firstFrameMs)
      connection.end('SERVER_PROTOCOL', closeCodes.SILENT);
  }
}

function pingAll(hub: Hub): void {
  for (const connection of hub.connections.values()) connection.ping();
}

async function allClosed(hub: Hub, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  while (hub.connections.size > 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
  for (const connection of hub.connections.values()) connection.cut();
}
