import type { RemoteTicket } from '../../../src-server/domain/connector.ts';
import type {
  LaneRef,
  OutboxBatch,
  OutboxClaim,
  OutboxEntry,
  OutboxStore,
} from '../../../src-server/domain/outbox-entry.ts';
import { decided, freshProgress } from '../../../src-server/domain/outbox-steps.ts';

interface Row {
  entry: OutboxEntry;
  token: string | undefined;
  leaseUntil: number;
}

/** The in-memory twin of the outbox's tables: what a database must do, in its simplest form. */
export function createMemoryStore(): OutboxStore & { readonly rows: () => readonly OutboxEntry[] } {
  const rows: Row[] = [];
  const remotes = new Map<string, RemoteTicket>();
  const pauses = new Map<string, number>();
  let tokens = 0;
  const own = (claim: OutboxClaim): Row | undefined =>
    rows.find(({ entry, token }) => entry.id === claim.entry.id && token === claim.token);
  return {
    rows: () => rows.map(({ entry }) => entry),
    enqueue: async (batch, nowMs) => enqueue(rows, remotes, batch, nowMs),
    claim: async (nowMs, leaseUntil) => {
      const row = rows.find((row) => isFree(rows, pauses, row, nowMs));
      if (row === undefined) return undefined;
      tokens += 1;
      Object.assign(row, { token: `t${tokens}`, leaseUntil });
      return { entry: row.entry, token: `t${tokens}`, remote: remotes.get(laneOf(row.entry)) };
    },
    change: async (claim, { progress, leaseUntil, remote }) => {
      const row = own(claim);
      if (row === undefined) return false;
      row.entry = { ...row.entry, progress };
      row.leaseUntil = leaseUntil ?? 0;
      if (leaseUntil === undefined) row.token = undefined;
      if (remote !== undefined) remotes.set(laneOf(row.entry), remote);
      return true;
    },
    pause: async (tenantId, connectorId, untilMs) => {
      const name = JSON.stringify([tenantId, connectorId]);
      pauses.set(name, Math.max(pauses.get(name) ?? 0, untilMs));
    },
    list: async (tenantId, state, limit) =>
      rows
        .map(({ entry }) => entry)
        .filter((entry) => entry.tenantId === tenantId && entry.progress.state === state)
        .toReversed()
        .slice(0, limit),
    decide: async (tenantId, id, decision, nowMs) => {
      const row = rows.find(({ entry }) => entry.tenantId === tenantId && entry.id === id);
      const progress = row === undefined ? undefined : decided(row.entry, decision, nowMs);
      if (row === undefined || progress === undefined) return false;
      row.entry = { ...row.entry, progress };
      if (decision.type === 'sent' && decision.remote !== undefined)
        remotes.set(laneOf(row.entry), decision.remote);
      return true;
    },
  };
}

function enqueue(rows: Row[], remotes: Map<string, RemoteTicket>, batch: OutboxBatch, nowMs: number): void {
  const { tenantId, connectorId, lane } = batch;
  if (batch.remote !== undefined) remotes.set(laneOf(batch), batch.remote);
  for (const { key, action } of batch.entries) {
    const known = rows.some(
      ({ entry }) => entry.key === key && entry.tenantId === tenantId && entry.connectorId === connectorId,
    );
    if (known) continue;
    const id = `e${rows.length + 1}`;
    const entry = { tenantId, connectorId, lane, id, key, action, progress: freshProgress(nowMs) };
    rows.push({ entry, token: undefined, leaseUntil: 0 });
  }
}

function isFree(rows: readonly Row[], pauses: ReadonlyMap<string, number>, row: Row, nowMs: number): boolean {
  const { entry, leaseUntil } = row;
  const { state, notBefore } = entry.progress;
  const paused = pauses.get(JSON.stringify([entry.tenantId, entry.connectorId])) ?? 0;
  if (state !== 'waiting' || notBefore > nowMs || leaseUntil > nowMs || paused > nowMs) return false;
  const first = rows.find(
    (other) =>
      laneOf(other.entry) === laneOf(entry) && ['waiting', 'dead'].includes(other.entry.progress.state),
  );
  return first === row;
}

function laneOf({ tenantId, connectorId, lane }: LaneRef): string {
  return JSON.stringify([tenantId, connectorId, lane]);
}
