import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeDigits,
  codeLink,
  formatCode,
  makeCode,
  makeSecret,
  parseCode,
  readPartialCode,
  type PairingCode,
} from '../../../src-shared/pairing/code.ts';

const anyCode = fc
  .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([room, secret]): PairingCode => ({
    room: String(room).padStart(4, '0'),
    secret: String(secret).padStart(7, '0'),
  }));

describe('PR-1: a code is four room digits, seven secret ones and a check digit', () => {
  test('PR-1: what was made, formatted and typed is the same code', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(formatCode(code)).toMatch(/^\d{4} \d{4} \d{4}$/);
        expect(parseCode(formatCode(code))).toEqual({ ok: true, value: code });
        expect(parseCode(codeLink(code))).toEqual({ ok: true, value: code });
      }),
    );
  });

  test('PR-1: every single wrong digit and every swap of neighbours is found on the machine', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(11), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const digits = codeDigits(code);
        const wrong = String((Number(digits[at]) + by) % 10);
        expect(parseCode(digits.slice(0, at) + wrong + digits.slice(at + 1)).ok).toBe(false);
        if (at === 11 || digits[at] === digits[at + 1]) return;
        const swapped = `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
        expect(parseCode(swapped)).toMatchObject({ ok: false, error: { code: 'CODE_MISTYPED' } });
      }),
    );
  });

  test('PR-1: any spacing, dashes, invisible marks and other digits are read', () => {
    const digits = codeDigits({ room: '4821', secret: '7730592' });
    const [a, b, c] = [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)];
    const arabic = [...digits].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');
    const wide = [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    const spellings = [
      digits,
      `${a}-${b}-${c}`,
      `${a}\u2013${b}\u2014${c}`,
      `${a}\u00a0${b}\u202f${c}`,
      `  ${a}\t${b}\n${c}  `,
      `${a}.${b}.${c}`,
      `\u200e${a}\u200b ${b}\u2060 ${c}\u200f`,
      [...digits].join(' '),
      `Hello, my code is ${a} ${b} ${c}. I have 2 screens.`,
      `code:${digits}, ring 555`,
      arabic,
      wide,
      `open ra://join/${a}#${b}${c} please`,
    ];
    for (const text of spellings)
      expect(parseCode(text), text).toEqual({ ok: true, value: { room: '4821', secret: '7730592' } });
  });

  test('PR-1: too few, too many, none and two different codes are CODE_MISTYPED', () => {
    const one = codeDigits({ room: '4821', secret: '7730592' });
    const two = codeDigits({ room: '1111', secret: '2345678' });
    for (const text of [
      '',
      'hello',
      one.slice(1),
      `${one}1`,
      `${one}, or ${two}`,
      `ra://join/${one}`.slice(0, -1),
    ])
      expect(parseCode(text), text).toMatchObject({ ok: false, error: { code: 'CODE_MISTYPED' } });
  });

  test('PR-1: whatever is pasted, reading it neither throws nor takes long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => void parseCode(text)));
    parseCode('1 '.repeat(50_000));
    parseCode(`${'1234 '.repeat(30_000)}x`);
  });

  test('PR-1: an input field shows groups of four and how many digits are missing', () => {
    expect(readPartialCode('')).toEqual({ text: '', toGo: 12, state: 'empty' });
    expect(readPartialCode('48217')).toEqual({ text: '4821 7', toGo: 7, state: 'partial' });
    const digits = codeDigits({ room: '4821', secret: '7730592' });
    expect(readPartialCode(digits)).toEqual({
      text: formatCode({ room: '4821', secret: '7730592' }),
      toGo: 0,
      state: 'complete',
    });
    const last = String((Number(digits[11]) + 1) % 10);
    expect(readPartialCode(digits.slice(0, 11) + last)).toMatchObject({ toGo: 0, state: 'mistyped' });
  });
});

describe('PR-2: the secret digits come from random bytes without bias', () => {
  test('PR-2: bytes of 250 and more are thrown away', () => {
    expect(makeSecret(Uint8Array.of(250, 255, 0, 11, 22, 33, 44, 55, 249))).toBe('0123459');
    expect(makeSecret(new Uint8Array(32).fill(251))).toBeUndefined();
    const counts = new Array<number>(10).fill(0);
    for (let byte = 0; byte < 256; byte++) {
      const digit = makeSecret(Uint8Array.of(byte), 1);
      if (digit !== undefined) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    }
    expect(counts).toEqual(new Array(10).fill(25));
  });

  test('PR-2: too little randomness or a wrong room is a bug, not a weak code', () => {
    expect(() => makeCode('4821', new Uint8Array(6))).toThrow();
    expect(() => makeCode('482', new Uint8Array(32))).toThrow();
  });
});
