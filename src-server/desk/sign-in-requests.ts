import type { Kysely } from 'kysely';
import type { SignInRequestTable } from '../storage/sign-in-tables.ts';
import type { Tables } from '../storage/tables.ts';
import type { Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';

export type SignInKind = 'passkey.register' | 'passkey.use' | 'oidc' | 'app';

export interface NewSignInRequest {
  readonly kind: SignInKind;
  readonly tenantId?: string;
  readonly memberId?: string;
  readonly data?: object;
  readonly ms: number;
}

/** Writes down something that ends within minutes; answers its secret. What has run out goes at the same time. */
export async function openRequest(desk: Desk, request: NewSignInRequest): Promise<string> {
  const secret = desk.newSecret();
  const now = desk.now();
  await desk.db.transaction(async (tx) => {
    await tx.deleteFrom('sign_in_request').where('expires_at', '<=', now).execute();
    await tx
      .insertInto('sign_in_request')
      .values({
        request_hash: hashSecret(secret),
        kind: request.kind,
        tenant_id: request.tenantId ?? null,
        member_id: request.memberId ?? null,
        data: JSON.stringify(request.data ?? {}),
        created_at: now,
        expires_at: now + request.ms,
      })
      .execute();
  });
  return secret;
}

/** Takes it out, however it goes on: of two with the same secret one gets it. Null when it has run out. */
export async function takeRequest(
  query: Kysely<Tables>,
  kind: SignInKind,
  secret: string,
  now: number,
): Promise<SignInRequestTable | null> {
  const row = await query
    .deleteFrom('sign_in_request')
    .where('request_hash', '=', hashSecret(secret))
    .where('kind', '=', kind)
    .returningAll()
    .executeTakeFirst();
  return row !== undefined && now < row.expires_at ? row : null;
}
