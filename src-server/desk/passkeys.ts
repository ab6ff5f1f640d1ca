import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import {
  passkeySchema,
  type assertionSchema,
  type Passkey,
  type registrationSchema,
} from '../../src-shared/helpdesk/api/passkey-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { RelyingParty } from '../domain/relying-party.ts';
import { personById, type PersonRow } from '../storage/person-store.ts';
import { readJson } from '../storage/read-json.ts';
import type { PasskeyTable } from '../storage/sign-in-tables.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { by, type Logins, type SignedIn } from './logins.ts';
import { openRequest, takeRequest, type SignInKind } from './sign-in-requests.ts';
import { waysInOf } from './ways-in.ts';

type Registration = z.output<typeof registrationSchema>;
type Assertion = z.output<typeof assertionSchema>;
type Options = { readonly challenge: string };

export interface Passkeys {
  list(actor: Actor): Promise<Passkey[]>;
  registerOptions(actor: Actor): Promise<Result<Options, ApiError>>;
  register(actor: Actor, name: string, response: Registration): Promise<Result<Passkey, ApiError>>;
  /** Never the last way in. */
  remove(actor: Actor, id: Id): Promise<Result<{ readonly removed: Id }, ApiError>>;
  useOptions(): Promise<Result<Options, ApiError>>;
  signIn(response: Assertion): Promise<Result<SignedIn, ApiError>>;
  /** Proves that whoever has this login is the member it belongs to. */
  prove(actor: Actor, loginSecret: string, response: Assertion): Promise<Result<null, ApiError>>;
}

const ASKED_MS = 5 * 60_000;
const MOST = 20;
/** EdDSA, ES256, RS256: what authenticators have. */
const ALGORITHMS = [-8, -7, -257];
const refused = err(apiError('SIGN_IN', 'This passkey was not accepted. Try again, or sign in another way.'));
const notTaken = err(
  apiError('INVALID', 'This passkey could not be kept. Try again, or use another device.'),
);
const noName = err(
  apiError(
    'INVALID',
    'Passkeys belong to a name. Open this server by its name, and have it named in ALONGSIDE_WEB_ORIGINS.',
  ),
);

/** Passkeys with the person verified (PIN, finger, face) each time. `party` is null where the server has no name. // HD-11 */
export function createPasskeys(desk: Desk, logins: Logins, party: () => RelyingParty | null): Passkeys {
  const { db } = desk;
  const verified = createVerifier(desk, party);
  return {
    list: async ({ tenantId, memberId }) => (await rowsOf(db.query, tenantId, memberId)).map(toPasskey),

    async registerOptions({ tenantId, memberId, name }) {
      const at = party();
      if (at === null) return noName;
      const challenge = await openRequest(desk, {
        kind: 'passkey.register',
        tenantId,
        memberId,
        ms: ASKED_MS,
      });
      const person = await personById(db.query, tenantId, memberId);
      const have = await rowsOf(db.query, tenantId, memberId);
      return ok(
        await generateRegistrationOptions({
          rpName: 'Alongside',
          rpID: at.id,
          userID: Buffer.from(memberId),
          userName: person?.member.email ?? name,
          userDisplayName: name,
          challenge: bytesOf(challenge),
          timeout: ASKED_MS,
          attestationType: 'none',
          supportedAlgorithmIDs: ALGORITHMS,
          excludeCredentials: have.map((row) => ({ id: row.credential_id })),
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        }),
      );
    },

    async register(actor, name, response) {
      const at = party();
      if (at === null) return noName;
      const { clientDataJSON, attestationObject } = response.response;
      const challenge = await asked(desk, 'passkey.register', clientDataJSON, actor);
      if (challenge === null) return notTaken;
      const made = await verifyRegistrationResponse({
        response: { ...response, response: { clientDataJSON, attestationObject } },
        expectedChallenge: challenge,
        expectedOrigin: [...at.origins],
        expectedRPID: at.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch(() => null); // the library says by throwing what does not fit
      if (made === null || !made.verified) return notTaken;
      const { credential, credentialBackedUp } = made.registrationInfo;
      const row: PasskeyTable = {
        tenant_id: actor.tenantId,
        id: desk.newId(),
        member_id: actor.memberId,
        name,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(response.response.transports ?? []),
        backed_up: credentialBackedUp ? 1 : 0,
        created_at: desk.now(),
        last_used_at: null,
      };
      return keep(desk, actor, row);
    },

    remove: (actor, id) => remove(desk, actor, id),

    async useOptions() {
      const at = party();
      if (at === null) return noName;
      const challenge = await openRequest(desk, { kind: 'passkey.use', ms: ASKED_MS });
      return ok(
        await generateAuthenticationOptions({
          rpID: at.id,
          challenge: bytesOf(challenge),
          timeout: ASKED_MS,
          userVerification: 'required',
        }),
      );
    },

    async signIn(response) {
      const person = await verified(response);
      if (person === null || !person.member.active) return refused;
      return ok(await db.transaction((tx) => logins.start(tx, person, 'passkey')));
    },

    async prove(actor, loginSecret, response) {
      const person = await verified(response);
      if (person === null || person.member.id !== actor.memberId || person.tenantId !== actor.tenantId)
        return err(apiError('INVALID', 'This is not one of your passkeys.'));
      return attempt(db, async (tx) => {
        await logins.proved(tx, loginSecret);
        const detail = { method: 'passkey' };
        await appendAudit(tx, { ...by(person), at: desk.now(), action: 'login.proved', detail });
        return ok(null);
      });
    },
  };
}

/** Whose passkey has answered, to a challenge that was ours and open; null when anything does not fit. */
function createVerifier(desk: Desk, party: () => RelyingParty | null) {
  return async (response: Assertion): Promise<PersonRow | null> => {
    const at = party();
    const { clientDataJSON, authenticatorData, signature, userHandle } = response.response;
    const challenge = await asked(desk, 'passkey.use', clientDataJSON, null);
    const row = await desk.db.query
      .selectFrom('passkey')
      .selectAll()
      .where('credential_id', '=', response.id)
      .executeTakeFirst();
    if (at === null || challenge === null || row === undefined) return null;
    if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== row.member_id)
      return null;
    const used = await verifyAuthenticationResponse({
      response: { ...response, response: { clientDataJSON, authenticatorData, signature } },
      expectedChallenge: challenge,
      expectedOrigin: [...at.origins],
      expectedRPID: at.id,
      requireUserVerification: true,
      // the count is compared below, where going back is also written down
      credential: { id: row.credential_id, publicKey: bytesOf(row.public_key), counter: 0 },
    }).catch(() => null);
    if (used === null || !used.verified) return null;
    const person = await personById(desk.db.query, row.tenant_id, row.member_id);
    return person !== null && (await counted(desk, row, used.authenticationInfo.newCounter, person))
      ? person
      : null;
  };
}

/** A count that goes back is a copy of the authenticator's key: refused, and written down. */
async function counted(desk: Desk, row: PasskeyTable, counter: number, person: PersonRow): Promise<boolean> {
  return desk.db.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('passkey')
      .set({ counter, last_used_at: desk.now() })
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .where((eb) => (counter === 0 ? eb('counter', '=', 0) : eb('counter', '<', counter)))
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return true;
    const detail = { passkey: row.id, reason: 'its count went back' };
    await appendAudit(tx, { ...by(person), at: desk.now(), action: 'passkey.refused', detail });
    return false;
  });
}

