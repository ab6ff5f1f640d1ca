import { beginPayload as beginOps, changedTiles, codedPixels, photoTiles } from './encode';
import { dirtyCount } from './dirty';
import { DIRTY, PALETTE, PAYLOAD, PHOTO_PLACES, RUNNING, SLACK_BYTES } from './layout';
import { setUpJpeg } from './jpeg-tables';
import { beginMoves } from './moves';
import { fillArea, first, height, offset, second, setUpPictures, stride, UNKNOWN } from './picture';

/*
 * The module's face: one instance is one encoder or one decoder. src-shared/tiles/wasm-codec.ts is its only user; it
 * keeps every rectangle handed in within the picture.
 */
export { encodeRect, endPayload } from './encode';
export { findMoves } from './moves';
export { decode } from './decode';
export { encodeJpeg } from './jpeg-encode';

/** Red, green, blue, alpha in memory. */
const BLACK: u32 = 0xff00_0000;

/** Two pictures from `base` on: the newest, and what the viewer has, of which nothing is known yet. */
export function setUpEncoder(w: i32, h: i32, base: usize): bool {
  if (!setUpPictures(w, h, base)) return false;
  const bytes = <usize>stride * height;
  if (second + bytes + SLACK_BYTES > (<usize>memory.size()) << 16) return false;
  memory.fill(first, 0, bytes);
  memory.fill(second, 0xff, bytes);
  setUpJpeg();
  return true;
}

/** One picture from `base` on, black. */
export function setUpDecoder(w: i32, h: i32, base: usize): bool {
  if (!setUpPictures(w, h, base)) return false;
  if (second + SLACK_BYTES > (<usize>memory.size()) << 16) return false;
  fillArea(first, w, h, BLACK);
  // so that not even an index without a colour, looked up before it is refused, leaves a hole in the picture
  for (let i: usize = 0; i < 256; i++) {
    store<u32>(PALETTE + (i << 2), BLACK);
    store<u32>(RUNNING + (i << 2), BLACK);
  }
  return true;
}

export function beginPayload(maxBytes: i32): void {
  beginOps(maxBytes);
  beginMoves();
}

export function forget(x: i32, y: i32, w: i32, h: i32): void {
  fillArea(second + offset(x, y), w, h, UNKNOWN);
}

export function payloadAt(): usize {
  return PAYLOAD;
}

export function photoTilesAt(): usize {
  return PHOTO_PLACES;
}

export function photoTileCount(): i32 {
  return photoTiles;
}

export function changedTileCount(): i32 {
  return changedTiles;
}

export function codedPixelCount(): i32 {
  return codedPixels;
}

export function dirtyAt(): usize {
  return DIRTY;
}

export function dirtyRectCount(): i32 {
  return dirtyCount;
}
