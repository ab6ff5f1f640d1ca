import { describe, expect, test } from 'vitest';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { createLogins, PROOF_MS } from '../../../src-server/desk/logins.ts';
import { createPasskeys, type Passkeys } from '../../../src-server/desk/passkeys.ts';
import { relyingPartyOf } from '../../../src-server/domain/relying-party.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { assertionSchema, registrationSchema } from '../../../src-shared/helpdesk/api/passkey-routes.ts';
import { softAuthenticator, type SoftAuthenticator, type Told } from '../../stage/soft-authenticator.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, type TestDesk } from './desk-on.ts';

const ORIGIN = 'https://help.example.org';
const ID = 'help.example.org';

interface Stage extends TestDesk {
  readonly passkeys: Passkeys;
  readonly ada: Actor;
}

async function stageOn(place: DatabasePlace): Promise<Stage> {
  const here = await deskOn(place);
  const passkeys = createPasskeys(here.desk, createLogins(here.desk), () => relyingPartyOf([ORIGIN]));
  return { ...here, passkeys, ada: await here.owner() };
}

async function addTo({ passkeys }: Stage, actor: Actor, key: SoftAuthenticator, name: string, told?: Told) {
  const asked = await passkeys.registerOptions(actor);
  if (!asked.ok) throw new Error(asked.error.message);
  return passkeys.register(actor, name, registrationSchema.parse(key.register(asked.value, told)));
}

async function use({ passkeys }: Stage, key: SoftAuthenticator, told?: Told) {
  const asked = await passkeys.useOptions();
  if (!asked.ok) throw new Error(asked.error.message);
  return passkeys.signIn(assertionSchema.parse(key.use(asked.value, told)));
}

