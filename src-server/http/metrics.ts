import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isLoopback, type ServerConfig } from '../config.ts';

/** What a server counts about itself, for Prometheus. No label holds a name, an address or an id. */
export interface Metrics {
  /** A query ended, after so many ms. */
  query(ms: number): void;
  /** A number that is asked for at each reading. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
}

export const METRICS_PATH = '/metrics';

/** Seconds; from what a page does not notice to what it gives up on. */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const QUERY_BUCKETS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** Counts every answer from now on, and answers `/metrics`. */
export function addMetrics(app: FastifyInstance, config: ServerConfig): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const answers = new Counter({
    name: 'alongside_http_requests_total',
    help: 'Answers by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'alongside_http_request_duration_seconds',
    help: 'Time to an answer, by route.',
    labelNames: ['method', 'route'],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const queries = new Histogram({
    name: 'alongside_database_query_duration_seconds',
    help: 'Time that queries took.',
    buckets: QUERY_BUCKETS,
    registers,
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routeOf(request) };
    answers.inc({ ...labels, status: reply.statusCode });
    durations.observe(labels, reply.elapsedTime / 1_000);
  });
  mountMetrics(app, config, registry);
  return {
    query: (ms) => queries.observe(ms / 1_000),
    gauge(name, help, read) {
      registry.registerMetric(
        new Gauge({
          name,
          help,
          registers: [],
          async collect() {
            this.set(await read());
          },
        }),
      );
    },
  };
}

function mountMetrics(app: FastifyInstance, config: ServerConfig, registry: Registry): void {
  let started = false;
  app.get(METRICS_PATH, async (request, reply) => {
    const may = mayRead(config, request);
    if (!may) return reply.code(config.metricsToken === null ? 404 : 401).send({ error: 'NOT_ALLOWED' });
    // its observers cost something: nobody who does not look pays for them
    if (!started) collectDefaultMetrics({ register: registry });
    started = true;
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}

/** The pattern, never what was asked for: an id or a secret in a path is no label. // SG-13 */
function routeOf({ is404, routeOptions: { url } }: FastifyRequest): string {
  if (is404 || url === undefined) return 'none';
  return url.startsWith('/*') || url === '*' ? 'file' : url;
}

/** With a token for who has it; without one on this machine only, when no proxy stands in front that hides who asks. */
function mayRead(config: ServerConfig, { headers }: FastifyRequest): boolean {
  if (config.metricsToken === null)
    return isLoopback(config.host) && !config.behindTlsProxy && config.trustProxyHops === 0;
  const [, given = ''] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(config.metricsToken));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
