import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Input } from '../../src-shared/helpdesk/api/route.ts';
import {
  apiTokenSchema,
  type ApiToken,
  type tokenRoutes,
} from '../../src-shared/helpdesk/api/token-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import { permissionsOfToken } from '../../src-shared/helpdesk/permissions.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { personById } from '../storage/person-store.ts';
import { readJson } from '../storage/read-json.ts';
import type { ApiTokenTable } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';
import { toIdentity } from './logins.ts';

export interface Tokens {
  list(actor: Actor): Promise<ApiToken[]>;
  create(
    actor: Actor,
    wanted: Input<typeof tokenRoutes.create>['body'],
  ): Promise<Result<{ readonly secret: string; readonly token: ApiToken }, ApiError>>;
  revoke(actor: Actor, id: Id): Promise<Result<{ readonly revoked: Id }, ApiError>>;
  /** Whose token this is, with what it may; null when it is none, has run out, or its maker has left. */
  identify(secret: string): Promise<Identity | null>;
}

/** In front of every token, so that those who scan files for secrets know one. */
export const TOKEN_PREFIX = 'alongside_';
const DAY_MS = 86_400_000;
const TOUCH_MS = 60_000;
/** More than anybody needs, few enough to be looked over. */
const MOST = 50;

export function createTokens(desk: Desk): Tokens {
  const { db } = desk;
  return {
    async list(actor) {
      let query = db.query.selectFrom('api_token').selectAll().where('tenant_id', '=', actor.tenantId);
      if (!actor.permissions.has('members.write')) query = query.where('member_id', '=', actor.memberId);
      return (await query.orderBy('created_at', 'desc').orderBy('id').execute()).map(toToken);
    },

    async create(actor, { name, scopes, days }) {
      const beyond = scopes.find((one) => !actor.permissions.has(one));
      if (beyond !== undefined)
        return err(
          apiError('NOT_ALLOWED', `A token may do no more than its maker, and you may not ${beyond}.`),
        );
      const secret = `${TOKEN_PREFIX}${desk.newSecret()}`;
      const now = desk.now();
      const row: ApiTokenTable = {
        tenant_id: actor.tenantId,
        id: desk.newId(),
        member_id: actor.memberId,
        name,
        token_hash: hashSecret(secret),
        scopes: JSON.stringify([...new Set(scopes)]),
        created_at: now,
        expires_at: now + days * DAY_MS,
        last_used_at: null,
      };
      return attempt(db, async (tx) => {
        const { count } = await tx
          .selectFrom('api_token')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('tenant_id', '=', actor.tenantId)
          .where('member_id', '=', actor.memberId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= MOST)
          return err(apiError('INVALID', 'You have 50 tokens. Remove those that nobody uses.'));
        await tx.insertInto('api_token').values(row).execute();
        await appendAudit(tx, {
          tenantId: actor.tenantId,
          at: now,
          actorId: actor.memberId,
          action: 'token.made',
          detail: { token: row.id, name, scopes: toToken(row).scopes.join(' '), expiresAt: row.expires_at },
        });
        return ok({ secret, token: toToken(row) });
      });
    },

    revoke: (actor, id) =>
      attempt(db, async (tx) => {
        let query = tx.deleteFrom('api_token').where('tenant_id', '=', actor.tenantId).where('id', '=', id);
        if (!actor.permissions.has('members.write')) query = query.where('member_id', '=', actor.memberId);
        if ((await query.executeTakeFirst()).numDeletedRows !== 1n)
          return err(apiError('NOT_FOUND', 'There is no such token.'));
        await appendAudit(tx, {
          tenantId: actor.tenantId,
          at: desk.now(),
          actorId: actor.memberId,
          action: 'token.revoked',
          detail: { token: id },
        });
        return ok({ revoked: id });
      }),

    async identify(secret) {
      if (!secret.startsWith(TOKEN_PREFIX)) return null;
      const hash = hashSecret(secret);
      const row = await db.query
        .selectFrom('api_token')
        .selectAll()
        .where('token_hash', '=', hash)
        .executeTakeFirst();
      const now = desk.now();
      if (row === undefined || now >= row.expires_at) return null;
      const person = await personById(db.query, row.tenant_id, row.member_id);
      if (person === null || !person.member.active) return null;
      if (now - (row.last_used_at ?? 0) > TOUCH_MS)
        await db.query
          .updateTable('api_token')
          .set({ last_used_at: now })
          .where('token_hash', '=', hash)
          .execute();
      const permissions = permissionsOfToken(person.member.role, toToken(row).scopes);
      return { ...toIdentity(person, 'token'), permissions: [...permissions] };
    },
  };
}

function toToken(row: ApiTokenTable): ApiToken {
  return apiTokenSchema.parse({
    id: row.id,
    name: row.name,
    memberId: row.member_id,
    scopes: readJson<unknown>(row.scopes, []),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  });
}
