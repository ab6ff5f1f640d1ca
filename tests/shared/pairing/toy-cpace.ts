import { sha512 } from '@noble/hashes/sha2.js';
import type * as Cpace from '../../../src-shared/pairing/cpace.ts';

/*
 * CPace in a group small enough to run thousands of schedules a minute: the squares modulo a 61-bit safe prime. It
 * stands in for cpace.ts where a test is about the order of messages and not about the curve. Key schedule, MACs and
 * sealing stay real.
 */
const P = 2_305_843_009_213_691_579n; // q and 2q + 1 prime, found by search
const POINT_BYTES = 32;

type CpaceModule = typeof Cpace;

export function toyCpace(real: CpaceModule): CpaceModule {
  const generator: CpaceModule['calculateGenerator'] = (context) => {
    const seed = toNumber(sha512(real.generatorString(context)).slice(0, 7));
    return toBytes(power(seed + 2n, 2n));
  };
  return {
    ...real,
    calculateGenerator: generator,
    scalarFromRandom: (random) => toBytes((toNumber(random.slice(0, 7)) >> 1n) + 2n),
    publicShare: (context, scalar) => toBytes(power(toNumber(generator(context)), toNumber(scalar))),
    isUsablePoint: (point) => decode(point) !== undefined,
    scalarMultVerify: (scalar, point) => {
      const theirs = decode(point);
      if (theirs === undefined) return undefined;
      const shared = power(theirs, toNumber(scalar));
      return shared === 1n ? undefined : toBytes(shared);
    },
  };
}

function decode(bytes: Uint8Array): bigint | undefined {
  if (bytes.length !== POINT_BYTES) return undefined;
  const value = toNumber(bytes);
  return value > 1n && value < P && power(value, (P - 1n) / 2n) === 1n ? value : undefined;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % P;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

function toNumber(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: POINT_BYTES }, (_, n) => Number((value >> BigInt(8 * n)) & 255n));
}
