import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Tables } from '../storage/tables.ts';

/** How one member can sign in. */
export interface WaysIn {
  readonly password: boolean;
  readonly passkeys: number;
  /** Through the company's provider, while one is set up. */
  readonly provider: boolean;
}

export async function passwordsCount(query: Kysely<Tables>, tenantId: Id): Promise<boolean> {
  const policy = await query
    .selectFrom('sign_in_policy')
    .select('passwords')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return policy?.passwords !== 0;
}

export async function waysInOf(query: Kysely<Tables>, tenantId: Id, memberId: Id): Promise<WaysIn> {
  const { password_hash: hash } = await query
    .selectFrom('member')
    .select('password_hash')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow();
  const { count } = await query
    .selectFrom('passkey')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow();
  const link = await query
    .selectFrom('oidc_link')
    .innerJoin('oidc_provider', (join) =>
      join
        .onRef('oidc_provider.tenant_id', '=', 'oidc_link.tenant_id')
        .onRef('oidc_provider.issuer', '=', 'oidc_link.issuer'),
    )
    .select('oidc_link.subject')
    .where('oidc_link.tenant_id', '=', tenantId)
    .where('oidc_link.member_id', '=', memberId)
    .executeTakeFirst();
  return {
    password: hash !== null && (await passwordsCount(query, tenantId)),
    passkeys: Number(count),
    provider: link !== undefined,
  };
}
