import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import sodium from 'libsodium-wrappers-sumo';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  calculateGenerator,
  generatorString,
  isUsablePoint,
  publicShare,
  scalarFromRandom,
  scalarMultVerify,
  sessionKey,
  transcript,
} from '../../../src-shared/pairing/cpace.ts';
import { cpaceVectors } from './fixtures.ts';
import { seededBytes } from './random.ts';

const hex = (text: string): Uint8Array => hexToBytes(text.toLowerCase());
const { vector, points } = cpaceVectors;
const context = { prs: hex(vector.PRS), ci: hex(vector.CI), sid: hex(vector.sid) };

describe('PR-5: CPace as in the draft (T1)', () => {
  test('PR-5: the published vector comes out: generator, shares, key on both sides', () => {
    expect(calculateGenerator(context)).toEqual(hex(vector.g));
    expect(publicShare(context, hex(vector.ya))).toEqual(hex(vector.Ya));
    expect(publicShare(context, hex(vector.yb))).toEqual(hex(vector.Yb));
    expect(scalarMultVerify(hex(vector.ya), hex(vector.Yb))).toEqual(hex(vector.K));
    expect(scalarMultVerify(hex(vector.yb), hex(vector.Ya))).toEqual(hex(vector.K));
    const words = transcript(
      { point: hex(vector.Ya), ad: hex(vector.ADa) },
      { point: hex(vector.Yb), ad: hex(vector.ADb) },
    );
    expect(sessionKey(context.sid, hex(vector.K), words)).toEqual(hex(vector.ISK_IR));
  });

  test('PR-6: the published valid point multiplies, both invalid ones are refused', () => {
    expect(bytesToHex(scalarMultVerify(hex(points.Valid.s), hex(points.Valid.X)) ?? new Uint8Array())).toBe(
      points.Valid['G.scalar_mult_vfy(s,X)'].toLowerCase(),
    );
    for (const bad of [points['Invalid Y1'], points['Invalid Y2']]) {
      expect(isUsablePoint(hex(bad))).toBe(false);
      expect(scalarMultVerify(hex(points.Valid.s), hex(bad))).toBeUndefined();
    }
  });

  test('PR-6: bytes of another length and encodings that are not canonical are refused', () => {
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(31),
      new Uint8Array(33),
      new Uint8Array(32).fill(255),
    ])
      expect(isUsablePoint(bytes)).toBe(false);
  });

  test('PR-5: random bytes of the wrong length never become a scalar', () => {
    expect(() => scalarFromRandom(new Uint8Array(32))).toThrow();
    expect(() => scalarFromRandom(new Uint8Array(64))).toThrow(); // zero
  });
});

describe('PR-5: an independent library agrees (T1)', () => {
  beforeAll(() => sodium.ready);

  test('PR-5: 1,000 random runs give the same generator, shares and key as libsodium', () => {
    const random = seededBytes(1);
    for (let run = 0; run < 1_000; run++) {
      const some = { prs: random(1 + (run % 40)), ci: random(run % 60), sid: random(32) };
      const [ya, yb] = [scalarFromRandom(random(64)), scalarFromRandom(random(64))];
      const g = sodium.crypto_core_ristretto255_from_hash(sodium.crypto_hash_sha512(generatorString(some)));
      const [Ya, Yb] = [
        sodium.crypto_scalarmult_ristretto255(ya, g),
        sodium.crypto_scalarmult_ristretto255(yb, g),
      ];
      expect(publicShare(some, ya)).toEqual(Ya);
      expect(scalarMultVerify(yb, Ya)).toEqual(sodium.crypto_scalarmult_ristretto255(ya, Yb));
    }
  }, 60_000);

  test('PR-5: scalars are reduced as libsodium reduces them', () => {
    const random = seededBytes(2);
    for (let run = 0; run < 100; run++) {
      const bytes = random(64);
      expect(scalarFromRandom(bytes)).toEqual(sodium.crypto_core_ristretto255_scalar_reduce(bytes));
    }
  });
});
