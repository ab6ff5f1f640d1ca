import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { isWorkerScript } from '../../src-shared/worker-script.ts';
import { SIGNALLING_PATH, SIGNALLING_VERSION } from '../../src-shared/protocol/signalling.ts';
import type { ServerConfig } from '../config.ts';
import { notBuiltPage } from './not-built-page.ts';
import { securityHeaders } from './security-headers.ts';

/** Health, version, what the web console needs to know, and its files. */
export async function addRoutes(
  app: FastifyInstance,
  config: ServerConfig,
  socketOrigins: () => readonly string[],
): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(socketOrigins(), isWorkerScript(request.url)));
  });
  const { version, relayOnly } = config;
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/version', async () => ({ version, signalling: SIGNALLING_VERSION }));
  app.get('/api/config', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { version, signallingPath: SIGNALLING_PATH, relayOnly };
  });
  const built = () => existsSync(join(config.webRoot, 'index.html'));
  if (built()) await app.register(fastifyStatic, { root: config.webRoot, dotfiles: 'deny', redirect: false });
  else app.get('/', (_request, reply) => reply.code(503).type('text/html; charset=utf-8').send(notBuiltPage));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'NOT_FOUND' }));
  // An error's text may hold what was asked for: the answer and the log have the status only. // SG-13
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    request.log.warn({ status }, 'request failed');
    return reply.code(status).send({ error: status < 500 ? 'REQUEST_REFUSED' : 'SERVER_FAILED' });
  });
}
