import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Member } from '../../src-shared/helpdesk/member.ts';
import { mayManage, type Role } from '../../src-shared/helpdesk/permissions.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { toMember } from '../storage/person-store.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit, holdOrganisation } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';

export interface Members {
  list(actor: Actor): Promise<Member[]>;
  invite(
    actor: Actor,
    invitation: { readonly email: string; readonly role: Role },
  ): Promise<Result<{ readonly token: string; readonly expiresAt: number }, ApiError>>;
  change(
    actor: Actor,
    id: Id,
    change: { readonly role?: Role | undefined; readonly active?: boolean | undefined },
  ): Promise<Result<Member, ApiError>>;
}

const INVITATION_MS = 7 * 86_400_000;
const notAbove = apiError('NOT_ALLOWED', 'Only an owner can make or change an owner.');

export function createMembers(desk: Desk): Members {
  const { db } = desk;
  return {
    async list({ tenantId }) {
      const rows = await db.query
        .selectFrom('member')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('name')
        .execute();
      return rows.map(toMember);
    },

    async invite(actor, { email, role }) {
      const token = desk.newSecret();
      const now = desk.now();
      const expiresAt = now + INVITATION_MS;
      return attempt(db, async (tx) => {
        const may = await mayNow(tx, actor, role);
        if (!may.ok) return may;
        const taken = await tx
          .selectFrom('member')
          .select('id')
          .where('email', '=', email)
          .executeTakeFirst();
        if (taken !== undefined)
          return err(
            apiError('INVALID', 'Somebody has this address already.', { fields: { email: 'is taken' } }),
          );
        await tx
          .insertInto('invitation')
          .values({
            token_hash: hashSecret(token),
            tenant_id: actor.tenantId,
            email,
            role,
            invited_by: actor.memberId,
            created_at: now,
            expires_at: expiresAt,
          })
          .execute();
        await appendAudit(tx, {
          tenantId: actor.tenantId,
          at: now,
          actorId: actor.memberId,
          action: 'member.invited',
          detail: { email, role },
        });
        return ok({ token, expiresAt });
      });
    },

    async change(actor, id, change) {
      const { tenantId, memberId } = actor;
      if (id === memberId)
        return err(apiError('NOT_ALLOWED', 'Nobody changes their own rights. Ask another owner.'));
      const outcome = await attempt(db, async (tx) => {
        const may = await mayNow(tx, actor, change.role ?? 'auditor');
        if (!may.ok) return may;
        const row = await tx
          .selectFrom('member')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return err(apiError('NOT_FOUND', 'There is nobody of that id.'));
        const before = toMember(row);
        const after = { ...before, role: change.role ?? before.role, active: change.active ?? before.active };
        if (!mayManage(may.value, before.role)) return err(notAbove);
        await tx
          .updateTable('member')
          .set({ role: after.role, active: after.active ? 1 : 0 })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .execute();
        // who may do less, or nothing, must not go on with what they were signed in as
        await tx.deleteFrom('login').where('tenant_id', '=', tenantId).where('member_id', '=', id).execute();
        // nor come back as somebody they invited while they could
        await tx
          .deleteFrom('invitation')
          .where('tenant_id', '=', tenantId)
          .where('invited_by', '=', id)
          .execute();
        const detail = { member: id, role: after.role, active: after.active };
        await appendAudit(tx, {
          tenantId,
          at: desk.now(),
          actorId: memberId,
          action: 'member.changed',
          detail,
        });
        return ok(after);
      });
      if (outcome.ok) desk.events.tell({ tenantId, type: 'member.changed', id, version: 0, byId: memberId });
      return outcome;
    },
  };
}

/**
 * The actor's role as it is now, when it may make a member of that role. Of two owners who lock each other out at one
 * time, the second has been locked out already when it is their turn: one always stays.
 */
async function mayNow(
  tx: Kysely<Tables>,
  { tenantId, memberId }: Actor,
  target: Role,
): Promise<Result<Role, ApiError>> {
  await holdOrganisation(tx, tenantId);
  const row = await tx
    .selectFrom('member')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow();
  const { role, active } = toMember(row);
  return active && mayManage(role, target) ? ok(role) : err(notAbove);
}
