import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { MailSettingsChange } from '../../src-shared/helpdesk/api/mail-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  defaultAcknowledgeText,
  mailSendingSchema,
  type MailAddress,
  type MailSending,
  type MailSettings,
} from '../../src-shared/helpdesk/mail.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SecretBox, SecretPlace } from '../domain/secret-box.ts';
import type { MailAddressTable, MailSettingsTable } from '../storage/mail-tables.ts';
import { readJson } from '../storage/read-json.ts';
import type { Tables } from '../storage/tables.ts';
import { appendAudit, holdOrganisation } from './audit-chain.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';

/** What a sender needs. */
export interface MailAccount {
  readonly sending: MailSending;
  readonly password: string | null;
  readonly plusAddress: boolean;
}

export interface MailSettingsStore {
  read(actor: Pick<Actor, 'tenantId'>): Promise<MailSettings>;
  change(actor: Actor, change: MailSettingsChange): Promise<Result<MailSettings, ApiError>>;
  addAddress(actor: Actor, address: Omit<MailAddress, 'id'>): Promise<Result<MailAddress, ApiError>>;
  removeAddress(actor: Actor, id: Id): Promise<Result<{ removed: Id }, ApiError>>;
  /** Opened, for the sender only. The error is a sentence. */
  account(tenantId: Id): Promise<Result<MailAccount, string>>;
  /** Where a mail to this address belongs, and the organisation's addresses. Of all organisations. */
  placeOf(
    address: string,
  ): Promise<{ readonly tenantId: Id; readonly addressId: Id; readonly ours: ReadonlySet<string> } | null>;
}

export interface MailSettingsOptions {
  readonly desk: Desk;
  readonly secrets: SecretBox;
  /** The port mail arrives on. */
  readonly listensOn: () => number | null;
}

const MAX_ADDRESSES = 100;

export function createMailSettings({ desk, secrets, listensOn }: MailSettingsOptions): MailSettingsStore {
  const { db } = desk;
  const read = async (query: Kysely<Tables>, tenantId: Id): Promise<MailSettings> => ({
    ...toSettings(await rowOf(query, tenantId)),
    addresses: (await addressesOf(query, tenantId)).map(toAddress),
    listensOn: listensOn(),
  });
  return {
    read: ({ tenantId }) => read(db.query, tenantId),

    change: (actor, wanted) =>
      attempt(db, async (tx) => {
        const { tenantId } = actor;
        await holdOrganisation(tx, tenantId);
        const before = await rowOf(tx, tenantId);
        const password = passwordAfter(before, wanted);
        if (!password.ok) return password;
        const row = changedRow(desk, secrets, tenantId, before, wanted, password.value);
        await tx
          .insertInto('mail_settings')
          .values(row)
          .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
          .execute();
        const { sending } = wanted;
        await audit(tx, desk, actor, 'mail.settings-changed', {
          server: sending === null ? null : `${sending.host}:${sending.port}`,
          user: sending?.user ?? null,
          passwordChanged: password.value.type === 'new',
          acknowledge: wanted.acknowledge,
        });
        return ok(await read(tx, tenantId));
      }),

    addAddress: (actor, wanted) => attempt(db, (tx) => addAddress(tx, desk, actor, wanted)),

    removeAddress: (actor, id) =>
      attempt(db, async (tx) => {
        const gone = await tx
          .deleteFrom('mail_address')
          .where('tenant_id', '=', actor.tenantId)
          .where('id', '=', id)
          .returning('address')
          .executeTakeFirst();
        if (gone === undefined) return err(apiError('NOT_FOUND', 'There is no such address.'));
        await audit(tx, desk, actor, 'mail.address-removed', { address: gone.address });
        return ok({ removed: id });
      }),

    async account(tenantId) {
      const row = await rowOf(db.query, tenantId);
      const { sending, plusAddress } = toSettings(row);
      if (sending === null) return err('No mail server is set.');
      if (row?.password === null || row === null) return ok({ sending, password: null, plusAddress });
      const opened = secrets.open(row.password, placeOfPassword(tenantId));
      if (!opened.ok) return err('The password can not be opened with this server’s key. Enter it anew.');
      return ok({ sending, password: opened.value, plusAddress });
    },

    async placeOf(address) {
      const row = await db.query
        .selectFrom('mail_address')
        .selectAll()
        .where('address', '=', address)
        .executeTakeFirst();
      if (row === undefined) return null;
      const all = await addressesOf(db.query, row.tenant_id);
      return { tenantId: row.tenant_id, addressId: row.id, ours: new Set(all.map((one) => one.address)) };
    },
  };
}

type PasswordAfter =
  | { readonly type: 'kept' }
  | { readonly type: 'none' }
  | { readonly type: 'new'; readonly password: string };

