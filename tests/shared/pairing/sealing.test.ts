import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalConstantTime, lv, readLv } from '../../../src-shared/pairing/bytes.ts';
import { fromBase64Url, toBase64Url } from '../../../src-shared/pairing/base64url.ts';
import { formatFingerprint, parseFingerprint } from '../../../src-shared/pairing/fingerprint.ts';
import { deriveKeys } from '../../../src-shared/pairing/key-schedule.ts';
import { nextResumeKey, rendezvousName, resumePrs } from '../../../src-shared/pairing/resume.ts';
import { createOpener, createSealer, MAX_SEALED_BYTES } from '../../../src-shared/pairing/sealing.ts';
import { flipBit, seededBytes } from './random.ts';

const random = seededBytes(3);
const key = random(32);
const sid = random(32);
const bytes = fc.uint8Array({ maxLength: 300 });

describe('PR-4: lists of fields have one spelling', () => {
  test('PR-4: what was written is read, and nothing else is', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 6 }), fc.nat(), (fields, at) => {
        const text = lv(...fields);
        expect(readLv(text, fields.length)).toEqual(fields);
        expect(readLv(text, fields.length + 1)).toBeUndefined();
        if (fields.length > 0) expect(readLv(text, fields.length - 1)).toBeUndefined();
        if (text.length > 0) expect(readLv(text.slice(0, at % text.length), fields.length)).toBeUndefined();
      }),
    );
  });

  test('PR-4: a length written longer than needed is refused', () => {
    expect(readLv(Uint8Array.of(0x81, 0x00, 7), 1)).toBeUndefined();
    expect(readLv(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1), 1)).toBeUndefined();
  });

  test('PR-4: base64url round trips and has one spelling', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = toBase64Url(value);
        expect(text).toBe(Buffer.from(value).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(value);
      }),
    );
    for (const text of ['A', 'AB', 'AA==', 'A+', 'A/', 'é', 'AAA '])
      expect(fromBase64Url(text), text).toBeUndefined();
  });

  test('PR-4: fingerprints are read in any case and written in one', () => {
    const fingerprint = random(32);
    const text = formatFingerprint(fingerprint);
    expect(parseFingerprint(text.toLowerCase())).toEqual(fingerprint);
    for (const bad of [text.slice(3), `${text}:00`, text.replaceAll(':', ''), ''])
      expect(parseFingerprint(bad)).toBeUndefined();
  });
});

describe('PR-7: each key has one use', () => {
  test('PR-7: all keys of a run, its rendezvous name and its next resume key differ', () => {
    const keys = deriveKeys(random(64), sid);
    const others = [
      rendezvousName(keys.resume),
      toBase64Url(resumePrs(keys.resume)),
      toBase64Url(nextResumeKey(keys.resume, random(32), sid)),
    ];
    const all = [...Object.values(keys).map((value: Uint8Array) => toBase64Url(value)), ...others];
    expect(new Set(all).size).toBe(all.length);
    expect(rendezvousName(keys.resume)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('PR-8: boxes open once, in order, for their direction and kind only', () => {
  const pair = () => ({
    sealer: createSealer({ key, sid, direction: 'TH' }),
    opener: createOpener({ key, sid, direction: 'TH' }),
  });

  test('PR-8: in order everything opens', () => {
    const { sealer, opener } = pair();
    fc.assert(
      fc.property(bytes, (text) => {
        expect(opener.open('s', sealer.seal('s', text))).toEqual({ ok: true, value: text });
      }),
    );
    expect(opener.nextSeq).toBe(sealer.nextSeq);
  });

  test.each([
    ['repeated', ([a]: Uint8Array[]) => [a, a]],
    ['left out', ([, b]: Uint8Array[]) => [b]],
    ['swapped', ([a, b]: Uint8Array[]) => [b, a]],
  ])('PR-8: a box %s ends the session for good', (_name, order) => {
    const { sealer, opener } = pair();
    const boxes = [sealer.seal('s', random(5)), sealer.seal('s', random(5))];
    const results = order(boxes).map((box) => opener.open('s', box ?? new Uint8Array()));
    expect(results.at(-1)).toMatchObject({ ok: false, error: { code: 'PAIRING_TAMPERED' } });
    expect(opener.open('s', sealer.seal('s', random(5))).ok).toBe(false);
    for (const box of boxes) expect(opener.open('s', box).ok).toBe(false);
  });

  test('PR-8: every single turned bit is found (T3)', () => {
    const box = createSealer({ key, sid, direction: 'TH' }).seal('s', random(20));
    for (let bit = 0; bit < box.length * 8; bit++)
      expect(createOpener({ key, sid, direction: 'TH' }).open('s', flipBit(box, bit)).ok).toBe(false);
  });

  test('PR-8: a box of the other direction, kind, session or key does not open', () => {
    const box = createSealer({ key, sid, direction: 'TH' }).seal('s', random(20));
    expect(createOpener({ key, sid, direction: 'HT' }).open('s', box).ok).toBe(false);
    expect(createOpener({ key, sid, direction: 'TH' }).open('m3', box).ok).toBe(false);
    expect(createOpener({ key, sid: random(32), direction: 'TH' }).open('s', box).ok).toBe(false);
    expect(createOpener({ key: random(32), sid, direction: 'TH' }).open('s', box).ok).toBe(false);
  });

  test('PR-8: too short, too long and empty boxes are refused', () => {
    const { sealer, opener } = pair();
    expect(() => sealer.seal('s', new Uint8Array(MAX_SEALED_BYTES + 1))).toThrow();
    expect(opener.open('s', new Uint8Array(0)).ok).toBe(false);
    expect(pair().opener.open('s', new Uint8Array(MAX_SEALED_BYTES + 100)).ok).toBe(false);
  });
});

test('PR-9: comparing MACs tells equal from unequal, and lengths apart', () => {
  const mac = random(64);
  expect(equalConstantTime(mac, mac.slice())).toBe(true);
  for (let bit = 0; bit < 512; bit++) expect(equalConstantTime(mac, flipBit(mac, bit))).toBe(false);
  expect(equalConstantTime(mac, mac.slice(0, 63))).toBe(false);
});
