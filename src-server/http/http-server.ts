import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerConfig } from '../config.ts';

/** Limits against slow and greedy clients, in ms and bytes (SG-10). */
const options = {
  headersTimeout: 5_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8_192,
};

/** The bare Node server, with TLS where the configuration has a certificate. */
export function createBareServer(config: ServerConfig, handler: RequestListener): Server {
  const { tls } = config;
  const server =
    tls === undefined
      ? createHttpServer(options, handler)
      : createHttpsServer(
          { ...options, minVersion: 'TLSv1.2', cert: readFileSync(tls.cert), key: readFileSync(tls.key) },
          handler,
        );
  server.maxRequestsPerSocket = 100;
  server.maxConnections = config.sockets.maxSockets + 200; // the rest is for pages
  return server;
}