/** A password goes to the server it was given for and to no other: who changes the address has to know it. // TM-16 */
function passwordAfter(
  before: MailSettingsTable | null,
  { sending, password }: MailSettingsChange,
): Result<PasswordAfter, ApiError> {
  const wrong = (text: string) => err(apiError('INVALID', text, { fields: { password: text } }));
  if (sending === null || sending.user === null)
    return typeof password === 'string'
      ? wrong('Without a user there is no password.')
      : ok({ type: 'none' });
  if (sending.security === 'none' && !isLoopback(sending.host))
    return err(
      apiError('INVALID', 'A password needs TLS.', {
        fields: { 'sending.security': 'would show the password' },
      }),
    );
  if (typeof password === 'string') return ok({ type: 'new', password });
  const old = toSettings(before).sending;
  const same = (['host', 'port', 'security', 'user'] as const).every((part) => old?.[part] === sending[part]);
  if (password === undefined && same && before !== null && before.password !== null)
    return ok({ type: 'kept' });
  return wrong('Another server or user needs the password anew.');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function changedRow(
  desk: Desk,
  secrets: SecretBox,
  tenantId: Id,
  before: MailSettingsTable | null,
  wanted: MailSettingsChange,
  password: PasswordAfter,
): MailSettingsTable {
  const now = desk.now();
  const sealed =
    password.type === 'new' ? secrets.seal(password.password, placeOfPassword(tenantId), now) : null;
  const kept = password.type === 'kept';
  return {
    tenant_id: tenantId,
    sending: wanted.sending === null ? null : JSON.stringify(wanted.sending),
    password: kept ? (before?.password ?? null) : (sealed?.sealed ?? null),
    password_set_at: kept ? (before?.password_set_at ?? null) : (sealed?.setAt ?? null),
    plus_address: wanted.plusAddress ? 1 : 0,
    acknowledge: wanted.acknowledge ? 1 : 0,
    acknowledge_text: wanted.acknowledgeText,
    updated_at: now,
  };
}

function placeOfPassword(tenantId: Id): SecretPlace {
  return { tenantId, owner: 'mail', field: 'password' };
}

async function addAddress(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  wanted: Omit<MailAddress, 'id'>,
): Promise<Result<MailAddress, ApiError>> {
  const { tenantId } = actor;
  await holdOrganisation(tx, tenantId);
  const wrong = (field: string, text: string) =>
    err(apiError('INVALID', 'This address can not be added.', { fields: { [field]: text } }));
  const same = await tx
    .selectFrom('mail_address')
    .select('id')
    .where('address', '=', wanted.address)
    .executeTakeFirst();
  if (same !== undefined) return wrong('address', 'is taken');
  if ((await addressesOf(tx, tenantId)).length >= MAX_ADDRESSES) return wrong('address', 'is one too many');
  const queue = await tx
    .selectFrom('queue')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', wanted.queueId)
    .executeTakeFirst();
  if (queue === undefined) return wrong('queueId', 'is unknown');
  const made: MailAddress = { id: desk.newId(), ...wanted };
  await tx
    .insertInto('mail_address')
    .values({
      tenant_id: tenantId,
      id: made.id,
      address: made.address,
      name: made.name,
      queue_id: made.queueId,
      created_at: desk.now(),
    })
    .execute();
  await audit(tx, desk, actor, 'mail.address-added', { address: made.address, queue: made.queueId });
  return ok(made);
}

function audit(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, memberId }: Actor,
  action: string,
  detail: Readonly<Record<string, string | boolean | null>>,
): Promise<void> {
  return appendAudit(tx, { tenantId, at: desk.now(), actorId: memberId, action, detail });
}

async function rowOf(query: Kysely<Tables>, tenantId: Id): Promise<MailSettingsTable | null> {
  const row = await query
    .selectFrom('mail_settings')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row ?? null;
}

function addressesOf(query: Kysely<Tables>, tenantId: Id): Promise<MailAddressTable[]> {
  return query
    .selectFrom('mail_address')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

function toSettings(row: MailSettingsTable | null): Omit<MailSettings, 'addresses' | 'listensOn'> {
  const sending = mailSendingSchema.nullable().safeParse(readJson<unknown>(row?.sending ?? 'null', null));
  return {
    sending: sending.data ?? null,
    passwordSetAt: row?.password_set_at ?? null,
    plusAddress: row?.plus_address === 1,
    acknowledge: row?.acknowledge === 1,
    acknowledgeText: row?.acknowledge_text ?? defaultAcknowledgeText,
  };
}

function toAddress({ id, address, name, queue_id: queueId }: MailAddressTable): MailAddress {
  return { id, address, name, queueId };
}
