import { INDEX_STRIDE, INDICES, PALETTE, SLOT_BITS, SLOT_INDICES, SLOT_KEYS } from './layout';
import { COLOUR, stride } from './picture';

/** More colours than an index of eight bits can name. */
export const TOO_MANY: i32 = 257;

let epoch: u32 = 0;
let count: i32 = 0;

/** Pixels of the last area that were looked at, and how many of them differ from the one before. */
export let seen: i32 = 0;
export let changes: i32 = 0;

/**
 * Gives the area's colours numbers in the order of their first appearance (PALETTE) and writes each pixel's number to
 * INDICES. Answers how many colours there are; with TOO_MANY the rest is not looked at.
 */
export function indexColours(start: usize, w: i32, h: i32): i32 {
  newTable();
  let last: u32 = 0xffff_ffff; // no colour
  let lastIndex: u32 = 0;
  changes = 0;
  for (let y = 0; y < h; y++) {
    seen = (y + 1) * w;
    const row = start + <usize>y * stride;
    const out = INDICES + <usize>y * INDEX_STRIDE;
    for (let x = 0; x < w; x += 4) {
      if (x + 4 <= w) {
        const four = v128.and(v128.load(row + ((<usize>x) << 2)), i32x4.splat(COLOUR));
        if (i32x4.all_true(i32x4.eq(four, i32x4.splat(last)))) {
          store<u32>(out + x, lastIndex * 0x0101_0101);
          continue;
        }
      }
      const end = min(x + 4, w);
      for (let i = x; i < end; i++) {
        const colour = load<u32>(row + ((<usize>i) << 2)) & COLOUR;
        if (colour !== last) {
          lastIndex = numberOf(colour);
          if (lastIndex > 255) return TOO_MANY;
          last = colour;
          changes++;
        }
        store<u8>(out + i, <u8>lastIndex);
      }
    }
    store<u64>(out + w, 0); // so that unused bits of a packed row are 0
  }
  return count;
}

/** Slots carry the number of their use in the fourth byte, so that they need not be cleared each time. */
function newTable(): void {
  epoch++;
  if (epoch > 255) {
    epoch = 1;
    memory.fill(SLOT_KEYS, 0, 4 << SLOT_BITS);
  }
  count = 0;
}

function numberOf(colour: u32): u32 {
  const key = colour | (epoch << 24);
  let slot = (colour * 2_654_435_761) >>> (32 - SLOT_BITS);
  while (true) {
    const present = load<u32>(SLOT_KEYS + (slot << 2));
    if (present === key) return load<u8>(SLOT_INDICES + slot);
    if (present >>> 24 !== epoch) break;
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
  }
  if (count === 256) return 256;
  store<u32>(SLOT_KEYS + (slot << 2), key);
  store<u8>(SLOT_INDICES + slot, <u8>count);
  store<u32>(PALETTE + ((<usize>count) << 2), colour);
  return count++;
}

/** Bytes of a row of `w` indices of so many bits. */
export function packedBytes(w: i32, bits: i32): i32 {
  return (w * bits + 7) >> 3;
}

/** Packs a row of INDICES into 1, 2 or 4 bits each, the first pixel in the lowest bits. Writes up to 16 bytes too many. */
export function packRow(from: usize, to: usize, w: i32, bits: i32): void {
  if (bits === 4) {
    for (let x = 0; x < w; x += 2, to++) {
      const two: u32 = load<u16>(from + x);
      store<u8>(to, <u8>(two | (two >>> 4)));
    }
  } else if (bits === 2) {
    for (let x = 0; x < w; x += 4, to++) {
      const four = load<u32>(from + x);
      store<u8>(to, <u8>(four | (four >>> 6) | (four >>> 12) | (four >>> 18)));
    }
  } else {
    for (let x = 0; x < w; x += 16, to += 2)
      store<u16>(to, <u16>i8x16.bitmask(i8x16.neg(v128.load(from + x))));
  }
}
