import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  deliveryStates,
  webhookDeliverySchema,
  webhookEventSchema,
  type Webhook,
  type WebhookDelivery,
  type WebhookSettings,
} from '../../src-shared/helpdesk/webhook.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import type { WebhookDeliveryTable, WebhookTable } from '../storage/learning-tables.ts';
import { readJson } from '../storage/read-json.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface WebhookParts {
  readonly desk: Desk;
  readonly sender: Pick<WebhookSender, 'test'>;
  readonly secrets: SecretBox;
  /** Why nothing may be sent to an address; undefined when it may. */
  readonly refuse: (url: URL) => string | undefined;
}

type Change = { readonly [K in keyof WebhookSettings]?: WebhookSettings[K] | undefined } & {
  readonly active?: boolean | undefined;
};

export interface Webhooks {
  list(actor: Actor): Promise<Webhook[]>;
  create(
    actor: Actor,
    settings: WebhookSettings,
  ): Promise<Result<{ webhook: Webhook; secret: string }, ApiError>>;
  change(actor: Actor, id: Id, change: Change): Promise<Result<Webhook, ApiError>>;
  remove(actor: Actor, id: Id): Promise<Result<{ removed: true }, ApiError>>;
  test(actor: Actor, id: Id): Promise<Result<{ delivered: boolean; detail: string }, ApiError>>;
  deliveries(
    actor: Actor,
    id: Id,
    asked: { readonly state?: string | undefined; readonly limit: number },
  ): Promise<Result<WebhookDelivery[], ApiError>>;
  retry(actor: Actor, deliveryId: Id): Promise<Result<WebhookDelivery, ApiError>>;
}

const noWebhook = apiError('NOT_FOUND', 'There is no such webhook.');

export function createWebhooks(parts: WebhookParts): Webhooks {
  const { desk, sender } = parts;
  const { db } = desk;
  return {
    async list({ tenantId }) {
      const rows = await of(db.query, tenantId).orderBy('name').orderBy('id').execute();
      return Promise.all(rows.map((row) => shown(db.query, row)));
    },
    create: (actor, settings) => create(parts, actor, settings),
    change: (actor, id, change) => changed(parts, actor, id, change),
    async remove(actor, id) {
      return attempt(db, async (tx) => {
        const row = await find(tx, actor.tenantId, id);
        if (row === null) return err(noWebhook);
        await tx.deleteFrom('webhook').where('tenant_id', '=', actor.tenantId).where('id', '=', id).execute();
        await audit(tx, desk, actor, 'webhook.removed', id);
        return ok({ removed: true as const });
      });
    },
    async test({ tenantId }, id) {
      const row = await find(db.query, tenantId, id);
      if (row === null) return err(noWebhook);
      const outcome = await sender.test(row);
      return ok(
        outcome.type === 'taken'
          ? { delivered: true, detail: `Taken: answered ${outcome.status}.` }
          : { delivered: false, detail: outcome.reason },
      );
    },
    async deliveries({ tenantId }, id, { state, limit }) {
      if ((await find(db.query, tenantId, id)) === null) return err(noWebhook);
      let query = db.query
        .selectFrom('webhook_delivery')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('webhook_id', '=', id);
      query = query.where('state', 'in', state === undefined ? [...deliveryStates] : [state]);
      const rows = await query.orderBy('at', 'desc').orderBy('id').limit(limit).execute();
      return ok(rows.map(toDelivery));
    },
    async retry({ tenantId }, deliveryId) {
      const row = await db.query
        .updateTable('webhook_delivery')
        .set({ state: 'waiting', attempts: 0, next_at: desk.now(), leased_until: 0 })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', deliveryId)
        .where('state', '=', 'dead')
        .returningAll()
        .executeTakeFirst();
      return row === undefined
        ? err(apiError('NOT_FOUND', 'There is no dead letter of that id.'))
        : ok(toDelivery(row));
    },
  };
}

