import type { Kysely } from 'kysely';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import { permissionsOf } from '../../src-shared/helpdesk/permissions.ts';
import { personByLogin, type LoginRow, type PersonRow } from '../storage/person-store.ts';
import type { Tables } from '../storage/tables.ts';
import { appendAudit } from './audit-chain.ts';
import type { Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';

export interface SignedIn {
  readonly identity: Identity;
  /** The cookie's value: given out this once. */
  readonly secret: string;
}

/** When somebody began, and when they last proved with a passkey or their password that it is them; ms since 1970. */
export interface Proof {
  readonly by: Identity['by'];
  readonly startedAt: number;
  readonly provedAt: number | null;
}

/** Who is signed in, on which device, for how long. */
export interface Logins {
  /** Within the transaction of what let them in. */
  start(tx: Kysely<Tables>, person: PersonRow, method: Identity['by']): Promise<SignedIn>;
  /** Whose secret this is, while it counts. Using it keeps it alive; only looking does not. */
  identify(secret: string, how?: 'use' | 'look'): Promise<Identity | null>;
  proof(secret: string): Promise<Proof | null>;
  /** Writes down that whoever has this login has just proved who they are. */
  proved(tx: Kysely<Tables>, secret: string): Promise<void>;
  signOut(secret: string, everywhere: boolean): Promise<number>;
}

/** Proof older than this is asked for again before rights are given away, in ms. // HD-9 */
export const PROOF_MS = 10 * 60_000;
/** A login ends after `all` in any case, and after `idle` without use; ms. An app keeps its secret under the system's lock. */
const lasting = { all: 12 * 3_600_000, idle: 30 * 60_000 } as const;
const lastingInApp = { all: 30 * 86_400_000, idle: 7 * 86_400_000 } as const;
/** The last use is written this seldom: each click would be a write otherwise. */
const TOUCH_MS = 60_000;
/** What is proof by itself. A provider may have let somebody in whose browser was still open, and an app was let in. */
const proves: Readonly<Record<Identity['by'], boolean>> = {
  password: true,
  passkey: true,
  invitation: true,
  oidc: false,
  app: false,
  token: false,
};

export function isRecent(at: number | null, now: number): boolean {
  return at !== null && now - at < PROOF_MS;
}

export function createLogins(desk: Desk): Logins {
  const { db } = desk;
  return {
    async start(tx, person, method) {
      const secret = desk.newSecret();
      const now = desk.now();
      await tx
        .insertInto('login')
        .values({
          token_hash: hashSecret(secret),
          tenant_id: person.tenantId,
          member_id: person.member.id,
          method,
          created_at: now,
          last_used_at: now,
          expires_at: now + lastingOf(method).all,
          proved_at: proves[method] ? now : null,
        })
        .execute();
      await appendAudit(tx, { ...by(person), at: now, action: 'login.started', detail: { method } });
      return { identity: toIdentity(person, method), secret };
    },

    async identify(secret, how = 'use') {
      const person = await personByLogin(db.query, hashSecret(secret));
      const now = desk.now();
      if (person === null || !counts(person, now)) return null;
      if (how === 'use' && now - person.login.last_used_at > TOUCH_MS) await touch(db.query, person, now);
      return toIdentity(person, methodOf(person));
    },

    async proof(secret) {
      const person = await personByLogin(db.query, hashSecret(secret));
      if (person === null || !counts(person, desk.now())) return null;
      return { by: methodOf(person), startedAt: person.login.created_at, provedAt: person.login.proved_at };
    },

    async proved(tx, secret) {
      await tx
        .updateTable('login')
        .set({ proved_at: desk.now() })
        .where('token_hash', '=', hashSecret(secret))
        .execute();
    },

    async signOut(secret, everywhere) {
      const person = await personByLogin(db.query, hashSecret(secret));
      if (person === null) return 0;
      return db.transaction(async (tx) => {
        const logins = tx.deleteFrom('login').where('tenant_id', '=', person.tenantId);
        const { numDeletedRows } = await (
          everywhere
            ? logins.where('member_id', '=', person.member.id)
            : logins.where('token_hash', '=', hashSecret(secret))
        ).executeTakeFirst();
        const detail = { logins: Number(numDeletedRows) };
        await appendAudit(tx, { ...by(person), at: desk.now(), action: 'login.ended', detail });
        return detail.logins;
      });
    },
  };
}

/** Who did it, for the audit chain. */
export function by({ tenantId, member }: PersonRow): { readonly tenantId: string; readonly actorId: string } {
  return { tenantId, actorId: member.id };
}

export function toIdentity({ member, tenantId, organisation }: PersonRow, how: Identity['by']): Identity {
  return {
    member,
    organisation: { id: tenantId, name: organisation },
    permissions: [...permissionsOf(member.role)],
    by: how,
  };
}

function methodOf({ login }: LoginRow): Identity['by'] {
  return login.method as Identity['by'];
}

function lastingOf(method: Identity['by']): { readonly all: number; readonly idle: number } {
  return method === 'app' ? lastingInApp : lasting;
}

function counts(person: LoginRow, now: number): boolean {
  const { login, member } = person;
  return (
    member.active && now < login.expires_at && now - login.last_used_at < lastingOf(methodOf(person)).idle
  );
}

async function touch(
  query: Kysely<Tables>,
  { login, member, tenantId }: LoginRow,
  now: number,
): Promise<void> {
  await query
    .updateTable('login')
    .set({ last_used_at: now })
    .where('token_hash', '=', login.token_hash)
    .execute();
  await query
    .updateTable('member')
    .set({ last_seen_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', member.id)
    .execute();
}
