/**
 * A clock made of squares: 20 bits of milliseconds and 4 check bits, each a square of 16 px, black or white. Survives
 * a lossy codec, and is read from one row of pixels.
 */
export const CELL = 16;
export const BITS = 24;
const TIME_MASK = 0xfffff;

export function encodeTime(ms: number): readonly boolean[] {
  const time = Math.floor(ms) & TIME_MASK;
  const word = (time << 4) | check(time);
  return Array.from({ length: BITS }, (_, bit) => ((word >>> (BITS - 1 - bit)) & 1) === 1);
}

/** Milliseconds modulo 2^20, or null when the squares are between two codes. */
export function decodeTime(brightness: readonly number[]): number | null {
  let word = 0;
  for (const value of brightness) {
    if (value > 64 && value < 192) return null;
    word = (word << 1) | (value >= 192 ? 1 : 0);
  }
  const time = (word >>> 4) & TIME_MASK;
  return check(time) === (word & 0xf) ? time : null;
}

/** Age of a decoded time at `now`, both modulo 2^20 ms (17 minutes). */
export function ageOf(time: number, now: number): number {
  return (Math.floor(now) - time) & TIME_MASK;
}

function check(time: number): number {
  let sum = 0;
  for (let left = time; left > 0; left >>>= 4) sum = (sum * 7 + (left & 0xf) + 3) & 0xf;
  return sum;
}
