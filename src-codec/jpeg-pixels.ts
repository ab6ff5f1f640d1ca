import { JPEG_BLOCKS, JPEG_EDGE, JPEG_SUMS } from './layout';
import { first, offset, stride } from './picture';

/** A macroblock: 16 by 16 pixels become four blocks of brightness and one of each colour difference. */
export const SIDE: i32 = 16;
export const BLOCK_BYTES: usize = 128;
const CB: usize = JPEG_BLOCKS + 4 * BLOCK_BYTES;
const CR: usize = JPEG_BLOCKS + 5 * BLOCK_BYTES;

/** Fills JPEG_BLOCKS with the pixels from x, y on; beyond the end those at the edge are repeated. */
export function readBlocks(x: i32, y: i32, right: i32, bottom: i32): void {
  if (x + SIDE <= right && y + SIDE <= bottom) return convert(first + offset(x, y), stride);
  for (let row = 0; row < SIDE; row++) {
    const from = first + offset(0, min(y + row, bottom - 1));
    const to = JPEG_EDGE + <usize>row * 64;
    for (let i = 0; i < SIDE; i++)
      store<u32>(to + ((<usize>i) << 2), load<u32>(from + ((<usize>min(x + i, right - 1)) << 2)));
  }
  convert(JPEG_EDGE, 64);
}

function convert(from: usize, rowBytes: usize): void {
  for (let pair: usize = 0; pair < 8; pair++, from += 2 * rowBytes) {
    // rows 0 to 7 lie in the first two blocks, 8 to 15 in the two below
    const to = JPEG_BLOCKS + (pair >> 2) * 2 * BLOCK_BYTES + (pair & 3) * 32;
    convertEight(from, from + rowBytes, to, JPEG_SUMS);
    convertEight(from + 32, from + 32 + rowBytes, to + BLOCK_BYTES, JPEG_SUMS + 8);
    convertColours(pair << 4);
  }
}

/** Eight pixels of two rows: their brightness, and the sums of two by two, blue, green and red 16 bytes apart. */
function convertEight(above: usize, below: usize, to: usize, sums: usize): void {
  const a = v128.load(above);
  const b = v128.load(above, 16);
  const c = v128.load(below);
  const d = v128.load(below, 16);
  const blueGreen = blueAndGreen(a, b);
  const blueGreenBelow = blueAndGreen(c, d);
  const red = i16x8.extend_low_i8x16_u(reds(a, b));
  const redBelow = i16x8.extend_low_i8x16_u(reds(c, d));
  const blue = i16x8.extend_low_i8x16_u(blueGreen);
  const blueBelow = i16x8.extend_low_i8x16_u(blueGreenBelow);
  const green = i16x8.extend_high_i8x16_u(blueGreen);
  const greenBelow = i16x8.extend_high_i8x16_u(blueGreenBelow);
  v128.store(to, brightness(blue, green, red));
  v128.store(to, brightness(blueBelow, greenBelow, redBelow), 16);
  storePairs(sums, i16x8.add(blue, blueBelow));
  storePairs(sums + 16, i16x8.add(green, greenBelow));
  storePairs(sums + 32, i16x8.add(red, redBelow));
}

function blueAndGreen(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
}

function reds(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 2, 6, 10, 14, 18, 22, 26, 30, 2, 6, 10, 14, 18, 22, 26, 30);
}

/** -256 to 254: one bit more than a pixel has, which the transform has room for. */
function brightness(blue: v128, green: v128, red: v128): v128 {
  const weighed = i16x8.add(
    i16x8.add(i16x8.mul(blue, i16x8.splat(29)), i16x8.mul(green, i16x8.splat(150))),
    i16x8.add(i16x8.mul(red, i16x8.splat(77)), i16x8.splat(64)),
  );
  return i16x8.sub(i16x8.shr_u(weighed, 7), i16x8.splat(256));
}

function storePairs(to: usize, values: v128): void {
  const sums = i32x4.extadd_pairwise_i16x8_u(values);
  v128.store64_lane(to, i16x8.narrow_i32x4_s(sums, sums), 0);
}

/** The two colour differences of eight pairs of pixels, also twice as large as they are. */
function convertColours(to: usize): void {
  const blue = mean(v128.load(JPEG_SUMS));
  const green = mean(v128.load(JPEG_SUMS, 16));
  const red = mean(v128.load(JPEG_SUMS, 32));
  v128.store(CB + to, difference(blue, 128, green, -85, red, -43));
  v128.store(CR + to, difference(red, 128, green, -107, blue, -21));
}

function mean(sums: v128): v128 {
  return i16x8.shr_u(i16x8.add(sums, i16x8.splat(2)), 2);
}

/** Stays within 16 bits: the weights add up to 0. */
function difference(own: v128, weight: i16, a: v128, weightA: i16, b: v128, weightB: i16): v128 {
  const weighed = i16x8.add(
    i16x8.mul(own, i16x8.splat(weight)),
    i16x8.add(i16x8.mul(a, i16x8.splat(weightA)), i16x8.mul(b, i16x8.splat(weightB))),
  );
  return i16x8.shr_s(i16x8.add(weighed, i16x8.splat(63)), 7);
}
