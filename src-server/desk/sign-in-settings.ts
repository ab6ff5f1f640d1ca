import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { newProviderSchema, SignInSettings } from '../../src-shared/helpdesk/api/provider-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import { ownerHasAnotherWay, passwordOnly, providerOf, type ProviderRow } from '../storage/provider-store.ts';
import type { OidcProviderTable } from '../storage/sign-in-tables.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit, type AuditDetail } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import type { OidcClient, OpenIdProviders } from './oidc-client.ts';
import { passwordsCount } from './ways-in.ts';

/** Everything but the address to come back to, which is the server's own matter. */
type Settings = Omit<SignInSettings, 'callback'>;

export interface SignInSettingsOf {
  read(actor: Actor): Promise<Settings>;
  setProvider(actor: Actor, wanted: z.output<typeof newProviderSchema>): Promise<Result<Settings, ApiError>>;
  removeProvider(actor: Actor): Promise<Result<Settings, ApiError>>;
  setPasswords(actor: Actor, allowed: boolean): Promise<Result<Settings, ApiError>>;
}

const ownerFirst = err(
  apiError(
    'NOT_ALLOWED',
    'With this no owner could sign in any more. First let an owner add a passkey or sign in through the company.',
  ),
);

export function createSignInSettings(
  desk: Desk,
  box: SecretBox,
  openId: Pick<OpenIdProviders, 'check'>,
): SignInSettingsOf {
  const { db } = desk;
  /** Changes, makes sure that an owner still gets in, and answers what there is now. */
  const change = (
    { tenantId, memberId }: Actor,
    action: string,
    detail: AuditDetail,
    run: (tx: Kysely<Tables>) => Promise<void>,
  ): Promise<Result<Settings, ApiError>> =>
    attempt(db, async (tx) => {
      await run(tx);
      // the audit takes the organisation's row: of two changes at one time the second sees the first
      await appendAudit(tx, { tenantId, at: desk.now(), actorId: memberId, action, detail });
      const now = await settingsOf(tx, tenantId);
      const issuer = now.provider?.issuer ?? null;
      if (!now.passwords && !(await ownerHasAnotherWay(tx, tenantId, issuer))) return ownerFirst;
      return ok(now);
    });
  return {
    read: ({ tenantId }) => settingsOf(db.query, tenantId),

    async setProvider(actor, wanted) {
      const before = await providerOf(db.query, actor.tenantId);
      const secret = wanted.secret ?? secretOf(box, before, wanted.issuer);
      if (secret === null) return err(wrong('secret', 'is needed'));
      const checked = await openId.check({ issuer: wanted.issuer, clientId: wanted.clientId, secret });
      if (!checked.ok) return err(wrong('issuer', `does not answer as a provider (${checked.error})`));
      const row = sealed(desk, box, actor.tenantId, { ...wanted, secret });
      const detail = { issuer: row.issuer, clientId: row.client_id, domains: wanted.domains.join(' ') };
      return change(actor, 'provider.set', detail, async (tx) => {
        await tx.deleteFrom('oidc_provider').where('tenant_id', '=', actor.tenantId).execute();
        await tx.insertInto('oidc_provider').values(row).execute();
      });
    },

    removeProvider: (actor) =>
      change(actor, 'provider.removed', {}, async (tx) => {
        await tx.deleteFrom('oidc_provider').where('tenant_id', '=', actor.tenantId).execute();
      }),

    setPasswords: (actor, allowed) =>
      change(actor, allowed ? 'passwords.on' : 'passwords.off', {}, async (tx) => {
        const values = { tenant_id: actor.tenantId, passwords: allowed ? 1 : 0 };
        await tx
          .insertInto('sign_in_policy')
          .values(values)
          .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
          .execute();
      }),
  };
}

/** A provider with its secret open; null when this server's key does not open it. */
export function clientOf(box: SecretBox, { row }: ProviderRow): OidcClient | null {
  const secret = box.open(row.secret, placeOf(row.tenant_id));
  return secret.ok ? { issuer: row.issuer, clientId: row.client_id, secret: secret.value } : null;
}

/** A secret never goes to another issuer than the one it was entered for. */
function secretOf(box: SecretBox, before: ProviderRow | null, issuer: string): string | null {
  return before === null || before.row.issuer !== issuer ? null : (clientOf(box, before)?.secret ?? null);
}

function sealed(
  desk: Desk,
  box: SecretBox,
  tenantId: Id,
  wanted: z.output<typeof newProviderSchema> & { readonly secret: string },
): OidcProviderTable {
  const kept = box.seal(wanted.secret, placeOf(tenantId), desk.now());
  return {
    tenant_id: tenantId,
    issuer: wanted.issuer,
    client_id: wanted.clientId,
    secret: kept.sealed,
    secret_ends_in: kept.endsIn,
    secret_set_at: kept.setAt,
    domains: JSON.stringify(wanted.domains),
    role_claim: wanted.roleClaim,
    roles: JSON.stringify(wanted.roles),
  };
}

function placeOf(tenantId: Id) {
  return { tenantId, owner: 'sign-in', field: 'client-secret' };
}

function wrong(field: string, what: string): ApiError {
  return apiError('INVALID', `The ${field} ${what}.`, { fields: { [field]: what } });
}

async function settingsOf(query: Kysely<Tables>, tenantId: Id): Promise<Settings> {
  const provider = await providerOf(query, tenantId);
  return {
    passwords: await passwordsCount(query, tenantId),
    passwordOnly: await passwordOnly(query, tenantId, provider?.row.issuer ?? null),
    provider:
      provider === null
        ? null
        : {
            issuer: provider.row.issuer,
            clientId: provider.row.client_id,
            domains: [...provider.domains],
            roleClaim: provider.row.role_claim,
            roles: provider.roles,
            secretEndsIn: provider.row.secret_ends_in,
            secretSetAt: provider.row.secret_set_at,
          },
  };
}
