import { readJson } from '../storage/read-json.ts';
import type { WebhookDeliveryTable, WebhookTable } from '../storage/learning-tables.ts';
import type { WebhookEvent } from '../../src-shared/helpdesk/webhook.ts';
import {
  addDelivery,
  claimDelivery,
  OVERLAP_MS,
  settleDelivery,
  toldOf,
  untoldTickets,
  type ChangedTicket,
} from '../storage/webhook-store.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import { MOST_ATTEMPTS, pauseAfter, type SendWebhook, type WebhookOutcome } from '../domain/webhook-call.ts';
import type { Desk } from './desk.ts';

export interface WebhookSenderOptions {
  readonly desk: Desk;
  readonly send: SendWebhook;
  readonly secrets: SecretBox;
  /** In [0, 1). */
  readonly chance: () => number;
}

export interface WebhookSender {
  /** Writes down what has changed and was not told yet; answers how many things. A crash in between loses none. */
  look(): Promise<number>;
  /** Sends what is due; answers how many were tried. */
  work(): Promise<number>;
  /** A test, at once, past the table. */
  test(webhook: WebhookTable): Promise<WebhookOutcome>;
  /** Looks and works when something happens and now and then; stops when what is under way has ended. */
  start(onError: (error: unknown) => void): () => Promise<void>;
}

/** A call ends within this time; its lease is longer, so no second server begins meanwhile. ms. */
const CALL_MS = 20_000;
const LEASE_MS = 60_000;
/** What is due is looked for at least this often, in ms. */
const POLL_MS = 5_000;
/** What has arrived is remembered so long, in ms. */
const KEPT_MS = 30 * 86_400_000;

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { desk } = options;
  const sender: Omit<WebhookSender, 'start'> = {
    async look() {
      const webhooks = await desk.db.query
        .selectFrom('webhook')
        .selectAll()
        .where('active', '=', 1)
        .execute();
      let found = 0;
      for (const webhook of webhooks) found += await lookFor(desk, webhook);
      return found;
    },
    async work() {
      for (let tried = 0; ; tried += 1) {
        const now = desk.now();
        const held = await claimDelivery(desk.db.query, now, now + LEASE_MS);
        if (held === null) return tried;
        await deliver(options, held);
      }
    },
    async test(webhook) {
      const body = { event: 'test', webhook: webhook.id };
      return call(options, webhook, `test.${desk.newId()}`, body);
    },
  };
  return { ...sender, start: (onError) => loop(options, sender, onError) };
}

async function lookFor(desk: Desk, webhook: WebhookTable): Promise<number> {
  const events = new Set(readJson<string[]>(webhook.events, []));
  const tickets = await untoldTickets(desk.db.query, webhook);
  const last = tickets.at(-1);
  if (last === undefined) return 0;
  let added = 0;
  await desk.db.transaction(async (tx) => {
    for (const ticket of tickets) {
      const event = eventOf(webhook, ticket);
      const state = events.has(event) ? 'waiting' : 'skipped';
      await addDelivery(tx, webhook, { id: desk.newId(), event, state, ticket, at: desk.now() });
      if (state === 'waiting') added += 1;
    }
    await tx
      .updateTable('webhook')
      .set({ seen_at: Math.max(last.updated_at, webhook.seen_at) })
      .where('tenant_id', '=', webhook.tenant_id)
      .where('id', '=', webhook.id)
      .execute();
  });
  return added;
}

/** A ticket that was made and changed before anybody looked is a new one. */
function eventOf(
  { seen_at: seenAt }: WebhookTable,
  { version, told, created_at: at }: ChangedTicket,
): WebhookEvent {
  const isNew = version === 1 || (told === 0 && at >= seenAt - OVERLAP_MS);
  return isNew ? 'ticket.created' : 'ticket.changed';
}

async function deliver(options: WebhookSenderOptions, held: WebhookDeliveryTable): Promise<void> {
  const { desk, chance } = options;
  const { query } = desk.db;
  const webhook = await query
    .selectFrom('webhook')
    .selectAll()
    .where('tenant_id', '=', held.tenant_id)
    .where('id', '=', held.webhook_id)
    .executeTakeFirst();
  const ticket = await toldOf(query, held);
  if (webhook === undefined || ticket === null) return;
  const outcome = await call(options, webhook, held.id, { event: held.event, at: held.at, ticket });
  const attempts = held.attempts + 1;
  if (outcome.type === 'taken') return settleDelivery(query, held, { state: 'done', attempts, reason: null });
  const dead = outcome.final || attempts >= MOST_ATTEMPTS;
  await settleDelivery(query, held, {
    state: dead ? 'dead' : 'waiting',
    attempts,
    next_at: desk.now() + (dead ? 0 : pauseAfter(attempts, chance())),
    reason: outcome.reason.slice(0, 500),
  });
}

async function call(
  { desk, send, secrets }: WebhookSenderOptions,
  webhook: WebhookTable,
  delivery: string,
  body: object,
): Promise<WebhookOutcome> {
  const place = { tenantId: webhook.tenant_id, owner: webhook.id, field: 'webhook' };
  const secret = secrets.open(webhook.secret, place);
  if (!secret.ok)
    return {
      type: 'failed',
      final: true,
      reason: 'The secret cannot be opened: the server has another key now.',
    };
  const timestampS = Math.floor(desk.now() / 1_000);
  const text = JSON.stringify({ ...body, delivery });
  return send(
    { url: webhook.url, secret: secret.value, delivery, timestampS, body: text },
    AbortSignal.timeout(CALL_MS),
  );
}

function loop(
  { desk }: WebhookSenderOptions,
  sender: Omit<WebhookSender, 'start'>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  let again = false;
  let running: Promise<void> | null = null;
  const round = async () => {
    do {
      again = false;
      await sender.look();
      await sender.work();
      await desk.db.query
        .deleteFrom('webhook_delivery')
        .where('state', 'in', ['done', 'skipped'])
        .where('at', '<', desk.now() - KEPT_MS)
        .execute();
    } while (again && !stopping.signal.aborted);
  };
  const wake = () => {
    again = true;
    if (running !== null || stopping.signal.aborted) return;
    running = round()
      .catch(onError)
      .finally(() => (running = null));
  };
  const off = desk.events.on((event) => event.type === 'ticket.changed' && wake());
  const timer = setInterval(wake, POLL_MS).unref();
  wake();
  return async () => {
    stopping.abort();
    clearInterval(timer);
    off();
    await running;
  };
}
