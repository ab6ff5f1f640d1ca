import {
  JPEG_BLOCKS,
  JPEG_CODES,
  JPEG_DIVISORS,
  JPEG_ORDER,
  JPEG_ZIGZAG,
  MAX_PAYLOAD_BYTES,
  PAYLOAD,
} from './layout';
import { BLOCK_BYTES, readBlocks, SIDE } from './jpeg-pixels';
import { TABLE_BYTES, writeHeadFor } from './jpeg-tables';
import { quantise, transform } from './jpeg-transform';

/** Codes and values of T.81 that are not yet whole words, how many bits, and where the next word goes. */
let bits: u64 = 0;
let held: u32 = 0;
let out: usize = 0;

/**
 * Writes a baseline JPEG of an area of the newest picture to PAYLOAD: one scan, colour halved both ways. Answers its
 * length, or -1 when that would be more than `maxBytes`.
 */
export function encodeJpeg(x: i32, y: i32, w: i32, h: i32, quality: i32, maxBytes: i32): i32 {
  // the room behind the longest payload takes the macroblock too many: 6 blocks of 64 codes of 26 bits, each byte 255
  const end = PAYLOAD + <usize>max(0, min(maxBytes, MAX_PAYLOAD_BYTES));
  out = writeHeadFor(PAYLOAD, w, h, max(1, min(100, quality)));
  bits = 0;
  held = 0;
  let light = 0;
  let blue = 0;
  let red = 0;
  for (let top = y; top < y + h; top += SIDE) {
    for (let left = x; left < x + w; left += SIDE) {
      readBlocks(left, top, x + w, y + h);
      for (let block: usize = 0; block < 4; block++) light = writeBlock(block, 0, light);
      blue = writeBlock(4, 1, blue);
      red = writeBlock(5, 1, red);
      if (out > end) return -1;
    }
  }
  // the last byte is filled up with ones
  append(0x7f, 7);
  for (; held >= 8; held -= 8) writeByte(<u8>(bits >>> (held - 8)));
  store<u16>(out, bswap<u16>(0xffd9));
  out += 2;
  return out > end ? -1 : <i32>(out - PAYLOAD);
}

/** Writes a block with the tables of brightness (0) or colour (1); answers its mean, which the next one counts from. */
function writeBlock(number: usize, table: usize, before: i32): i32 {
  const block = JPEG_BLOCKS + number * BLOCK_BYTES;
  transform(block);
  let places = quantise(block, JPEG_DIVISORS + table * BLOCK_BYTES);
  const mean: i32 = load<i16>(block);
  const codes = JPEG_CODES + table * 2 * TABLE_BYTES;
  writeValue(codes, 0, mean - before);
  let zigzag: u64 = 0;
  for (places &= ~(<u64>1); places !== 0; places &= places - 1) {
    const place = <usize>ctz(places);
    const at: usize = load<u8>(JPEG_ORDER + place);
    store<i16>(JPEG_ZIGZAG + (at << 1), load<i16>(block + (place << 1)));
    zigzag |= (<u64>1) << (<u64>at);
  }
  let last: u32 = 0;
  for (; zigzag !== 0; zigzag &= zigzag - 1) {
    const at = <u32>ctz(zigzag);
    let zeros = at - last - 1;
    for (; zeros > 15; zeros -= 16) writeCode(codes + TABLE_BYTES, 0xf0);
    writeValue(codes + TABLE_BYTES, zeros << 4, load<i16>(JPEG_ZIGZAG + ((<usize>at) << 1)));
    last = at;
  }
  if (last < 63) writeCode(codes + TABLE_BYTES, 0);
  return mean;
}

function writeCode(codes: usize, symbol: u32): void {
  const code = load<u32>(codes + ((<usize>symbol) << 2));
  append(code & 0xffff, code >>> 16);
}

/** The code of how long the value is, with what goes before it, and the value's own bits. */
function writeValue(codes: usize, before: u32, value: i32): void {
  const sign = value >> 31;
  const length: u32 = 32 - clz(<u32>((value ^ sign) - sign));
  const code = load<u32>(codes + ((<usize>(before | length)) << 2));
  const own = <u32>(value + sign) & ((1 << length) - 1);
  append(((code & 0xffff) << length) | own, (code >>> 16) + length);
}

/** At most 27 bits. */
function append(value: u32, count: u32): void {
  bits = (bits << count) | value;
  held += count;
  if (held < 32) return;
  held -= 32;
  const word = <u32>(bits >>> held);
  // a byte of 255 is followed by a 0
  if ((word & ~(word + 0x0101_0101) & 0x8080_8080) === 0) {
    store<u32>(out, bswap(word));
    out += 4;
  } else for (let shift = 24; shift >= 0; shift -= 8) writeByte(<u8>(word >>> shift));
}

function writeByte(value: u8): void {
  store<u8>(out, value);
  out++;
  if (value !== 255) return;
  store<u8>(out, 0);
  out++;
}
