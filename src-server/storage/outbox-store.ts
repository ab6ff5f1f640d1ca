import { sql, type Kysely } from 'kysely';
import type {
  LaneRef,
  OutboxBatch,
  OutboxClaim,
  OutboxEntry,
  OutboxProgress,
  OutboxStore,
} from '../domain/outbox-entry.ts';
import { dead, decided, freshProgress } from '../domain/outbox-steps.ts';
import type { RemoteTicket } from '../domain/connector.ts';
import type { Database } from './open-database.ts';
import { fromProgress, toEntry, toProgress, toRemote, unreadable } from './outbox-rows.ts';
import type { OutboxEntryTable, Tables } from './tables.ts';

export interface SqlOutboxStore extends OutboxStore {
  /** Takes out what was done or dropped and filed before; answers how many. */
  sweep(filedBefore: number): Promise<number>;
}

/** The outbox in the records. `newId` makes ids and claims' tokens. */
export function createOutboxStore(db: Database, newId: () => string): SqlOutboxStore {
  return {
    enqueue: (batch, nowMs) => db.transaction((tx) => enqueue(tx, batch, { newId, nowMs })),
    claim: (nowMs, leaseUntil) =>
      db.transaction((tx) => claim(tx, db.kind, { token: newId(), nowMs, leaseUntil })),
    change: (held, { progress, leaseUntil, remote }) =>
      db.transaction(async (tx) => {
        const { numUpdatedRows } = await rowOf(tx, held.entry)
          .where('token', '=', held.token)
          .set(fromProgress(progress))
          .set(leaseUntil === undefined ? { token: null, lease_until: 0 } : { lease_until: leaseUntil })
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        if (remote !== undefined) await setRemote(tx, held.entry, remote);
        return true;
      }),
    async pause(tenantId, connectorId, untilMs) {
      await db.query
        .updateTable('connector')
        .set({ paused_until: untilMs })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', connectorId)
        .where('paused_until', '<', untilMs)
        .execute();
    },
    list: (tenantId, state, limit) => list(db.query, tenantId, { state, limit }),
    decide: (tenantId, id, decision, nowMs) =>
      db.transaction(async (tx) => {
        const row = await lockedRow(tx, db.kind, { tenantId, id });
        const entry = row === undefined ? undefined : toEntry(row);
        const progress = entry === undefined ? undefined : decided(entry, decision, nowMs);
        if (entry === undefined || progress === undefined) return false;
        await rowOf(tx, entry).set(fromProgress(progress)).execute();
        if (decision.type === 'sent' && decision.remote !== undefined)
          await setRemote(tx, entry, decision.remote);
        return true;
      }),
    async sweep(filedBefore) {
      const { numDeletedRows } = await db.query
        .deleteFrom('outbox_entry')
        .where('state', 'in', ['done', 'dropped'])
        .where('since', '<', filedBefore)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** The lane's row is written first: it holds whoever else files into this lane until all is written. */
async function enqueue(
  tx: Kysely<Tables>,
  batch: OutboxBatch,
  { newId, nowMs }: { readonly newId: () => string; readonly nowMs: number },
): Promise<void> {
  const { tenantId, connectorId, lane, remote } = batch;
  const names = { tenant_id: tenantId, connector_id: connectorId, lane };
  await tx
    .insertInto('outbox_lane')
    .values({ ...names, remote: remote === undefined ? null : JSON.stringify(remote) })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'connector_id', 'lane'])
        .doUpdateSet({ remote: sql`coalesce(excluded.remote, outbox_lane.remote)` }),
    )
    .execute();
  const last = await tx
    .selectFrom('outbox_entry')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst();
  let position = Number(last?.position ?? 0);
  for (const { key, action } of batch.entries) {
    position += 1;
    const filed = { ...names, id: newId(), position, key, action: JSON.stringify(action) };
    await tx
      .insertInto('outbox_entry')
      .values({ ...filed, ...fromProgress(freshProgress(nowMs)), token: null, lease_until: 0 })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'connector_id', 'key']).doNothing())
      .execute();
  }
}

