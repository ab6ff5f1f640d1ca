import { INDEX_STRIDE, INDICES, PALETTE } from './layout';
import { AREA_HEAD, RAW, SOLID } from './operations';
import { COLOUR, first, offset, stride } from './picture';
import { changes, indexColours, packedBytes, packRow, seen, TOO_MANY } from './palette';
import { writeColour, writeColours, writeNumbers } from './running-palette';

/**
 * A photo has many colours, seldom the same one twice in a row, and none that is its ground. Colours alone do not tell:
 * coloured text, smoothed for each third of a pixel, has more than 256 of them in a tile, and a dense line of it changes
 * with every other pixel; but there is paper between the strokes.
 */
const PHOTO_COLOURS: i32 = 64;
const PHOTO_CHANGES: i32 = 3;
/** Places in which a ground is looked for, and the part of the pixels that makes it one. */
const GROUND_TRIES: i32 = 8;
const GROUND_SHARE: i32 = 6;

/** Whether the area coded last is a photo. */
export let photo: bool = false;

/** Writes the operation for an area of at most 64 by 64 pixels of the newest picture; answers its end. */
export function codeArea(to: usize, x: i32, y: i32, w: i32, h: i32): usize {
  const colours = indexColours(first + offset(x, y), w, h);
  photo = colours > PHOTO_COLOURS && changes * PHOTO_CHANGES > seen && !hasGround(x, y, w, h);
  let bits = bitsFor(colours);
  if (bits !== RAW && colours * 3 + 2 + packedBytes(w, bits) * h > w * h * 3) bits = RAW;
  store<u8>(to, <u8>bits);
  store<u16>(to, <u16>x, 1);
  store<u16>(to, <u16>y, 3);
  store<u8>(to, <u8>(w - 1), 5);
  store<u8>(to, <u8>(h - 1), 6);
  to += AREA_HEAD;
  if (bits === RAW) return writeRaw(to, first + offset(x, y), w, h);
  if (bits === SOLID) return writeColour(to, load<u32>(PALETTE));
  if (bits === 8) return writeNumbers(writeColours(to, colours), w, h);
  store<u8>(to, <u8>(colours - 1));
  to++;
  for (let i = 0; i < colours; i++) to = writeColour(to, load<u32>(PALETTE + ((<usize>i) << 2)));
  const rowBytes = packedBytes(w, bits);
  for (let row = 0; row < h; row++, to += rowBytes) packRow(INDICES + <usize>row * INDEX_STRIDE, to, w, bits);
  return to;
}

/** Whether one colour, of some that are looked at, covers a good part of the area. */
function hasGround(x: i32, y: i32, w: i32, h: i32): bool {
  const enough = (w * h) / GROUND_SHARE;
  let tried: u32 = 0;
  for (let i = 0; i < GROUND_TRIES; i++) {
    // spread over the area without two in one row or column
    const at = offset(
      x + ((2 * i + 1) * w) / (2 * GROUND_TRIES),
      y + (((i * 5 + 2) % GROUND_TRIES) * h) / GROUND_TRIES,
    );
    const colour = load<u32>(first + at) & COLOUR;
    if (i > 0 && colour === tried) continue;
    tried = colour;
    let same = 0;
    for (let row = 0; row < h; row++) same += sameInRow(first + offset(x, y + row), w, colour);
    if (same > enough) return true;
  }
  return false;
}

function sameInRow(from: usize, w: i32, colour: u32): i32 {
  const mask = i32x4.splat(COLOUR);
  const wanted = i32x4.splat(colour);
  let count = i32x4.splat(0);
  let x = 0;
  for (; x + 4 <= w; x += 4, from += 16)
    count = i32x4.sub(count, i32x4.eq(v128.and(v128.load(from), mask), wanted));
  let same =
    i32x4.extract_lane(count, 0) +
    i32x4.extract_lane(count, 1) +
    i32x4.extract_lane(count, 2) +
    i32x4.extract_lane(count, 3);
  for (; x < w; x++, from += 4) if ((load<u32>(from) & COLOUR) === colour) same++;
  return same;
}

function bitsFor(colours: i32): i32 {
  if (colours === 1) return SOLID;
  if (colours === 2) return 1;
  if (colours <= 4) return 2;
  if (colours <= 16) return 4;
  return colours < TOO_MANY ? 8 : RAW;
}

function writeRaw(to: usize, start: usize, w: i32, h: i32): usize {
  for (let row = 0; row < h; row++) {
    const from = start + <usize>row * stride;
    let x = 0;
    for (; x + 4 <= w; x += 4, to += 12) {
      const four = v128.load(from + ((<usize>x) << 2));
      v128.store(to, i8x16.shuffle(four, four, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0, 0, 0, 0));
    }
    for (; x < w; x++) to = writeColour(to, load<u32>(from + ((<usize>x) << 2)));
  }
  return to;
}
