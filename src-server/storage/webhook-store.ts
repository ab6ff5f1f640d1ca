import { sql, type Kysely } from 'kysely';
import type { WebhookEvent } from '../../src-shared/helpdesk/webhook.ts';
import type { WebhookDeliveryTable, WebhookTable } from './learning-tables.ts';
import type { Tables } from './tables.ts';

/** Tickets that are looked at in one step. */
const STEP = 500;
/** Clocks of several servers differ, and a change is seen when it is committed: so far back it is looked again, in ms. */
export const OVERLAP_MS = 60_000;

export interface ChangedTicket {
  readonly id: string;
  readonly version: number;
  readonly updated_at: number;
  readonly created_at: number;
  /** 1 when this webhook has heard of it before. */
  readonly told: number;
}

/** Tickets that changed since a webhook last looked and that it has not been told of in this version. */
export async function untoldTickets(
  query: Kysely<Tables>,
  { tenant_id: tenantId, id, seen_at: seenAt, created_at: createdAt }: WebhookTable,
): Promise<readonly ChangedTicket[]> {
  const { rows } = await sql<ChangedTicket>`
    select t.id, t.version, t.updated_at, t.created_at,
      case when exists (select 1 from webhook_delivery d where d.tenant_id = t.tenant_id and d.webhook_id = ${id}
        and d.ticket_id = t.id) then 1 else 0 end as told
    from ticket t
    where t.tenant_id = ${tenantId} and t.updated_at >= ${Math.max(createdAt, seenAt - OVERLAP_MS)}
      and not exists (select 1 from webhook_delivery d where d.tenant_id = t.tenant_id and d.webhook_id = ${id}
        and d.ticket_id = t.id and d.ticket_version >= t.version)
    order by t.updated_at, t.id limit ${STEP}`.execute(query);
  return rows;
}

export interface NewDelivery {
  readonly id: string;
  readonly event: WebhookEvent;
  /** `skipped`: not asked for, but seen. */
  readonly state: 'waiting' | 'skipped';
  readonly ticket: ChangedTicket;
  readonly at: number;
}

/** The same ticket in the same version is told once to each webhook, whoever comes first. */
export async function addDelivery(
  tx: Kysely<Tables>,
  webhook: WebhookTable,
  { id, event, state, ticket, at }: NewDelivery,
): Promise<void> {
  await tx
    .insertInto('webhook_delivery')
    .values({
      tenant_id: webhook.tenant_id,
      id,
      webhook_id: webhook.id,
      event,
      ticket_id: ticket.id,
      ticket_version: ticket.version,
      state,
      attempts: 0,
      at,
      next_at: at,
      leased_until: 0,
      reason: null,
    })
    .onConflict((on) => on.columns(['tenant_id', 'webhook_id', 'ticket_id', 'ticket_version']).doNothing())
    .execute();
}

/** The next one that is due, held until `until`: of several servers one gets it. */
export async function claimDelivery(
  query: Kysely<Tables>,
  now: number,
  until: number,
): Promise<WebhookDeliveryTable | null> {
  const due = await query
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook as w', (on) =>
      on.onRef('w.tenant_id', '=', 'd.tenant_id').onRef('w.id', '=', 'd.webhook_id'),
    )
    .selectAll('d')
    .where('w.active', '=', 1)
    .where('d.state', '=', 'waiting')
    .where('d.next_at', '<=', now)
    .where('d.leased_until', '<=', now)
    .orderBy('d.next_at')
    .orderBy('d.id')
    .limit(1)
    .executeTakeFirst();
  if (due === undefined) return null;
  const { numUpdatedRows } = await query
    .updateTable('webhook_delivery')
    .set({ leased_until: until })
    .where('tenant_id', '=', due.tenant_id)
    .where('id', '=', due.id)
    .where('state', '=', 'waiting')
    .where('leased_until', '=', due.leased_until)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1 ? { ...due, leased_until: until } : claimDelivery(query, now, until);
}

/** Only by whoever holds it: a lease that ran out is somebody else's. */
export async function settleDelivery(
  query: Kysely<Tables>,
  held: WebhookDeliveryTable,
  change: Partial<WebhookDeliveryTable>,
): Promise<void> {
  await query
    .updateTable('webhook_delivery')
    .set({ ...change, leased_until: 0 })
    .where('tenant_id', '=', held.tenant_id)
    .where('id', '=', held.id)
    .where('leased_until', '=', held.leased_until)
    .execute();
}

/** What is told: ids and states of the ticket as it is now. */
export async function toldOf(
  query: Kysely<Tables>,
  { tenant_id: tenantId, ticket_id: ticketId }: WebhookDeliveryTable,
): Promise<Readonly<Record<string, string | number | null>> | null> {
  const row = await query
    .selectFrom('ticket')
    .select([
      'id',
      'number',
      'state',
      'priority',
      'queue_id as queueId',
      'assignee_id as assigneeId',
      'created_at as createdAt',
      'updated_at as updatedAt',
      'version',
    ])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  return row ?? null;
}