/** The challenge in what the browser signed, when it was given out by us, to this member, and not used yet. */
async function asked(
  desk: Desk,
  kind: SignInKind,
  clientDataJSON: string,
  actor: Actor | null,
): Promise<string | null> {
  const clientData = readJson<unknown>(Buffer.from(clientDataJSON, 'base64url').toString(), null);
  if (typeof clientData !== 'object' || clientData === null || !('challenge' in clientData)) return null;
  const { challenge } = clientData;
  if (typeof challenge !== 'string') return null;
  const row = await takeRequest(desk.db.query, kind, challenge, desk.now());
  if (row === null || row.member_id !== (actor?.memberId ?? null)) return null;
  return row.tenant_id === (actor?.tenantId ?? null) ? challenge : null;
}

function keep(desk: Desk, actor: Actor, row: PasskeyTable): Promise<Result<Passkey, ApiError>> {
  return attempt(desk.db, async (tx) => {
    const have = await rowsOf(tx, actor.tenantId, actor.memberId);
    if (have.length >= MOST) return err(apiError('INVALID', 'You have 20 passkeys. Remove one first.'));
    const taken = await tx
      .selectFrom('passkey')
      .select('id')
      .where('credential_id', '=', row.credential_id)
      .executeTakeFirst();
    if (taken !== undefined) return notTaken;
    await tx.insertInto('passkey').values(row).execute();
    const detail = { passkey: row.id, name: row.name };
    await appendAudit(tx, { ...whoOf(actor), at: row.created_at, action: 'passkey.added', detail });
    return ok(toPasskey(row));
  });
}

function remove(desk: Desk, actor: Actor, id: Id): Promise<Result<{ readonly removed: Id }, ApiError>> {
  return attempt(desk.db, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('passkey')
      .where('tenant_id', '=', actor.tenantId)
      .where('member_id', '=', actor.memberId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) return err(apiError('NOT_FOUND', 'There is no such passkey.'));
    await appendAudit(tx, {
      ...whoOf(actor),
      at: desk.now(),
      action: 'passkey.removed',
      detail: { passkey: id },
    });
    // looked at after the audit took the organisation's row: two removals at one time come one after the other
    const left = await waysInOf(tx, actor.tenantId, actor.memberId);
    if (!left.password && left.passkeys === 0 && !left.provider)
      return err(apiError('NOT_ALLOWED', 'This is your last way to sign in. Add another one first.'));
    return ok({ removed: id });
  });
}

async function rowsOf(query: Kysely<Tables>, tenantId: Id, memberId: Id): Promise<PasskeyTable[]> {
  return query
    .selectFrom('passkey')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('member_id', '=', memberId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

function whoOf({ tenantId, memberId }: Actor): { readonly tenantId: Id; readonly actorId: Id } {
  return { tenantId, actorId: memberId };
}

/** In memory of its own, as the library's types ask. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64url, 'base64url'));
}

function toPasskey(row: PasskeyTable): Passkey {
  return passkeySchema.parse({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    backedUp: row.backed_up === 1,
  });
}
