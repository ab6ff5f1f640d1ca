import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { memberRoutes } from '../../src-shared/helpdesk/api/member-routes.ts';
import type { Input } from '../../src-shared/helpdesk/api/route.ts';
import type { sessionRoutes } from '../../src-shared/helpdesk/api/session-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { roleSchema, type Role } from '../../src-shared/helpdesk/permissions.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { personByEmail, personByLogin, type PersonRow } from '../storage/person-store.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';
import { by, createLogins, type Logins, type SignedIn } from './logins.ts';
import type { Passwords } from './passwords.ts';
import { passwordsCount } from './ways-in.ts';

export interface Accounts {
  /** Whether an owner exists. */
  isSetUp(): Promise<boolean>;
  /** Makes a token for the first run, when there is no owner yet; an older one is void. Null when there is one. */
  offerSetUp(): Promise<string | null>;
  setUp(input: Input<typeof sessionRoutes.setUp>['body']): Promise<Result<SignedIn, ApiError>>;
  signIn(email: string, password: string): Promise<Result<SignedIn, ApiError>>;
  /** Takes an invitation, once. */
  join(input: Input<typeof memberRoutes.join>['body']): Promise<Result<SignedIn, ApiError>>;
  /** Proves once more, with the password, that whoever has this login is who signed in. */
  prove(secret: string, password: string): Promise<Result<null, ApiError>>;
  readonly identify: Logins['identify'];
  readonly signOut: Logins['signOut'];
}

const SET_UP_MS = 30 * 60_000;
const SET_UP = 'set-up-token';

/** Writes what a new organisation begins with, in the transaction that makes it. */
export type BeginOrganisation = (
  tx: Kysely<Tables>,
  owner: { readonly tenantId: Id; readonly memberId: Id; readonly name: string },
) => Promise<void>;

