import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { readJson } from './read-json.ts';
import type { OidcProviderTable } from './sign-in-tables.ts';
import type { Tables } from './tables.ts';

const domainsSchema = z.array(z.string()).catch([]);
const rolesSchema = z.record(z.string(), z.enum(['admin', 'technician', 'auditor'])).catch({});

/** An organisation's provider; its secret still sealed. */
export interface ProviderRow {
  readonly row: OidcProviderTable;
  readonly domains: readonly string[];
  readonly roles: z.output<typeof rolesSchema>;
}

export async function providerOf(query: Kysely<Tables>, tenantId: Id): Promise<ProviderRow | null> {
  const row = await query
    .selectFrom('oidc_provider')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row === undefined ? null : toProvider(row);
}

/** By the domain of somebody's address; without an address the only one on this server. */
export async function providerFor(
  query: Kysely<Tables>,
  email: string | undefined,
): Promise<ProviderRow | null> {
  const all = (await query.selectFrom('oidc_provider').selectAll().execute()).map(toProvider);
  if (email === undefined) return all.length === 1 ? (all[0] ?? null) : null;
  return all.find(({ domains }) => domains.includes(domainOf(email))) ?? null;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether an owner who is in could come in without a password: by a passkey, or through this issuer. */
export async function ownerHasAnotherWay(
  query: Kysely<Tables>,
  tenantId: Id,
  issuer: string | null,
): Promise<boolean> {
  const owners = query
    .selectFrom('member')
    .select('member.id')
    .where('member.tenant_id', '=', tenantId)
    .where('role', '=', 'owner')
    .where('active', '=', 1);
  const found = await owners
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('passkey')
            .select('passkey.id')
            .whereRef('passkey.tenant_id', '=', 'member.tenant_id')
            .whereRef('passkey.member_id', '=', 'member.id'),
        ),
        eb.exists(
          eb
            .selectFrom('oidc_link')
            .select('oidc_link.subject')
            .whereRef('oidc_link.tenant_id', '=', 'member.tenant_id')
            .whereRef('oidc_link.member_id', '=', 'member.id')
            .where('oidc_link.issuer', '=', issuer ?? ''),
        ),
      ]),
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** Active members who have nothing but a password. */
export async function passwordOnly(
  query: Kysely<Tables>,
  tenantId: Id,
  issuer: string | null,
): Promise<number> {
  const { count } = await query
    .selectFrom('member')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('member.tenant_id', '=', tenantId)
    .where('active', '=', 1)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('passkey')
            .select('passkey.id')
            .whereRef('passkey.tenant_id', '=', 'member.tenant_id')
            .whereRef('passkey.member_id', '=', 'member.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('oidc_link')
            .select('oidc_link.subject')
            .whereRef('oidc_link.tenant_id', '=', 'member.tenant_id')
            .whereRef('oidc_link.member_id', '=', 'member.id')
            .where('oidc_link.issuer', '=', issuer ?? ''),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

function toProvider(row: OidcProviderTable): ProviderRow {
  return {
    row,
    domains: domainsSchema.parse(readJson<unknown>(row.domains, [])),
    roles: rolesSchema.parse(readJson<unknown>(row.roles, {})),
  };
}
