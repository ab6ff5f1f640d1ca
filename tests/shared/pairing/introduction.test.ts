import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, UNKNOWN_NAME } from '../../../src-shared/pairing/display-name.ts';
import {
  decodeHostHello,
  decodeIntroduction,
  encodeHostHello,
  encodeIntroduction,
} from '../../../src-shared/pairing/introduction.ts';
import { technicianSchema } from '../../../src-shared/session/technician.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('PR-10: a technician’s own name', () => {
  test.each([
    ['Jo Field', 'Jo Field'],
    ['  Jo \t Field ', 'Jo Field'],
    ['Zoë Müller-Škoda', 'Zoë Müller-Škoda'],
    ['Иван Петров', 'Иван Петров'],
    ['山田 太郎', '山田 太郎'],
    ['Jo\u202EdleiF', 'JodleiF'],
    ['Jo\u200B\u0000Field', 'JoField'],
    ['Jo 👩🏽‍💻🇩🇪 Field', 'Jo Field'],
    ['A\u0301\u0301\u0301\u0301\u0301b', 'Á\u0301\u0301b'],
    ['<b>Jo</b>', 'bJo/b'],
    ['Jo Bankside', 'Jo Bankside'],
    ['Tom Appleby', 'Tom Appleby'],
  ])('PR-10: %j is shown as %j', (raw, shown) => {
    expect(displayName(raw)).toBe(shown);
  });

  test.each([
    '',
    '   ',
    '👍',
    '\u202E',
    '...',
    'Microsoft',
    'MICROSOFT Support',
    'micr0soft',
    'Mіcrosoft',
    'Ｍｉｃｒｏｓｏｆｔ',
    'M i c r o s o f t',
    'Micro-soft',
    'Windows Defender',
    'Apple',
    '@pple Care',
    'Google',
    'G00gle',
    'Your Bank',
    'B a n k',
    'City police',
    'Suppоrt',
    'Tech $upport',
    'Microsoft\u200B',
    'Micr\u00F6soft',
    'Admin',
    'Office365 help',
    'Аnna Field', // the first letter is Cyrillic
  ])('PR-10: %j is shown as unknown', (raw) => {
    expect(displayName(raw)).toBe(UNKNOWN_NAME);
  });

  test('PR-10: whatever arrives, what is shown is short, printable and accepted by the session', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const name = displayName(raw);
        expect(name).not.toMatch(/[\p{C}\p{Extended_Pictographic}<>]/u);
        expect(
          technicianSchema.safeParse({ name, trust: 'not-verified', client: 'web', version: '1' }).success,
        ).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('PR-10: introductions', () => {
  test('PR-10: what was encoded is decoded, and nobody is verified', () => {
    expect(decodeIntroduction(encodeIntroduction({ name: 'Jo', client: 'web', version: '0.1.0' }))).toEqual({
      name: 'Jo',
      trust: 'not-verified',
      client: 'web',
      version: '0.1.0',
    });
    expect(decodeHostHello(encodeHostHello({ version: '0.1.0' }))).toEqual({ version: '0.1.0' });
  });

  test.each([
    ['more keys', bytes({ name: 'Jo', client: 'web', version: '1', trust: 'verified' })],
    ['another client', bytes({ name: 'Jo', client: 'phone', version: '1' })],
    ['a version with markup', bytes({ name: 'Jo', client: 'web', version: '<b>' })],
    ['a name too long', bytes({ name: 'x'.repeat(201), client: 'web', version: '1' })],
    ['no JSON', new Uint8Array([1, 2, 3])],
    ['far too much', new Uint8Array(3_000).fill(32)],
  ])('PR-10: %s are refused', (_name, value) => {
    expect(decodeIntroduction(value)).toBeUndefined();
  });
});
