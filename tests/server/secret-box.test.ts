import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretBox, type SecretPlace } from '../../src-server/domain/secret-box.ts';

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const place: SecretPlace = { tenantId: 't1', owner: 'connector-1', field: 'token' };

function box(keys = [key('k1', 1)]) {
  let count = 0;
  return createSecretBox({ keys, randomBytes: (size) => new Uint8Array(size).fill((count += 1)) });
}

describe('a sealed secret', () => {
  test('opens where it belongs, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (secret) => {
        const sealed = box().seal(secret, place, 5);
        expect(box().open(sealed.sealed, place)).toStrictEqual({ ok: true, value: secret });
      }),
      { numRuns: 50 },
    );
  });

  test.each<Partial<SecretPlace>>([{ tenantId: 't2' }, { owner: 'connector-2' }, { field: 'appToken' }])(
    'does not open in another place: %j',
    (other) => {
      const { sealed } = box().seal('secret-of-t1', place, 5);
      expect(box().open(sealed, { ...place, ...other })).toStrictEqual({ ok: false, error: 'broken' });
    },
  );

  test('parts of a place can not be moved across their border', () => {
    const { sealed } = box().seal('secret', { tenantId: 't', owner: 'a","b', field: 'c' }, 5);
    expect(box().open(sealed, { tenantId: 't', owner: 'a', field: 'b","c' }).ok).toBe(false);
  });

  test('does not open after any of its characters was changed', () => {
    const { sealed } = box().seal('a secret token', place, 5);
    for (let index = 'v1.k1.'.length; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      // the last character of base64url carries spare bits: another one may spell the same bytes
      if (Buffer.from(changed.slice(6), 'base64url').equals(Buffer.from(sealed.slice(6), 'base64url')))
        continue;
      expect(box().open(changed, place).ok).toBe(false);
    }
  });

  test('does not contain the secret, and the same secret is never sealed the same way twice', () => {
    const one = box();
    const first = one.seal('plain-text-secret', place, 5).sealed;
    expect(first).not.toBe(one.seal('plain-text-secret', place, 5).sealed);
    expect(Buffer.from(first.slice(6), 'base64url').includes('plain-text-secret')).toBe(false);
  });

  test('opens with an older key of the server, and says that it is old', () => {
    const old = box([key('k1', 1)]).seal('token-from-before', place, 5).sealed;
    const rotated = box([key('k2', 2), key('k1', 1)]);
    expect(rotated.open(old, place)).toStrictEqual({ ok: true, value: 'token-from-before' });
    expect(rotated.isOld(old)).toBe(true);
    expect(box([key('k2', 2)]).open(old, place)).toStrictEqual({ ok: false, error: 'unknown-key' });
  });

  test('text that was never sealed is refused, not thrown', () => {
    for (const text of ['', 'v1.k1.', 'v2.k1.AAAA', 'v1.k1.!!', `v1.k1.${'A'.repeat(60)}`])
      expect(box().open(text, place).ok).toBe(false);
  });
});

describe('what is shown of a secret', () => {
  test('when it was set and its last four characters', () => {
    const { sealed: _sealed, ...hint } = box().seal('abcdefghijklmnop1234', place, 1_700);
    expect(hint).toStrictEqual({ setAt: 1_700, endsIn: '1234' });
  });

  test('nothing of a short one: four characters would be too much of it', () => {
    expect(box().seal('short-secret', place, 1).endsIn).toBe('');
  });
});

test('a key of the wrong size is refused when the server starts', () => {
  const short = { id: 'k', bytes: new Uint8Array(16) };
  expect(() => createSecretBox({ keys: [short], randomBytes: () => new Uint8Array() })).toThrow('32 bytes');
});
