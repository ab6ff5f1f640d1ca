import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';

/** Bytes from a seed, so that a failing test fails again. Tests only. */
export function seededBytes(seed: number): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    const parts: Uint8Array[] = [];
    for (let have = 0; have < length; have += 64)
      parts.push(sha512(new TextEncoder().encode(`${seed}/${counter++}`)));
    return concatBytes(...parts).slice(0, length);
  };
}

/** The bytes with one bit turned. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice();
  const at = Math.floor(bit / 8) % Math.max(1, bytes.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8));
  return flipped;
}
