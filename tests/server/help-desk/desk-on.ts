import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createAccounts, type Accounts } from '../../../src-server/desk/accounts.ts';
import type { Actor, Desk, DeskEvent } from '../../../src-server/desk/desk.ts';
import { hashSecret } from '../../../src-server/desk/hash-secret.ts';
import type { Passwords } from '../../../src-server/desk/passwords.ts';
import { openDatabase, type DatabasePlace } from '../../../src-server/storage/open-database.ts';
import type { Identity } from '../../../src-shared/helpdesk/member.ts';
import { permissionsOf } from '../../../src-shared/helpdesk/permissions.ts';

/** A help desk without HTTP: real records, a clock that the test turns, and what it has told. */
export interface TestDesk {
  readonly desk: Desk;
  readonly accounts: Accounts;
  readonly told: readonly DeskEvent[];
  /** Goes on by so many ms. */
  pass(ms: number): void;
  /** Signs an owner of a new organisation up. */
  owner(organisation?: string): Promise<Actor>;
}

/** Hashing that takes a second a time has tests of its own. */
const quickPasswords: Passwords = {
  hash: async (password) => `quick:${password}`,
  verify: async (stored, password) => stored === `quick:${password}`,
};

export const START = Date.UTC(2026, 10, 23, 9, 0, 0);

export async function deskOn(place: DatabasePlace): Promise<TestDesk> {
  const db = await openDatabase(place);
  onTestFinished(() => db.close());
  let now = START;
  const told: DeskEvent[] = [];
  const desk: Desk = {
    db,
    now: () => now,
    newId: () => randomBytes(16).toString('base64url'),
    newSecret: () => randomBytes(32).toString('base64url'),
    events: { tell: (event) => void told.push(event), on: () => () => undefined },
  };
  const accounts = createAccounts(desk, quickPasswords);
  let organisations = 0;
  return {
    desk,
    accounts,
    told,
    pass: (ms) => void (now += ms),
    async owner(organisation = 'Riverside Library') {
      organisations += 1;
      const identity =
        organisations === 1
          ? await firstOwner(accounts, organisation)
          : await anotherOwner(desk, accounts, organisation, organisations);
      return actorOf(identity);
    },
  };
}

async function firstOwner(accounts: Accounts, organisation: string): Promise<Identity> {
  const token = await accounts.offerSetUp();
  const made = await accounts.setUp({
    token: token ?? '',
    organisation,
    name: 'Ada Ashworth',
    email: 'ada@example.org',
    password: 'a long enough one',
  });
  if (!made.ok) throw new Error(made.error.message);
  return made.value.identity;
}

/** Set-up makes one organisation; others are made as an operator's command would, by an invitation. */
async function anotherOwner(desk: Desk, accounts: Accounts, name: string, count: number): Promise<Identity> {
  const id = desk.newId();
  const token = desk.newSecret();
  await desk.db.query
    .insertInto('organisation')
    .values({ id, name, created_at: desk.now(), next_number: 1 })
    .execute();
  await desk.db.query
    .insertInto('queue')
    .values({ tenant_id: id, id: desk.newId(), name: 'Help desk', public: 1, position: 0 })
    .execute();
  await desk.db.query
    .insertInto('invitation')
    .values({
      token_hash: hashSecret(token),
      tenant_id: id,
      email: `owner${count}@example.net`,
      role: 'owner',
      invited_by: null,
      created_at: desk.now(),
      expires_at: desk.now() + 1_000,
    })
    .execute();
  const joined = await accounts.join({ token, name: 'Bo Baker', password: 'a long enough one' });
  if (!joined.ok) throw new Error(joined.error.message);
  return joined.value.identity;
}

export function actorOf({ member, organisation, permissions }: Identity): Actor {
  return {
    tenantId: organisation.id,
    memberId: member.id,
    name: member.name,
    permissions: new Set(permissions),
  };
}

/** Another technician of that organisation. */
export async function addMember(desk: Desk, tenantId: string, count: number): Promise<Actor> {
  const id = desk.newId();
  const name = `Tim ${count}`;
  await desk.db.query
    .insertInto('member')
    .values({
      tenant_id: tenantId,
      id,
      name,
      email: `tim${count}.${id.toLowerCase()}@example.org`,
      role: 'technician',
      active: 1,
      created_at: desk.now(),
      last_seen_at: null,
      password_hash: null,
    })
    .execute();
  return { tenantId, memberId: id, name, permissions: new Set(permissionsOf('technician')) };
}