onBothDatabases('passkeys', (place) => {
  test('HD-11: several passkeys of a member, each with a name, sign in without a password; what was done is in the chain', async () => {
    const stage = await stageOn(await place());
    const { passkeys, ada, accounts, desk } = stage;
    const [phone, key] = [softAuthenticator(ORIGIN, ID), softAuthenticator(ORIGIN, ID)];
    expect(await addTo(stage, ada, phone, 'Phone')).toMatchObject({ ok: true });
    stage.pass(1_000);
    expect(await addTo(stage, ada, key, 'Key on the ring')).toMatchObject({ ok: true });
    const made = await use(stage, key, { userHandle: Buffer.from(ada.memberId).toString('base64url') });
    if (!made.ok) throw new Error(made.error.message);
    expect(await accounts.identify(made.value.secret)).toMatchObject({
      by: 'passkey',
      member: { id: ada.memberId },
    });
    expect(await passkeys.list(ada)).toMatchObject([
      { name: 'Phone', lastUsedAt: null },
      { name: 'Key on the ring', lastUsedAt: desk.now() },
    ]);
    const { entries, whole } = await createAuditLog(desk).list(ada, { limit: 3 });
    expect(whole).toBe(true);
    expect(entries.map(({ action }) => action)).toEqual(['login.started', 'passkey.added', 'passkey.added']);
  });

  test('HD-11: refused are another origin, name or type, a challenge not ours, a replay, a person not verified, a foreign key', async () => {
    const stage = await stageOn(await place());
    const { passkeys, ada } = stage;
    const key = softAuthenticator(ORIGIN, ID);
    await addTo(stage, ada, key, 'Key');
    const wrong: Told[] = [
      { origin: 'https://help.example.org.evil.example' },
      { origin: 'http://help.example.org' },
      { rpId: 'example.org' },
      { challenge: 'A'.repeat(43) },
      { verified: false },
      { type: 'webauthn.create' },
      { userHandle: Buffer.from('A'.repeat(22)).toString('base64url') },
    ];
    for (const told of wrong)
      expect(await use(stage, key, told), JSON.stringify(told)).toMatchObject({
        ok: false,
        error: { error: 'SIGN_IN' },
      });
    expect(await use(stage, softAuthenticator(ORIGIN, ID))).toMatchObject({ ok: false });
    const asked = await passkeys.useOptions();
    if (!asked.ok) throw new Error(asked.error.message);
    const response = assertionSchema.parse(key.use(asked.value));
    const forged = structuredClone(response);
    forged.response.signature = softAuthenticator(ORIGIN, ID).use(asked.value).response.signature;
    expect(await passkeys.signIn(response)).toMatchObject({ ok: true });
    expect(await passkeys.signIn(response)).toMatchObject({ ok: false });
    expect(await passkeys.signIn(forged)).toMatchObject({ ok: false });
    const signedByOther = await passkeys.useOptions();
    if (!signedByOther.ok) throw new Error(signedByOther.error.message);
    const other = assertionSchema.parse(softAuthenticator(ORIGIN, ID).use(signedByOther.value));
    expect(await passkeys.signIn({ ...other, id: key.credentialId, rawId: key.credentialId })).toMatchObject({
      ok: false,
    });
  });

  test('HD-11: a count that stays or goes back is refused and written down; a challenge dies after five minutes', async () => {
    const stage = await stageOn(await place());
    const { passkeys, ada, desk, pass } = stage;
    const key = softAuthenticator(ORIGIN, ID);
    await addTo(stage, ada, key, 'Key');
    expect(await use(stage, key, { counter: 9 })).toMatchObject({ ok: true });
    for (const counter of [9, 8, 0])
      expect(await use(stage, key, { counter }), String(counter)).toMatchObject({ ok: false });
    expect(await use(stage, key, { counter: 10 })).toMatchObject({ ok: true });
    const { entries } = await createAuditLog(desk).list(ada, { limit: 4 });
    expect(entries.map(({ action }) => action)).toEqual([
      'login.started',
      ...Array<string>(3).fill('passkey.refused'),
    ]);
    const asked = await passkeys.useOptions();
    pass(5 * 60_000);
    if (!asked.ok) throw new Error(asked.error.message);
    expect(await passkeys.signIn(assertionSchema.parse(key.use(asked.value, { counter: 11 })))).toMatchObject(
      { ok: false },
    );
  });

  test('HD-11: nobody keeps a passkey for somebody else, twice, with a stolen challenge, or not verified', async () => {
    const stage = await stageOn(await place());
    const { passkeys, ada, owner } = stage;
    const bo = await owner('School');
    const key = softAuthenticator(ORIGIN, ID);
    const asked = await passkeys.registerOptions(ada);
    if (!asked.ok) throw new Error(asked.error.message);
    const response = registrationSchema.parse(key.register(asked.value));
    expect(await passkeys.register(bo, 'Not mine', response)).toMatchObject({ ok: false });
    expect(await passkeys.register(ada, 'Burnt', response)).toMatchObject({ ok: false });
    for (const told of [{ verified: false }, { origin: 'https://evil.example' }, { rpId: 'evil.example' }])
      expect(await addTo(stage, ada, key, 'x', told)).toMatchObject({ ok: false });
    expect(await addTo(stage, ada, key, 'Mine')).toMatchObject({ ok: true });
    expect(await addTo(stage, bo, key, 'Mine too')).toMatchObject({ ok: false });
    const challenge = await passkeys.useOptions();
    if (!challenge.ok) throw new Error(challenge.error.message);
    expect(
      await passkeys.register(
        ada,
        'x',
        registrationSchema.parse(softAuthenticator(ORIGIN, ID).register(challenge.value)),
      ),
    ).toMatchObject({ ok: false });
    expect(await passkeys.list(bo)).toEqual([]);
  });

  test('HD-11: the last way in is never removed, also by two at one time, and another’s passkey is not there', async () => {
    const stage = await stageOn(await place());
    const { passkeys, ada, owner, desk } = stage;
    const bo = await owner('School');
    const keys = [softAuthenticator(ORIGIN, ID), softAuthenticator(ORIGIN, ID)];
    for (const key of keys) await addTo(stage, ada, key, 'Key');
    const [one, two] = (await passkeys.list(ada)).map(({ id }) => id);
    if (one === undefined || two === undefined) throw new Error('two passkeys');
    expect(await passkeys.remove(bo, one)).toMatchObject({ ok: false, error: { error: 'NOT_FOUND' } });
    await desk.db.query
      .insertInto('sign_in_policy')
      .values({ tenant_id: ada.tenantId, passwords: 0 })
      .execute();
    const both = await Promise.all([passkeys.remove(ada, one), passkeys.remove(ada, two)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [left] = await passkeys.list(ada);
    expect(await passkeys.remove(ada, left?.id ?? '')).toMatchObject({
      ok: false,
      error: { error: 'NOT_ALLOWED' },
    });
    await desk.db.query.deleteFrom('sign_in_policy').execute();
    expect(await passkeys.remove(ada, left?.id ?? '')).toMatchObject({ ok: true });
  });

  test('HD-9: a passkey proves for its own member only; who has left signs in with none', async () => {
    const stage = await stageOn(await place());
    const { passkeys, ada, owner, desk, pass } = stage;
    const bo = await owner('School');
    const [adas, bos] = [softAuthenticator(ORIGIN, ID), softAuthenticator(ORIGIN, ID)];
    await addTo(stage, ada, adas, 'Key');
    await addTo(stage, bo, bos, 'Key');
    const made = await use(stage, adas);
    if (!made.ok) throw new Error(made.error.message);
    const logins = createLogins(desk);
    pass(PROOF_MS);
    const prove = async (key: SoftAuthenticator) => {
      const asked = await passkeys.useOptions();
      if (!asked.ok) throw new Error(asked.error.message);
      return passkeys.prove(ada, made.value.secret, assertionSchema.parse(key.use(asked.value)));
    };
    expect(await prove(bos)).toMatchObject({ ok: false });
    expect((await logins.proof(made.value.secret))?.provedAt).toBe(desk.now() - PROOF_MS);
    expect(await prove(adas)).toMatchObject({ ok: true });
    expect((await logins.proof(made.value.secret))?.provedAt).toBe(desk.now());
    await desk.db.query.updateTable('member').set({ active: 0 }).where('id', '=', ada.memberId).execute();
    expect(await use(stage, adas)).toMatchObject({ ok: false });
  });
});

describe('the name that passkeys belong to', () => {
  test('HD-11: it is the first the server was given over TLS, or localhost; a number is none', () => {
    expect(relyingPartyOf(['http://127.0.0.1:7480', 'http://localhost:7480', 'http://[::1]:7480'])).toEqual({
      id: 'localhost',
      origins: ['http://localhost:7480'],
    });
    expect(
      relyingPartyOf(['https://10.0.0.1', 'https://help.example.org', 'https://eu.help.example.org:8443']),
    ).toEqual({
      id: 'help.example.org',
      origins: ['https://help.example.org', 'https://eu.help.example.org:8443'],
    });
    expect(relyingPartyOf(['https://help.example.org', 'https://otherhelp.example.org'])?.origins).toEqual([
      'https://help.example.org',
    ]);
    for (const origin of ['http://help.example.org', 'https://192.168.1.4', 'https://[fd00::1]'])
      expect(relyingPartyOf([origin])).toBeNull();
  });
});