interface Asked {
  readonly token: string;
  readonly nowMs: number;
  readonly leaseUntil: number;
}

/** SQLite has the write lock already; PostgreSQL passes over what another node is just taking. */
async function claim(
  tx: Kysely<Tables>,
  kind: Database['kind'],
  asked: Asked,
): Promise<OutboxClaim | undefined> {
  const due = firstDue(tx, asked.nowMs);
  const row = await (kind === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst();
  if (row === undefined) return undefined;
  const entry = toEntry(row);
  if (entry === undefined) {
    await rowOf(tx, refOf(row))
      .set(fromProgress(dead(toProgress(row), unreadable)))
      .execute();
    return undefined;
  }
  await rowOf(tx, entry).set({ token: asked.token, lease_until: asked.leaseUntil }).execute();
  const lane = await tx
    .selectFrom('outbox_lane')
    .select('remote')
    .where('tenant_id', '=', entry.tenantId)
    .where('connector_id', '=', entry.connectorId)
    .where('lane', '=', entry.lane)
    .executeTakeFirst();
  return { entry, token: asked.token, remote: toRemote(lane?.remote ?? null) };
}

function firstDue(tx: Kysely<Tables>, nowMs: number) {
  return tx
    .selectFrom('outbox_entry as entry')
    .selectAll('entry')
    .where('entry.state', '=', 'waiting')
    .where('entry.not_before', '<=', nowMs)
    .where('entry.lease_until', '<=', nowMs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('connector')
            .select('connector.id')
            .whereRef('connector.tenant_id', '=', 'entry.tenant_id')
            .whereRef('connector.id', '=', 'entry.connector_id')
            .where(({ or, eb }) =>
              or([eb('connector.paused_until', '>', nowMs), eb('connector.active', '=', 0)]),
            ),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox_entry as before')
            .select('before.id')
            .whereRef('before.tenant_id', '=', 'entry.tenant_id')
            .whereRef('before.connector_id', '=', 'entry.connector_id')
            .whereRef('before.lane', '=', 'entry.lane')
            .whereRef('before.position', '<', 'entry.position')
            .where('before.state', 'in', ['waiting', 'dead']),
        ),
      ),
    )
    .orderBy('entry.position')
    .limit(1);
}

interface EntryRef {
  readonly tenantId: string;
  readonly id: string;
}

function refOf(row: OutboxEntryTable): EntryRef {
  return { tenantId: row.tenant_id, id: row.id };
}

function rowOf(tx: Kysely<Tables>, { tenantId, id }: EntryRef) {
  return tx.updateTable('outbox_entry').where('tenant_id', '=', tenantId).where('id', '=', id);
}

function lockedRow(
  tx: Kysely<Tables>,
  kind: Database['kind'],
  { tenantId, id }: EntryRef,
): Promise<OutboxEntryTable | undefined> {
  const row = tx
    .selectFrom('outbox_entry')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id);
  return (kind === 'postgres' ? row.forUpdate() : row).executeTakeFirst();
}

async function setRemote(tx: Kysely<Tables>, lane: LaneRef, remote: RemoteTicket): Promise<void> {
  await tx
    .updateTable('outbox_lane')
    .set({ remote: JSON.stringify(remote) })
    .where('tenant_id', '=', lane.tenantId)
    .where('connector_id', '=', lane.connectorId)
    .where('lane', '=', lane.lane)
    .execute();
}

async function list(
  query: Kysely<Tables>,
  tenantId: string,
  { state, limit }: { readonly state: OutboxProgress['state']; readonly limit: number },
): Promise<readonly OutboxEntry[]> {
  const rows = await query
    .selectFrom('outbox_entry')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', state)
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => toEntry(row) ?? []);
}
