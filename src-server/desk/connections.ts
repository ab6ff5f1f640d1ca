import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import {
  destinationOf,
  wrongSecrets,
  type Connection,
  type ConnectionChange,
  type NewConnection,
} from '../../src-shared/helpdesk/connection.ts';
import { defaultMapping, type ConnectorMapping } from '../../src-shared/helpdesk/connector-mapping.ts';
import type { ConnectorSettings } from '../../src-shared/helpdesk/connector-settings.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SealedSecret, SecretBox } from '../domain/secret-box.ts';
import type { ConnectorTable, Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import { readConnection, type StoredConnection } from './connection-row.ts';
import type { Actor, Desk } from './desk.ts';

/** Everything a connector is made from. Leaves this server only as requests to the other system. */
export interface OpenedConnection {
  readonly settings: ConnectorSettings;
  readonly mapping: ConnectorMapping;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface Connections {
  list(actor: Actor): Promise<readonly Connection[]>;
  add(actor: Actor, wanted: NewConnection): Promise<Result<Connection, ApiError>>;
  change(actor: Actor, id: string, change: ConnectionChange): Promise<Result<Connection, ApiError>>;
  remove(actor: Actor, id: string): Promise<Result<null, ApiError>>;
  /** For sending and testing. Undefined where there is none, it is switched off, or its secrets do not open. */
  open(tenantId: string, id: string): Promise<OpenedConnection | undefined>;
}

type Parts = { readonly desk: Desk; readonly box: SecretBox };

/** Connections to other help desks. Secrets go in and never come out but to the connector itself. // TM-16 */
export function createConnections(desk: Desk, box: SecretBox): Connections {
  const { query } = desk.db;
  const parts: Parts = { desk, box };
  return {
    async list({ tenantId }) {
      const rows = await query
        .selectFrom('connector')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('name')
        .execute();
      return rows.flatMap((row) => shown(row, desk.now()));
    },
    add: (actor, wanted) => add(parts, actor, wanted),
    change: (actor, id, change) => changeOne(parts, actor, { id, change }),
    remove: ({ tenantId, memberId }, id) =>
      attempt(desk.db, async (tx) => {
        const row = await rowOf(tx, tenantId, id);
        if (row === undefined) return err(missing());
        await tx.deleteFrom('connector').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
        const detail = { connection: row.name };
        await appendAudit(tx, {
          tenantId,
          at: desk.now(),
          actorId: memberId,
          action: 'connection.removed',
          detail,
        });
        return ok(null);
      }),
    async open(tenantId, id) {
      const row = await rowOf(query, tenantId, id);
      const stored = row === undefined || row.active !== 1 ? undefined : readConnection(row);
      return stored === undefined ? undefined : opened(box, { tenantId, id }, stored);
    },
  };
}

async function add(
  { desk, box }: Parts,
  { tenantId, memberId }: Actor,
  wanted: NewConnection,
): Promise<Result<Connection, ApiError>> {
  const fields = wrongSecrets(wanted.settings.kind, Object.keys(wanted.secrets));
  if (Object.keys(fields).length > 0)
    return err(apiError('INVALID', 'The keys do not fit the system.', { fields }));
  return attempt(desk.db, async (tx) => {
    if (await isTaken(tx, tenantId, wanted.name)) return err(taken());
    const [id, now] = [desk.newId(), desk.now()];
    const row: ConnectorTable = {
      tenant_id: tenantId,
      id,
      name: wanted.name,
      settings: JSON.stringify(wanted.settings),
      mapping: JSON.stringify(wanted.mapping ?? defaultMapping(wanted.settings.kind)),
      secrets: JSON.stringify(sealAll(box, { tenantId, id }, wanted.secrets, now)),
      active: 1,
      paused_until: 0,
      created_at: now,
      updated_at: now,
    };
    await tx.insertInto('connector').values(row).execute();
    const detail = { connection: wanted.name, to: destinationOf(wanted.settings) };
    await appendAudit(tx, { tenantId, at: now, actorId: memberId, action: 'connection.added', detail });
    return oneShown(row, now);
  });
}

async function changeOne(
  { desk, box }: Parts,
  { tenantId, memberId }: Actor,
  { id, change }: { readonly id: string; readonly change: ConnectionChange },
): Promise<Result<Connection, ApiError>> {
  return attempt(desk.db, async (tx) => {
    const row = await rowOf(tx, tenantId, id);
    const before = row === undefined ? undefined : readConnection(row);
    if (row === undefined || before === undefined) return err(missing());
    const settings = change.settings ?? before.settings;
    const moved = destinationOf(settings) !== destinationOf(before.settings);
    const now = desk.now();
    const sealed = sealAll(box, { tenantId, id }, change.secrets ?? {}, now);
    const secrets = moved ? sealed : { ...before.secrets, ...sealed };
    const fields = wrongSecrets(settings.kind, Object.keys(secrets));
    if (Object.keys(fields).length > 0)
      return err(apiError('INVALID', 'It leads somewhere else now: enter the keys anew.', { fields }));
    const name = change.name ?? row.name;
    if (name !== row.name && (await isTaken(tx, tenantId, name))) return err(taken());
    const after: ConnectorTable = {
      ...row,
      name,
      settings: JSON.stringify(settings),
      mapping: JSON.stringify(change.mapping ?? (moved ? defaultMapping(settings.kind) : before.mapping)),
      secrets: JSON.stringify(secrets),
      active: (change.active ?? row.active === 1) ? 1 : 0,
      paused_until: 0, // whatever held it up may be mended: the next try shows
      updated_at: now,
    };
    await tx
      .updateTable('connector')
      .set(after)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
    const detail = { connection: name, to: destinationOf(settings), keys: Object.keys(sealed).join(', ') };
    await appendAudit(tx, { tenantId, at: now, actorId: memberId, action: 'connection.changed', detail });
    return oneShown(after, now);
  });
}

interface Owner {
  readonly tenantId: string;
  readonly id: string;
}

function sealAll(
  box: SecretBox,
  { tenantId, id }: Owner,
  secrets: Readonly<Record<string, string>>,
  nowMs: number,
): Readonly<Record<string, SealedSecret>> {
  const seal = (field: string, secret: string) =>
    box.seal(secret, { tenantId, owner: `connector/${id}`, field }, nowMs);
  return Object.fromEntries(Object.entries(secrets).map(([field, secret]) => [field, seal(field, secret)]));
}

function opened(
  box: SecretBox,
  { tenantId, id }: Owner,
  stored: StoredConnection,
): OpenedConnection | undefined {
  const secrets: Record<string, string> = {};
  for (const [field, { sealed }] of Object.entries(stored.secrets)) {
    const secret = box.open(sealed, { tenantId, owner: `connector/${id}`, field });
    if (!secret.ok) return undefined;
    secrets[field] = secret.value;
  }
  return { settings: stored.settings, mapping: stored.mapping, secrets };
}

function shown(row: ConnectorTable, nowMs: number): Connection[] {
  const stored = readConnection(row);
  if (stored === undefined) return [];
  const hints = Object.entries(stored.secrets).map(([name, { setAt, endsIn }]) => [name, { setAt, endsIn }]);
  const { settings, mapping } = stored;
  const pausedUntil = row.paused_until > nowMs ? row.paused_until : null;
  const active = row.active === 1;
  return [
    {
      id: row.id,
      name: row.name,
      settings,
      mapping,
      active,
      pausedUntil,
      secrets: Object.fromEntries(hints),
    },
  ];
}

function oneShown(row: ConnectorTable, nowMs: number): Result<Connection, ApiError> {
  const [connection] = shown(row, nowMs);
  return connection === undefined ? err(missing()) : ok(connection);
}

function rowOf(query: Kysely<Tables>, tenantId: string, id: string): Promise<ConnectorTable | undefined> {
  return query
    .selectFrom('connector')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

async function isTaken(tx: Kysely<Tables>, tenantId: string, name: string): Promise<boolean> {
  const same = tx
    .selectFrom('connector')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name);
  return (await same.executeTakeFirst()) !== undefined;
}

function taken(): ApiError {
  return apiError('INVALID', 'There is a connection of this name.', { fields: { name: 'is taken' } });
}

function missing(): ApiError {
  return apiError('NOT_FOUND', 'There is no such connection.');
}
