import { codeArea, photo } from './area-encode';
import { COLUMN_DIFFERENCES, MAX_OP_BYTES, MAX_OPS_BYTES, OPS, PHOTO_PLACES, TILE_MARKS } from './layout';
import * as lz4 from './lz4-compress';
import { COPY, COPY_BYTES } from './operations';
import { COLOUR, copyArea, first, height, offset, second, stride, width } from './picture';
import { beginRunning } from './running-palette';

/** End of the operations so far, and how long the payload may become. */
let opsEnd: usize = 0;
let limit: i32 = 0;

export let changedTiles: i32 = 0;
export let photoTiles: i32 = 0;
export let codedPixels: i32 = 0;

export function beginPayload(maxBytes: i32): void {
  lz4.begin();
  beginRunning();
  memory.fill(TILE_MARKS, 0, 128 * 128);
  opsEnd = OPS;
  limit = maxBytes;
  changedTiles = 0;
  photoTiles = 0;
  codedPixels = 0;
}

/** Ends the payload; answers its length, 0 when there is nothing to say. */
export function endPayload(): i32 {
  return opsEnd === OPS ? 0 : lz4.finish(opsEnd);
}

/** Has the viewer move an area. */
export function encodeCopy(fromX: i32, fromY: i32, x: i32, y: i32, w: i32, h: i32): void {
  store<u8>(opsEnd, <u8>COPY);
  store<u16>(opsEnd, <u16>fromX, 1);
  store<u16>(opsEnd, <u16>fromY, 3);
  store<u16>(opsEnd, <u16>x, 5);
  store<u16>(opsEnd, <u16>y, 7);
  store<u16>(opsEnd, <u16>w, 9);
  store<u16>(opsEnd, <u16>h, 11);
  opsEnd += COPY_BYTES;
  copyArea(second, fromX, fromY, x, y, w, h);
}

/**
 * Codes what differs in a rectangle, tile by tile. Answers -1, or the first tile that did not fit any more, as
 * column + row * 65536: everything before it, in reading order, is done.
 */
export function encodeRect(x: i32, y: i32, w: i32, h: i32): i32 {
  for (let row = y >> 6; row << 6 < y + h; row++) {
    for (let column = x >> 6; column << 6 < x + w; column++) {
      const left = max(x, column << 6);
      const top = max(y, row << 6);
      const right = min(x + w, (column + 1) << 6);
      const bottom = min(y + h, (row + 1) << 6);
      if (!encodePiece(left, top, right - left, bottom - top)) return column | (row << 16);
    }
  }
  return -1;
}

/** A tile or a part of one: finds the smallest area around what differs. False when it did not fit. */
function encodePiece(x: i32, y: i32, w: i32, h: i32): bool {
  const now = first + offset(x, y);
  const sent = second + offset(x, y);
  let top = 0;
  while (top < h && !rowDiffers(now + <usize>top * stride, sent + <usize>top * stride, w)) top++;
  if (top === h) return true;
  let bottom = h;
  while (!rowDiffers(now + <usize>(bottom - 1) * stride, sent + <usize>(bottom - 1) * stride, w)) bottom--;
  memory.fill(COLUMN_DIFFERENCES, 0, 16 * 16);
  for (let row = top; row < bottom && !(columnDiffers(0) && columnDiffers(w - 1)); row++)
    markColumns(now + <usize>row * stride, sent + <usize>row * stride, w);
  let left = 0;
  while (!columnDiffers(left)) left++;
  let right = w;
  while (!columnDiffers(right - 1)) right--;
  return encodeArea(x + left, y + top, right - left, bottom - top);
}

function columnDiffers(column: i32): bool {
  return load<u32>(COLUMN_DIFFERENCES + ((<usize>column) << 2)) !== 0;
}

export function rowDiffers(now: usize, sent: usize, w: i32): bool {
  const colour = i32x4.splat(COLOUR);
  let x = 0;
  for (; x + 4 <= w; x += 4, now += 16, sent += 16) {
    if (v128.any_true(v128.xor(v128.and(v128.load(now), colour), v128.load(sent)))) return true;
  }
  for (; x < w; x++, now += 4, sent += 4) if ((load<u32>(now) & COLOUR) !== load<u32>(sent)) return true;
  return false;
}

function markColumns(now: usize, sent: usize, w: i32): void {
  const colour = i32x4.splat(COLOUR);
  let at: usize = COLUMN_DIFFERENCES;
  let x = 0;
  for (; x + 4 <= w; x += 4, now += 16, sent += 16, at += 16) {
    const difference = v128.xor(v128.and(v128.load(now), colour), v128.load(sent));
    v128.store(at, v128.or(v128.load(at), difference));
  }
  for (; x < w; x++, now += 4, sent += 4, at += 4)
    store<u32>(at, load<u32>(at) | ((load<u32>(now) & COLOUR) ^ load<u32>(sent)));
}

function encodeArea(x: i32, y: i32, w: i32, h: i32): bool {
  if (opsEnd + MAX_OP_BYTES > OPS + MAX_OPS_BYTES) return false;
  const position = lz4.position;
  const anchor = lz4.anchor;
  const written = lz4.written;
  const end = codeArea(opsEnd, x, y, w, h);
  lz4.advance(end);
  if (lz4.boundAt(end) > limit) {
    lz4.takeBack(position, anchor, written);
    return false;
  }
  opsEnd = end;
  for (let row = 0; row < h; row++) takeOver(offset(x, y + row), w);
  count(x >> 6, y >> 6, w * h);
  return true;
}

/** The viewer has these pixels of a row now. */
function takeOver(at: usize, w: i32): void {
  const colour = i32x4.splat(COLOUR);
  let x = 0;
  for (; x + 4 <= w; x += 4, at += 16) v128.store(second + at, v128.and(v128.load(first + at), colour));
  for (; x < w; x++, at += 4) store<u32>(second + at, load<u32>(first + at) & COLOUR);
}

function count(column: i32, row: i32, pixels: i32): void {
  const mark = TILE_MARKS + (row << 7) + column;
  const before = load<u8>(mark);
  codedPixels += pixels;
  if (before === 0) changedTiles++;
  if (photo && (before & 2) === 0) {
    const place = PHOTO_PLACES + ((<usize>photoTiles) << 2);
    store<u16>(place, <u16>column);
    store<u16>(place, <u16>row, 2);
    photoTiles++;
  }
  store<u8>(mark, before | (photo ? 3 : 1));
}

/** Pixels of the picture. */
export function pictureArea(): i64 {
  return <i64>width * height;
}