async function create(
  { desk, secrets, refuse }: WebhookParts,
  actor: Actor,
  { name, url, events }: WebhookSettings,
): Promise<Result<{ webhook: Webhook; secret: string }, ApiError>> {
  const wrong = refused(refuse, url);
  if (wrong !== null) return err(wrong);
  const { tenantId } = actor;
  const id = desk.newId();
  const secret = desk.newSecret();
  const now = desk.now();
  const { sealed, endsIn } = secrets.seal(secret, { tenantId, owner: id, field: 'webhook' }, now);
  return attempt(desk.db, async (tx) => {
    const row = await tx
      .insertInto('webhook')
      .values({
        tenant_id: tenantId,
        id,
        name,
        url,
        events: JSON.stringify(events),
        active: 1,
        secret: sealed,
        secret_ends_in: endsIn,
        created_at: now,
        seen_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, desk, actor, 'webhook.created', id);
    return ok({ webhook: await shown(tx, row), secret });
  });
}

async function changed(
  { desk, refuse }: WebhookParts,
  actor: Actor,
  id: Id,
  { active, name, url, events }: Change,
): Promise<Result<Webhook, ApiError>> {
  const wrong = url === undefined ? null : refused(refuse, url);
  if (wrong !== null) return err(wrong);
  return attempt(desk.db, async (tx) => {
    const row = await find(tx, actor.tenantId, id);
    if (row === null) return err(noWebhook);
    const set = {
      name: name ?? row.name,
      url: url ?? row.url,
      events: events === undefined ? row.events : JSON.stringify(events),
      active: active === undefined ? row.active : Number(active),
      // while it rested nothing was looked for, and it is not told afterwards
      seen_at: active === true && row.active === 0 ? desk.now() : row.seen_at,
      created_at: active === true && row.active === 0 ? desk.now() : row.created_at,
    };
    await tx
      .updateTable('webhook')
      .set(set)
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .execute();
    await audit(tx, desk, actor, 'webhook.changed', id);
    return ok(await shown(tx, { ...row, ...set }));
  });
}

function refused(refuse: WebhookParts['refuse'], url: string): ApiError | null {
  const why = refuse(new URL(url));
  return why === undefined ? null : apiError('INVALID', why, { fields: { url: why } });
}

function audit(
  tx: Kysely<Tables>,
  { now }: Desk,
  { tenantId, memberId }: Actor,
  action: string,
  webhook: Id,
) {
  return appendAudit(tx, { tenantId, at: now(), actorId: memberId, action, detail: { webhook } });
}

function of(query: Kysely<Tables>, tenantId: Id) {
  return query.selectFrom('webhook').selectAll().where('tenant_id', '=', tenantId);
}

async function find(query: Kysely<Tables>, tenantId: Id, id: Id): Promise<WebhookTable | null> {
  return (await of(query, tenantId).where('id', '=', id).executeTakeFirst()) ?? null;
}

async function shown(query: Kysely<Tables>, row: WebhookTable): Promise<Webhook> {
  const counts = await query
    .selectFrom('webhook_delivery')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', row.tenant_id)
    .where('webhook_id', '=', row.id)
    .where('state', 'in', ['waiting', 'dead'])
    .groupBy('state')
    .execute();
  const count = (state: string) => Number(counts.find((one) => one.state === state)?.count ?? 0);
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: webhookEventSchema.array().parse(readJson(row.events, [])),
    active: row.active === 1,
    createdAt: row.created_at,
    secretEndsIn: row.secret_ends_in,
    waiting: count('waiting'),
    dead: count('dead'),
  };
}

function toDelivery(row: WebhookDeliveryTable): WebhookDelivery {
  return webhookDeliverySchema.parse({
    id: row.id,
    webhookId: row.webhook_id,
    event: row.event,
    ticketId: row.ticket_id,
    ticketVersion: row.ticket_version,
    state: row.state,
    attempts: row.attempts,
    at: row.at,
    nextAt: row.next_at,
    reason: row.reason,
  });
}
