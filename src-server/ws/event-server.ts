import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import {
  EVENTS_SUBPROTOCOL,
  LOGIN_ENDED,
  MAX_PAGE_FRAME,
  pageFrameSchema,
  type EventFrame,
} from '../../src-shared/helpdesk/api/event-frames.ts';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import type { ServerConfig } from '../config.ts';
import { createTokenBucket, type TokenBucket } from '../domain/token-bucket.ts';
import { createPresence, type Presence } from '../domain/presence.ts';
import { closeCodes } from './connection.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

/** Tells every signed-in page of its own organisation what has changed. */
export interface EventServer {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  connections(): number;
  stop(): void;
}

export interface EventServerOptions {
  readonly config: ServerConfig;
  readonly webOrigins: () => ReadonlySet<string>;
  /** Whose cookie a request has; asked again while the page is open. */
  readonly identify: (request: IncomingMessage) => Promise<Identity | null>;
  readonly onEvent: (listener: (event: TenantEvent) => void) => () => void;
}

export interface TenantEvent {
  readonly tenantId: string;
  readonly type: Extract<EventFrame, { id: string }>['type'];
  readonly id: string;
  readonly version: number;
  readonly byId: string | null;
}

interface Page {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly tenantId: string;
  readonly identity: Identity;
  readonly frames: TokenBucket;
  heardAt: number;
}

/** Pages of one organisation and of one member: more than anybody opens. */
const MAX_PAGES = 500;
const MAX_PAGES_OF_MEMBER = 30;
/** How often a login is looked at again, in ms. */
const LOGIN_CHECK_MS = 30_000;

export function createEventServer(options: EventServerOptions): EventServer {
  const pages = new Set<Page>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAGE_FRAME,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(EVENTS_SUBPROTOCOL) ? EVENTS_SUBPROTOCOL : false),
  });
  const { sendQueueBytes } = options.config.sockets;
  const send = ({ socket }: Page, frame: EventFrame) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > sendQueueBytes) return socket.terminate(); // too slow a reader; it comes back and asks anew
    socket.send(JSON.stringify(frame));
  };
  const presence = createPresence<Page>({
    keyOf: ({ tenantId }, ticketId) => `${tenantId} ${ticketId}`,
    personOf: ({ identity }) => identity.member,
    tell: (page, ticketId, people) => send(page, { type: 'present', ticketId, people: [...people] }),
  });
  const stopListening = options.onEvent(({ tenantId, ...event }) => {
    for (const page of pages) {
      if (page.tenantId !== tenantId) continue;
      // locked out, or another role: they hear nothing of others from now on
      if (event.type === 'member.changed' && event.id === page.identity.member.id)
        void checkLogin(options, page).then(() => send(page, event));
      else send(page, event);
    }
  });
  const { pingMs, deadMs } = options.config.timing;
  const pinger = setInterval(() => {
    for (const page of pages)
      if (performance.now() - page.heardAt > deadMs) page.socket.terminate();
      else page.socket.ping();
  }, pingMs);
  const checker = setInterval(() => {
    for (const page of pages) void checkLogin(options, page);
  }, LOGIN_CHECK_MS);
  const welcome = (socket: WebSocket, request: IncomingMessage, identity: Identity) => {
    const page: Page = {
      socket,
      request,
      tenantId: identity.organisation.id,
      identity,
      frames: createTokenBucket(5, 30),
      heardAt: performance.now(),
    };
    pages.add(page);
    socket.on('message', (data, isBinary) => receive(presence, page, data, isBinary));
    socket.on('pong', () => void (page.heardAt = performance.now()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      pages.delete(page);
      presence.leave(page);
    });
    send(page, { type: 'hello' });
  };

  return {
    upgrade: (request, socket, head) =>
      void admit(options, pages, request, socket).then((identity) => {
        if (identity !== null && !socket.destroyed)
          sockets.handleUpgrade(request, socket, head, (client) => welcome(client, request, identity));
      }),
    connections: () => pages.size,
    stop() {
      clearInterval(pinger);
      clearInterval(checker);
      stopListening();
      for (const { socket } of pages) {
        socket.close(closeCodes.STOPPING);
        setTimeout(() => socket.terminate(), options.config.timing.drainMs).unref();
      }
      sockets.close();
    },
  };
}

/** Origin, subprotocol, login and limits, before any WebSocket exists; null when it was refused. // SG-9 */
async function admit(
  { webOrigins, identify }: EventServerOptions,
  pages: ReadonlySet<Page>,
  request: IncomingMessage,
  socket: Duplex,
): Promise<Identity | null> {
  const refuse = (status: number) => {
    refuseUpgrade(socket, status);
    return null;
  };
  socket.on('error', () => socket.destroy());
  // only a browser's page has the cookie, and it always says where it came from
  const { origin } = request.headers;
  if (origin === undefined || !webOrigins().has(origin)) return refuse(403);
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  if (!offered.includes(EVENTS_SUBPROTOCOL)) return refuse(400);
  const identity = await identify(request).catch(() => null);
  if (identity === null) return refuse(401);
  const own = [...pages].filter((page) => page.tenantId === identity.organisation.id);
  const mine = own.filter((page) => page.identity.member.id === identity.member.id);
  if (own.length >= MAX_PAGES || mine.length >= MAX_PAGES_OF_MEMBER) return refuse(429);
  return identity;
}

function receive(presence: Presence<Page>, page: Page, data: RawData, isBinary: boolean): void {
  page.heardAt = performance.now();
  if (isBinary || !page.frames.take(1, page.heardAt)) return page.socket.close(closeCodes.RATE);
  const frame = pageFrameSchema.safeParse(jsonOf(data));
  if (!frame.success) return page.socket.close(closeCodes.PROTOCOL);
  presence.at(page, frame.data.ticketId, frame.data.writing);
}

function jsonOf(data: RawData): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return null;
  }
}

/** Signed out elsewhere, locked out, another role: this page must not hear anything more. */
async function checkLogin({ identify }: EventServerOptions, page: Page): Promise<void> {
  const now = await identify(page.request).catch(() => page.identity); // records that cannot be asked just now end no login
  const same = now !== null && now.permissions.length === page.identity.permissions.length;
  if (!same) page.socket.close(LOGIN_ENDED);
}