export function createAccounts(
  desk: Desk,
  passwords: Passwords,
  logins: Logins = createLogins(desk),
  begin: BeginOrganisation = async () => undefined,
): Accounts {
  const { db } = desk;
  const audit = (
    tx: Kysely<Tables>,
    person: PersonRow,
    action: string,
    detail: Readonly<Record<string, string | number>>,
  ) => appendAudit(tx, { ...by(person), at: desk.now(), action, detail: { ...detail } });
  const refused = err(apiError('SIGN_IN', 'That address and password do not fit together.'));

  return {
    isSetUp: () => isSetUp(db.query),

    async offerSetUp() {
      return db.transaction(async (tx) => {
        if (await isSetUp(tx)) return null;
        const token = desk.newSecret();
        const value = JSON.stringify({ hash: hashSecret(token), expiresAt: desk.now() + SET_UP_MS });
        await tx
          .insertInto('server_state')
          .values({ name: SET_UP, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
        return token;
      });
    },

    async setUp({ token, organisation, name, email, password }) {
      if (!(await tokenFits(db.query, token, desk.now()))) return err(noSuchToken);
      const passwordHash = await passwords.hash(password);
      return attempt(db, async (tx) => {
        // taken out first: of two at one time the second finds nothing // HD-5
        const taken = await tx
          .deleteFrom('server_state')
          .where('name', '=', SET_UP)
          .where('value', 'like', `%${hashSecret(token)}%`)
          .executeTakeFirst();
        if (taken.numDeletedRows !== 1n || (await isSetUp(tx))) return err(noSuchToken);
        const person = await insertOwner(tx, desk, { organisation, name, email, passwordHash });
        await audit(tx, person, 'organisation.created', { organisation });
        await begin(tx, { tenantId: person.tenantId, memberId: person.member.id, name });
        return ok(await logins.start(tx, person, 'password'));
      });
    },

    async signIn(email, password) {
      const person = await personByEmail(db.query, email);
      const fits = await passwords.verify(person?.passwordHash ?? null, password);
      if (person === null || !fits || !person.member.active) return refused;
      if (!(await passwordsCount(db.query, person.tenantId))) return err(noPasswords);
      return ok(await db.transaction((tx) => logins.start(tx, person, 'password')));
    },

    async join({ token, name, password }) {
      const invitation = await db.query
        .selectFrom('invitation')
        .selectAll()
        .where('token_hash', '=', hashSecret(token))
        .where('expires_at', '>', desk.now())
        .executeTakeFirst();
      if (invitation === undefined) return err(noSuchInvitation);
      const passwordHash = await passwords.hash(password);
      return attempt(db, async (tx) => {
        const taken = await tx
          .deleteFrom('invitation')
          .where('token_hash', '=', invitation.token_hash)
          .executeTakeFirst();
        if (taken.numDeletedRows !== 1n) return err(noSuchInvitation);
        if ((await personByEmail(tx, invitation.email)) !== null) return err(noSuchInvitation); // joined by another one
        const organisation = await tx
          .selectFrom('organisation')
          .select('name')
          .where('id', '=', invitation.tenant_id)
          .executeTakeFirstOrThrow();
        const person = await insertMember(
          tx,
          { tenantId: invitation.tenant_id, organisation: organisation.name },
          {
            id: desk.newId(),
            name,
            email: invitation.email,
            role: roleSchema.parse(invitation.role),
            passwordHash,
            now: desk.now(),
          },
        );
        await audit(tx, person, 'member.joined', { role: invitation.role });
        return ok(await logins.start(tx, person, 'invitation'));
      });
    },

    async prove(secret, password) {
      const person = await personByLogin(db.query, hashSecret(secret));
      const fits = await passwords.verify(person?.passwordHash ?? null, password);
      if (person === null || !fits) return err(apiError('INVALID', 'That is not your password.'));
      if (!(await passwordsCount(db.query, person.tenantId))) return err(noPasswords);
      return attempt(db, async (tx) => {
        await logins.proved(tx, secret);
        await audit(tx, person, 'login.proved', { method: 'password' });
        return ok(null);
      });
    },

    identify: logins.identify,
    signOut: logins.signOut,
  };
}

const noSuchToken = apiError(
  'NOT_FOUND',
  'This set-up link is not valid any more. Start the server again to get a new one.',
);

/** Said only to who knows the password: to others it would say who works where. */
const noPasswords = apiError(
  'NOT_ALLOWED',
  'Your organisation has switched passwords off. Sign in with a passkey or through your company.',
);

const noSuchInvitation = apiError(
  'NOT_FOUND',
  'This invitation is not valid any more. Ask whoever invited you for a new one.',
);

async function isSetUp(query: Kysely<Tables>): Promise<boolean> {
  const row = await query.selectFrom('organisation').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

async function tokenFits(query: Kysely<Tables>, token: string, now: number): Promise<boolean> {
  const row = await query
    .selectFrom('server_state')
    .select('value')
    .where('name', '=', SET_UP)
    .executeTakeFirst();
  if (row === undefined) return false;
  const offered = JSON.parse(row.value) as { readonly hash: string; readonly expiresAt: number };
  return offered.hash === hashSecret(token) && now < offered.expiresAt;
}

interface Owner {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

async function insertOwner(tx: Kysely<Tables>, desk: Desk, owner: Owner): Promise<PersonRow> {
  const tenantId = desk.newId();
  const now = desk.now();
  await tx
    .insertInto('organisation')
    .values({ id: tenantId, name: owner.organisation, created_at: now, next_number: 1 })
    .execute();
  await tx
    .insertInto('queue')
    .values({ tenant_id: tenantId, id: desk.newId(), name: 'Help desk', public: 1, position: 0 })
    .execute();
  return insertMember(
    tx,
    { tenantId, organisation: owner.organisation },
    {
      id: desk.newId(),
      name: owner.name,
      email: owner.email,
      role: 'owner',
      passwordHash: owner.passwordHash,
      now,
    },
  );
}

interface NewMember {
  readonly id: Id;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly now: number;
}

/** Adds somebody to an organisation. The address must be free on the whole server, or the database refuses. */
export async function insertMember(
  tx: Kysely<Tables>,
  { tenantId, organisation }: { readonly tenantId: Id; readonly organisation: string },
  { id, name, email, role, passwordHash, now }: NewMember,
): Promise<PersonRow> {
  await tx
    .insertInto('member')
    .values({
      tenant_id: tenantId,
      id,
      name,
      email,
      role,
      active: 1,
      created_at: now,
      last_seen_at: now,
      password_hash: passwordHash,
    })
    .execute();
  const member = { id, name, email, role, active: true, createdAt: now, lastSeenAt: now };
  return { member, tenantId, organisation, passwordHash };
}
