import type { Kysely } from 'kysely';
import { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { emailSchema, nameSchema } from '../../src-shared/helpdesk/member.ts';
import { roleSchema, type Role } from '../../src-shared/helpdesk/permissions.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SignInRefusal } from '../../src-shared/helpdesk/sign-in-refusal.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import { personByEmail, personById, type PersonRow } from '../storage/person-store.ts';
import { domainOf, providerFor, providerOf, type ProviderRow } from '../storage/provider-store.ts';
import { readJson } from '../storage/read-json.ts';
import type { Tables } from '../storage/tables.ts';
import { insertMember } from './accounts.ts';
import { appendAudit } from './audit-chain.ts';
import type { Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';
import { by, type Logins, type SignedIn } from './logins.ts';
import type { Claims, OpenIdProviders } from './oidc-client.ts';
import { openRequest, takeRequest } from './sign-in-requests.ts';
import { clientOf } from './sign-in-settings.ts';

export interface CompanySignIn {
  /** Whether any organisation here has a provider. */
  exists(): Promise<boolean>;
  /** The provider's page, and what the browser keeps until it comes back: only it may finish what it began. */
  begin(
    email: string | undefined,
    redirectUri: string,
  ): Promise<Result<{ readonly url: string; readonly binding: string }, ApiError>>;
  finish(binding: string | null, search: string): Promise<Result<SignedIn, SignInRefusal>>;
}

const BEGUN_MS = 10 * 60_000;
const begunSchema = z.strictObject({
  redirectUri: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  binding: z.string(),
});
const noProvider = err(
  apiError('NOT_FOUND', 'No company sign-in is set up for this address. Sign in another way.'),
);

export function createCompanySignIn(
  desk: Desk,
  logins: Logins,
  box: SecretBox,
  openId: OpenIdProviders,
): CompanySignIn {
  const { db } = desk;
  return {
    async exists() {
      return (
        (await db.query.selectFrom('oidc_provider').select('tenant_id').executeTakeFirst()) !== undefined
      );
    },

    async begin(email, redirectUri) {
      const provider = await providerFor(db.query, email);
      const client = provider === null ? null : clientOf(box, provider);
      if (provider === null || client === null) return noProvider;
      const [nonce, verifier, binding] = [desk.newSecret(), desk.newSecret(), desk.newSecret()];
      const state = await openRequest(desk, {
        kind: 'oidc',
        tenantId: provider.row.tenant_id,
        data: { redirectUri, nonce, verifier, binding: hashSecret(binding) },
        ms: BEGUN_MS,
      });
      const url = await openId.addressFor(client, { redirectUri, state, nonce, verifier });
      if (!url.ok) return err(apiError('UNREACHABLE', 'Your company’s sign-in cannot be reached just now.'));
      return ok({ url: url.value, binding });
    },

    async finish(binding, search) {
      const state = new URLSearchParams(search).get('state') ?? '';
      const row = await takeRequest(db.query, 'oidc', state, desk.now());
      const begun = begunSchema.safeParse(readJson<unknown>(row?.data ?? '', null));
      if (row?.tenant_id == null || !begun.success || binding === null) return err('expired');
      if (begun.data.binding !== hashSecret(binding)) return err('expired');
      const provider = await providerOf(db.query, row.tenant_id);
      const client = provider === null ? null : clientOf(box, provider);
      if (provider === null || client === null) return err('expired');
      const claims = await openId.claims(client, { ...begun.data, state }, search);
      if (!claims.ok) return claims;
      return db.transaction((tx) => admit(tx, { desk, logins, provider }, claims.value));
    },
  };
}

interface Door {
  readonly desk: Desk;
  readonly logins: Logins;
  readonly provider: ProviderRow;
}

async function admit(
  tx: Kysely<Tables>,
  door: Door,
  claims: Claims,
): Promise<Result<SignedIn, SignInRefusal>> {
  const { tenant_id: tenantId, issuer } = door.provider.row;
  const link = await tx
    .selectFrom('oidc_link')
    .select('member_id')
    .where('tenant_id', '=', tenantId)
    .where('issuer', '=', issuer)
    .where('subject', '=', claims.sub)
    .executeTakeFirst();
  const found =
    link === undefined
      ? await firstTime(tx, door, claims)
      : await personById(tx, tenantId, link.member_id).then((person) =>
          person === null ? err<SignInRefusal>('left') : ok(person),
        );
  if (!found.ok) return found;
  if (!found.value.member.active) return err('left');
  await tx
    .updateTable('oidc_link')
    .set({ last_used_at: door.desk.now() })
    .where('tenant_id', '=', tenantId)
    .where('issuer', '=', issuer)
    .where('subject', '=', claims.sub)
    .execute();
  return ok(await door.logins.start(tx, await withRole(tx, door, found.value, claims), 'oidc'));
}

/** Whoever comes for the first time is known by an address, if the provider has verified it and may speak for it. */
async function firstTime(
  tx: Kysely<Tables>,
  door: Door,
  claims: Claims,
): Promise<Result<PersonRow, SignInRefusal>> {
  const { domains, row } = door.provider;
  const email = emailSchema.safeParse(claims['email']);
  if (!email.success || claims['email_verified'] !== true) return err('unverified');
  if (!domains.includes(domainOf(email.data))) return err('domain');
  const known = await personByEmail(tx, email.data);
  if (known !== null && known.tenantId !== row.tenant_id) return err('not-invited');
  const person = known ?? (await joined(tx, door, email.data, claims));
  if (person === null) return err('not-invited');
  if (!person.member.active) return err('left');
  const now = door.desk.now();
  await tx
    .insertInto('oidc_link')
    .values({
      tenant_id: row.tenant_id,
      issuer: row.issuer,
      subject: claims.sub,
      member_id: person.member.id,
      created_at: now,
      last_used_at: now,
    })
    .execute();
  const detail = { issuer: row.issuer };
  await appendAudit(tx, { ...by(person), at: now, action: 'provider.linked', detail });
  return ok(person);
}

/** Takes the invitation for this address; null when there is none that counts. */
async function joined(
  tx: Kysely<Tables>,
  { desk, provider }: Door,
  email: string,
  claims: Claims,
): Promise<PersonRow | null> {
  const tenantId = provider.row.tenant_id;
  const now = desk.now();
  const invitation = await tx
    .selectFrom('invitation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (invitation === undefined) return null;
  await tx.deleteFrom('invitation').where('tenant_id', '=', tenantId).where('email', '=', email).execute();
  const { name: organisation } = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const name = nameSchema.safeParse(claims['name']);
  const role = roleSchema.parse(invitation.role);
  const person = await insertMember(
    tx,
    { tenantId, organisation },
    { id: desk.newId(), name: name.success ? name.data : email, email, role, passwordHash: null, now },
  );
  await appendAudit(tx, { ...by(person), at: now, action: 'member.joined', detail: { role } });
  return person;
}

/** The role that the provider says, each time. Owners are made and changed here only. */
async function withRole(
  tx: Kysely<Tables>,
  { desk, provider }: Door,
  person: PersonRow,
  claims: Claims,
): Promise<PersonRow> {
  const role = roleSaid(provider, claims);
  const { tenantId, member } = person;
  if (role === null || member.role === 'owner' || member.role === role) return person;
  await tx
    .updateTable('member')
    .set({ role })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', member.id)
    .execute();
  // what was begun with the rights of before must not go on with them
  await tx.deleteFrom('login').where('tenant_id', '=', tenantId).where('member_id', '=', member.id).execute();
  const detail = { member: member.id, role, by: 'provider' };
  await appendAudit(tx, { tenantId, at: desk.now(), actorId: null, action: 'member.changed', detail });
  return { ...person, member: { ...member, role } };
}

/** Of several values the one that may most. */
function roleSaid({ row, roles }: ProviderRow, claims: Claims): Role | null {
  if (row.role_claim === null) return null;
  const claim: unknown = claims[row.role_claim];
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const said = new Set(values.map((value) => (typeof value === 'string' ? roleOf(roles, value) : null)));
  return (['admin', 'technician', 'auditor'] as const).find((role) => said.has(role)) ?? null;
}

function roleOf(roles: ProviderRow['roles'], value: string): Role | null {
  return Object.hasOwn(roles, value) ? (roles[value] ?? null) : null;
}
