import { randomInt } from 'node:crypto';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { EVENTS_PATH } from '../src-shared/helpdesk/api/event-frames.ts';
import type { ServerConfig } from './config.ts';
import { createRooms } from './domain/rooms.ts';
import { createBareServer } from './http/http-server.ts';
import { addMetrics } from './http/metrics.ts';
import { addRoutes } from './http/routes.ts';
import { offerSetUp, openHelpDesk } from './help-desk.ts';
import { clientAddress } from './ws/client-address.ts';
import { createLog, type ServerLog } from './server-log.ts';
import { ownOrigins, serverUrl } from './ws/origins.ts';
import { createEventServer } from './ws/event-server.ts';
import { createSignalServer } from './ws/signal-server.ts';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Where the first owner signs up; null when there is one. Only for the person who started the server. // HD-5 */
  readonly setUpLink: string | null;
  /** The file that holds the link, when there is one. */
  readonly setUpFile: string | null;
  /** For tests and the health of a node: what is held in memory. */
  counts(): {
    readonly sockets: number;
    readonly pages: number;
    readonly rooms: number;
    readonly codes: number;
  };
  /** Tells clients, closes, and answers when all is closed; within two seconds. */
  close(): Promise<void>;
}

/** Puts the parts together and listens. Throws when the address is taken. */
export async function createServer(
  config: ServerConfig,
  log: ServerLog = createLog(config.logLevel),
): Promise<RunningServer> {
  let port = config.port;
  const rooms = createRooms({ limits: config.rooms, randomBelow: (end) => randomInt(end) });
  const webOrigins = () => new Set([...ownOrigins(config, port), ...config.webOrigins]);
  const signal = createSignalServer({ config, rooms, log, webOrigins });
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    serverFactory: (handler) => createBareServer(config, handler),
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }), // its lines hold URLs // SG-13
    bodyLimit: 16_384,
    forceCloseConnections: true,
  });
  const metrics = addMetrics(app, config);
  await addRoutes(app, config, () => [...webOrigins()].filter(isNamed).map(toSocketOrigin));
  const helpDesk = await openHelpDesk(app, {
    config,
    origins: webOrigins,
    pages: () => [...config.webOrigins, ...ownOrigins(config, port)],
    addressOf: (request) => clientAddress(request.raw, config.trustProxyHops),
    metrics,
  }).catch(async (error: unknown) => {
    await signal.stop();
    throw error;
  });
  const events = createEventServer({
    config,
    webOrigins,
    identify: helpDesk.identifyRequest,
    onEvent: helpDesk.desk.events.on,
  });
  metrics.gauge('alongside_sockets', 'Apps that are connected.', () => signal.connections());
  metrics.gauge('alongside_pages', 'Pages that hear news of the help desk.', () => events.connections());
  metrics.gauge('alongside_rooms', 'Rooms with somebody in them.', () => rooms.counts().rooms);
  metrics.gauge('alongside_codes', 'Codes that wait for a technician.', () => rooms.counts().codes);
  app.server.on('upgrade', (request, socket, head) => {
    const { upgrade } = request.url === EVENTS_PATH ? events : signal;
    upgrade(request, socket, head);
  });
  port = await listen(app, config, async () => {
    events.stop();
    await signal.stop();
    await helpDesk.close();
  });
  const url = serverUrl(config, port);
  const close = async () => {
    events.stop();
    await signal.stop();
    await app.close();
    await helpDesk.close();
  };
  const offer = await offerSetUp(helpDesk, config, url).catch(async (error: unknown) => {
    await close(); // a full disk: better no server than one that nobody can set up
    throw error;
  });
  log.info({ url, version: config.version }, 'listening');
  return {
    url,
    port,
    setUpLink: offer?.link ?? null,
    setUpFile: offer?.file ?? null,
    counts: () => ({
      sockets: signal.connections(),
      pages: events.connections(),
      rooms: rooms.counts().rooms,
      codes: rooms.counts().codes,
    }),
    async close() {
      await close();
      log.info('stopped');
    },
  };
}

/** Listens and answers the port; `giveUp` ends timers that would keep the process alive when that fails. */
async function listen(
  app: FastifyInstance,
  { host, port }: ServerConfig,
  giveUp: () => Promise<void>,
): Promise<number> {
  try {
    await app.listen({ host, port, listenTextResolver: () => 'http ready' });
  } catch (error) {
    await giveUp();
    throw error;
  }
  const address = app.server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}

function toSocketOrigin(origin: string): string {
  return origin.replace(/^http/, 'ws');
}

/** Content security policies have no IPv6 addresses; `'self'` covers a page that came from one. */
function isNamed(origin: string): boolean {
  return !origin.includes('[');
}
