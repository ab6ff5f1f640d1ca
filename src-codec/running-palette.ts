import { INDICES, INDEX_STRIDE, NUMBERS, PALETTE, RUNNING_INDICES, RUNNING_KEYS, SLOT_BITS } from './layout';

/*
 * The palette of areas with 17 to 256 colours runs on from area to area within a payload: a colour keeps its number, so
 * that the same letter in another tile becomes the same bytes, which LZ4 then finds.
 */

/** How many colours it has; grows to 256, then it is begun anew. */
let count: i32 = 0;
let epoch: u32 = 0;

/** As a payload begins, and whenever the palette would become too long. */
export function beginRunning(): void {
  count = 0;
  epoch++;
  if (epoch <= 255) return;
  epoch = 1;
  memory.fill(RUNNING_KEYS, 0, 4 << SLOT_BITS);
}

/**
 * Gives the colours of PALETTE their running numbers (NUMBERS). Writes how many are new, with bit 15 when the palette
 * is begun anew, then room is left for the new ones: they follow as three bytes each. Answers the end.
 */
export function writeColours(to: usize, colours: i32): usize {
  let fresh = 0;
  for (let i = 0; i < colours; i++) if (!known(load<u32>(PALETTE + ((<usize>i) << 2)))) fresh++;
  let flag = 0;
  if (count + fresh > 256) {
    beginRunning();
    fresh = colours;
    flag = 0x8000;
  }
  store<u16>(to, <u16>(fresh | flag));
  to += 2;
  for (let i = 0; i < colours; i++) {
    const colour = load<u32>(PALETTE + ((<usize>i) << 2));
    const slot = find(colour);
    if (load<u32>(RUNNING_KEYS + (slot << 2)) >>> 24 !== epoch) {
      store<u32>(RUNNING_KEYS + (slot << 2), colour | (epoch << 24));
      store<u8>(RUNNING_INDICES + slot, <u8>count);
      count++;
      to = writeColour(to, colour);
    }
    store<u8>(NUMBERS + i, load<u8>(RUNNING_INDICES + slot));
  }
  return to;
}

/** Blue, green, red in memory become red, green, blue on the wire. */
export function writeColour(to: usize, colour: u32): usize {
  store<u8>(to, <u8>(colour >>> 16));
  store<u8>(to, <u8>(colour >>> 8), 1);
  store<u8>(to, <u8>colour, 2);
  return to + 3;
}

/** Writes the area's indices by their running numbers, a byte each. */
export function writeNumbers(to: usize, w: i32, h: i32): usize {
  for (let row = 0; row < h; row++, to += w) {
    const from = INDICES + <usize>row * INDEX_STRIDE;
    for (let x = 0; x < w; x++) store<u8>(to + x, load<u8>(NUMBERS + load<u8>(from + x)));
  }
  return to;
}

function known(colour: u32): bool {
  return load<u32>(RUNNING_KEYS + (find(colour) << 2)) >>> 24 === epoch;
}

/** The slot of this colour, or the free one where it would go. */
function find(colour: u32): u32 {
  const key = colour | (epoch << 24);
  let slot = (colour * 2_654_435_761) >>> (32 - SLOT_BITS);
  while (true) {
    const present = load<u32>(RUNNING_KEYS + (slot << 2));
    if (present === key || present >>> 24 !== epoch) return slot;
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
  }
}
