import { randomBytes, randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { privacyRoutes } from '../src-shared/helpdesk/api/privacy-routes.ts';
import { reportRoutes } from '../src-shared/helpdesk/api/report-routes.ts';
import { satisfactionRoutes } from '../src-shared/helpdesk/api/satisfaction-routes.ts';
import { webhookRoutes } from '../src-shared/helpdesk/api/webhook-routes.ts';
import type { ServerConfig } from './config.ts';
import { createHttpSend } from './connectors/http-send.ts';
import { createNetworkGuard } from './connectors/network-guard.ts';
import { createWebhookSend } from './connectors/webhook-send.ts';
import type { Desk } from './desk/desk.ts';
import { createPrivacy } from './desk/privacy.ts';
import { createReports } from './desk/reports.ts';
import { createRetention } from './desk/retention.ts';
import { createSatisfaction } from './desk/satisfaction.ts';
import { createWeeklyReports } from './desk/weekly-reports.ts';
import { createWebhookSender } from './desk/webhook-sender.ts';
import { createWebhooks } from './desk/webhooks.ts';
import type { Metrics } from './http/metrics.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import { privacyHandlers } from './http/privacy-handlers.ts';
import { reportHandlers } from './http/report-handlers.ts';
import { satisfactionHandlers } from './http/satisfaction-handlers.ts';
import { addSatisfactionPage } from './http/satisfaction-page.ts';
import { webhookHandlers } from './http/webhook-handlers.ts';
import { createSecretBox } from './domain/secret-box.ts';
import { readSecretKeys } from './storage/secret-keys.ts';

export interface LearningParts {
  readonly app: FastifyInstance;
  readonly gate: Gate;
  readonly desk: Desk;
  readonly config: ServerConfig;
  readonly metrics: Metrics;
}

/** How often rules of keeping are run, in ms. */
const RETENTION_MS = 3_600_000;
const CHANCES = 2 ** 32;

/** What is learned from tickets, and who else hears of them: satisfaction, reports, webhooks. */
export async function addLearning({ app, gate, desk, config, metrics }: LearningParts): Promise<{
  close(): Promise<void>;
}> {
  const satisfaction = createSatisfaction(desk);
  mountRoutes(app, gate, satisfactionRoutes, satisfactionHandlers(satisfaction));
  addSatisfactionPage(app, gate, satisfaction);
  const reports = createReports(desk);
  const weekly = createWeeklyReports(desk, reports);
  mountRoutes(app, gate, reportRoutes, reportHandlers(reports, weekly));

  const retention = createRetention(desk);
  mountRoutes(app, gate, privacyRoutes, privacyHandlers(createPrivacy(desk), retention));

  const guard = createNetworkGuard(config.connectorOrigins);
  const keys = await readSecretKeys(config.secretKeys, config.dataDir);
  const secrets = createSecretBox({ keys, randomBytes });
  const send = createWebhookSend(createHttpSend(guard));
  const sender = createWebhookSender({ desk, send, secrets, chance: () => randomInt(CHANCES) / CHANCES });
  const webhooks = createWebhooks({ desk, sender, secrets, refuse: guard.refuse });
  mountRoutes(app, gate, webhookRoutes, webhookHandlers(webhooks));
  const depth = (table: 'webhook_delivery' | 'outbox_entry', state: string) => async () => {
    const { count } = await desk.db.query
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', state)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  for (const [name, table] of [
    ['webhooks', 'webhook_delivery'],
    ['outbox', 'outbox_entry'],
  ] as const) {
    metrics.gauge(`alongside_${name}_waiting`, `Calls of ${name} that wait.`, depth(table, 'waiting'));
    metrics.gauge(
      `alongside_${name}_dead`,
      `Calls of ${name} that a person has to look at.`,
      depth(table, 'dead'),
    );
  }
  const complain = (what: string) => (error: unknown) => app.log.warn({ name: nameOf(error) }, what);
  const stop = sender.start(complain('webhooks'));
  const keeping = setInterval(() => void retention.run().catch(complain('retention')), RETENTION_MS).unref();
  return {
    async close() {
      clearInterval(keeping);
      await stop();
    },
  };
}

/** An error's text may hold an address: the log has its kind. // SG-13 */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
