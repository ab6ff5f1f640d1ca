import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { memberSchema, type Member } from '../../src-shared/helpdesk/member.ts';
import type { LoginTable, MemberTable, Tables } from './tables.ts';

/** A member with the organisation they belong to. */
export interface PersonRow {
  readonly member: Member;
  readonly tenantId: Id;
  readonly organisation: string;
  readonly passwordHash: string | null;
}

export interface LoginRow extends PersonRow {
  readonly login: LoginTable;
}

export function toMember(row: MemberTable): Member {
  return memberSchema.parse({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active === 1,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  });
}

/** By address: unique on the whole server, so that signing in needs no organisation's name. */
export async function personByEmail(db: Kysely<Tables>, email: string): Promise<PersonRow | null> {
  const row = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.tenant_id')
    .selectAll('member')
    .select('organisation.name as organisation')
    .where('member.email', '=', email)
    .executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

export async function personById(db: Kysely<Tables>, tenantId: Id, id: Id): Promise<PersonRow | null> {
  const row = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.tenant_id')
    .selectAll('member')
    .select('organisation.name as organisation')
    .where('member.tenant_id', '=', tenantId)
    .where('member.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

/** Whose login this is; null when there is none. Whether it still counts is for the caller to say. */
export async function personByLogin(db: Kysely<Tables>, tokenHash: string): Promise<LoginRow | null> {
  const login = await db
    .selectFrom('login')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (login === undefined) return null;
  const person = await personById(db, login.tenant_id, login.member_id);
  return person === null ? null : { ...person, login };
}

function toPerson(row: MemberTable & { readonly organisation: string }): PersonRow {
  return {
    member: toMember(row),
    tenantId: row.tenant_id,
    organisation: row.organisation,
    passwordHash: row.password_hash,
  };
}
