import { MAX_PAYLOAD_BYTES, OPS, PALETTE, RUNNING } from './layout';
import { addDirty, clearDirty } from './dirty';
import { expand } from './lz4-expand';
import { AREA_HEAD, COPY, COPY_BYTES, MAX_PICTURES_WRITTEN, RAW, SOLID } from './operations';
import { copyArea, fillArea, first, height, offset, stride, width } from './picture';
import { packedBytes } from './palette';

/* What is wrong with a payload; src-shared/tiles/wasm-codec.ts has the words, in this order. */
const LENGTH: i32 = 1;
const LZ4: i32 = 2;
const CUT_OFF: i32 = 3;
const KIND: i32 = 4;
const PLACE: i32 = 5;
const COLOURS: i32 = 6;
const INDEX: i32 = 7;
const TOO_MUCH: i32 = 8;

const OPAQUE: u32 = 0xff00_0000;

/** Where reading stands, and how many pixels this payload has written. */
let at: usize = 0;
let end: usize = 0;
let pixels: i64 = 0;
/** Colours of the running palette so far. */
let running: i32 = 0;

/** Decodes the payload of `length` bytes at PAYLOAD into the first picture. Answers 0, or what is wrong. */
export function decode(length: i32): i32 {
  clearDirty();
  if (length < 1 || length > MAX_PAYLOAD_BYTES) return LENGTH;
  const bytes = expand(length);
  if (bytes < 0) return LZ4;
  at = OPS;
  end = OPS + bytes;
  pixels = 0;
  running = 0;
  while (at < end) {
    const wrong = <i32>load<u8>(at) === COPY ? decodeCopy() : decodeArea();
    if (wrong !== 0) return wrong;
  }
  return 0;
}

/** Bytes not yet read. */
function left(): i32 {
  return <i32>(end - at);
}

function within(x: i32, y: i32, w: i32, h: i32): bool {
  return w > 0 && h > 0 && x + w <= width && y + h <= height;
}

/** False when this payload writes more than any honest one. */
function allowed(w: i32, h: i32): bool {
  pixels += <i64>w * h;
  return pixels <= MAX_PICTURES_WRITTEN * width * height;
}

function decodeCopy(): i32 {
  if (left() < COPY_BYTES) return CUT_OFF;
  const fromX: i32 = load<u16>(at, 1);
  const fromY: i32 = load<u16>(at, 3);
  const x: i32 = load<u16>(at, 5);
  const y: i32 = load<u16>(at, 7);
  const w: i32 = load<u16>(at, 9);
  const h: i32 = load<u16>(at, 11);
  if (!within(fromX, fromY, w, h) || !within(x, y, w, h)) return PLACE;
  if (!allowed(w, h)) return TOO_MUCH;
  copyArea(first, fromX, fromY, x, y, w, h);
  addDirty(x, y, w, h);
  at += COPY_BYTES;
  return 0;
}

function decodeArea(): i32 {
  if (left() < AREA_HEAD) return CUT_OFF;
  const bits: i32 = load<u8>(at);
  const x: i32 = load<u16>(at, 1);
  const y: i32 = load<u16>(at, 3);
  const w: i32 = <i32>load<u8>(at, 5) + 1;
  const h: i32 = <i32>load<u8>(at, 6) + 1;
  if (bits !== SOLID && bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8 && bits !== RAW) return KIND;
  if (w > 64 || h > 64 || !within(x, y, w, h)) return PLACE;
  if (!allowed(w, h)) return TOO_MUCH;
  at += AREA_HEAD;
  const to = first + offset(x, y);
  const wrong = paint(bits, to, w, h);
  if (wrong === 0) addDirty(x, y, w, h);
  return wrong;
}

function paint(bits: i32, to: usize, w: i32, h: i32): i32 {
  if (bits === SOLID) return solid(to, w, h);
  if (bits === RAW) return raw(to, w, h);
  return bits === 8 ? numbered(to, w, h) : indexed(to, w, h, bits);
}

function readColour(from: usize): u32 {
  return <u32>load<u8>(from) | ((<u32>load<u8>(from, 1)) << 8) | ((<u32>load<u8>(from, 2)) << 16) | OPAQUE;
}

