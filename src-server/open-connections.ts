import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { connectionRoutes } from '../src-shared/helpdesk/api/connection-routes.ts';
import type { ServerConfig } from './config.ts';
import { createHttpSend } from './connectors/http-send.ts';
import { createNetworkGuard } from './connectors/network-guard.ts';
import { openConnector } from './connectors/open-connector.ts';
import { createConnections } from './desk/connections.ts';
import type { Desk } from './desk/desk.ts';
import type { Connector } from './domain/connector.ts';
import type { FileRef } from './domain/outbox-entry.ts';
import { createOutbox } from './domain/outbox.ts';
import { createSecretBox } from './domain/secret-box.ts';
import { connectionHandlers } from './http/connection-handlers.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import { createOutboxStore, type SqlOutboxStore } from './storage/outbox-store.ts';
import { readSecretKeys } from './storage/secret-keys.ts';

/** Connections to other help desks, and the outbox at work. */
export interface OpenConnections {
  /** Where whoever files something puts it. */
  readonly outbox: SqlOutboxStore;
  mount(app: FastifyInstance, gate: Gate): void;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** How long a test of a connection may take, in ms. */
const TEST_MS = 60_000;

export async function openConnections(
  desk: Desk,
  config: ServerConfig,
  onError: (error: unknown) => void,
): Promise<OpenConnections> {
  const keys = await readSecretKeys(config.secretKeys, config.dataDir);
  const connections = createConnections(desk, createSecretBox({ keys, randomBytes }));
  const store = createOutboxStore(desk.db, desk.newId);
  const send = createHttpSend(createNetworkGuard(config.connectorOrigins));
  const connectorFor = async (
    tenantId: string,
    id: string,
    signal: AbortSignal,
  ): Promise<Connector | undefined> => {
    const opened = await connections.open(tenantId, id);
    if (opened === undefined) return undefined;
    return openConnector({
      ...opened,
      send,
      signal,
      now: desk.now,
      boundary: () => randomBytes(16).toString('hex'),
    });
  };
  const stop = createOutbox({
    store,
    clock: systemClock,
    chance: Math.random,
    connectorFor,
    readFile: (tenantId, file) => readFile(desk, tenantId, file),
  }).start(onError);
  return {
    outbox: store,
    mount(app, gate) {
      const test = async (tenantId: string, id: string) =>
        (await connectorFor(tenantId, id, AbortSignal.timeout(TEST_MS)))?.testConnection();
      mountRoutes(
        app,
        gate,
        connectionRoutes,
        connectionHandlers({ connections, store, now: desk.now, test }),
      );
    },
    close: stop,
  };
}

async function readFile(desk: Desk, tenantId: string, { id }: FileRef): Promise<Uint8Array | undefined> {
  const row = await desk.db.query
    .selectFrom('attachment')
    .select('bytes')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.bytes;
}

const systemClock = {
  now: Date.now,
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
  every(ms: number, run: () => void) {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
};