function solid(to: usize, w: i32, h: i32): i32 {
  if (left() < 3) return CUT_OFF;
  fillArea(to, w, h, readColour(at));
  at += 3;
  return 0;
}

function raw(to: usize, w: i32, h: i32): i32 {
  if (left() < w * h * 3) return CUT_OFF;
  const opaque = i32x4.splat(OPAQUE);
  for (let row = 0; row < h; row++, to += stride) {
    let x = 0;
    for (; x + 4 <= w; x += 4, at += 12) {
      const four = v128.load(at);
      const spread = i8x16.shuffle(four, four, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 0);
      // the fourth byte is made 255 whatever came into it
      v128.store(to + ((<usize>x) << 2), v128.or(spread, opaque));
    }
    for (; x < w; x++, at += 3) store<u32>(to + ((<usize>x) << 2), readColour(at));
  }
  return 0;
}

function indexed(to: usize, w: i32, h: i32, bits: i32): i32 {
  if (left() < 1) return CUT_OFF;
  const colours: i32 = <i32>load<u8>(at) + 1;
  if (colours < 2 || colours > 1 << bits) return COLOURS;
  const rowBytes = packedBytes(w, bits);
  if (left() < 1 + colours * 3 + rowBytes * h) return CUT_OFF;
  at++;
  for (let i = 0; i < colours; i++, at += 3) store<u32>(PALETTE + ((<usize>i) << 2), readColour(at));
  let highest: u32 = 0;
  for (let row = 0; row < h; row++, at += rowBytes, to += stride) {
    if (bits === 1) twoColours(to, w);
    else highest = max(highest, packedIndices(to, w, bits));
  }
  return highest < <u32>colours ? 0 : INDEX;
}

function twoColours(to: usize, w: i32): void {
  const zero = i32x4.splat(load<u32>(PALETTE));
  const one = i32x4.splat(load<u32>(PALETTE, 4));
  const places = i32x4(1, 2, 4, 8);
  let x = 0;
  for (; x + 4 <= w; x += 4) {
    const bits = i32x4.splat(<i32>load<u8>(at + (x >> 3)) >>> (x & 4));
    const set = i32x4.eq(v128.and(bits, places), places);
    v128.store(to + ((<usize>x) << 2), v128.bitselect(one, zero, set));
  }
  for (; x < w; x++) {
    const bit = (<i32>load<u8>(at + (x >> 3)) >>> (x & 7)) & 1;
    store<u32>(to + ((<usize>x) << 2), load<u32>(PALETTE + ((<usize>bit) << 2)));
  }
}

/** Answers the highest index: the table has room for every index there can be, so looking after the fact is safe. */
function packedIndices(to: usize, w: i32, bits: i32): u32 {
  const mask: u32 = (1 << bits) - 1;
  let highest: u32 = 0;
  for (let x = 0; x < w; x++) {
    const bit = x * bits;
    const index: u32 = (<u32>load<u8>(at + (bit >> 3)) >>> (bit & 7)) & mask;
    highest = max(highest, index);
    store<u32>(to + ((<usize>x) << 2), load<u32>(PALETTE + ((<usize>index) << 2)));
  }
  return highest;
}

/** A byte for each pixel, into the palette that runs on from area to area. */
function numbered(to: usize, w: i32, h: i32): i32 {
  if (left() < 2) return CUT_OFF;
  const word: i32 = load<u16>(at);
  const fresh = word & 0x7fff;
  if ((word & 0x8000) !== 0) running = 0;
  if (running + fresh > 256) return COLOURS;
  if (left() < 2 + fresh * 3 + w * h) return CUT_OFF;
  at += 2;
  for (let i = 0; i < fresh; i++, at += 3)
    store<u32>(RUNNING + ((<usize>(running + i)) << 2), readColour(at));
  running += fresh;
  let highest: i32 = 0;
  for (let row = 0; row < h; row++, at += w, to += stride) {
    for (let x = 0; x < w; x++) {
      const index: i32 = load<u8>(at + x);
      highest = max(highest, index);
      store<u32>(to + ((<usize>x) << 2), load<u32>(RUNNING + ((<usize>index) << 2)));
    }
  }
  return highest < running ? 0 : INDEX;
}
