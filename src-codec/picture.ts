import { FIXED_END } from './layout';

/** A pixel without its fourth byte, which means nothing in what is captured. */
export const COLOUR: u32 = 0x00ff_ffff;
/** What the viewer has there is unknown: equal to no colour, so it counts as changed. */
export const UNKNOWN: u32 = 0xffff_ffff;

export let width: i32 = 0;
export let height: i32 = 0;
/** Bytes from a row to the next. */
export let stride: i32 = 0;
/** The first picture: `frame` of an encoder, the pixels of a decoder. */
export let first: usize = 0;
/** The second: what the viewer has, in an encoder. */
export let second: usize = 0;

/** False when the memory's plan and this module's do not fit. */
export function setUpPictures(w: i32, h: i32, base: usize): bool {
  if (base < FIXED_END || w < 1 || h < 1 || w > 8192 || h > 8192) return false;
  width = w;
  height = h;
  stride = w << 2;
  first = base;
  second = base + <usize>stride * h;
  return true;
}

/** Bytes from a picture's start to a pixel. */
export function offset(x: i32, y: i32): usize {
  return <usize>y * stride + ((<usize>x) << 2);
}

/** Moves an area of a picture; both may overlap. */
export function copyArea(picture: usize, fromX: i32, fromY: i32, x: i32, y: i32, w: i32, h: i32): void {
  const bytes: usize = (<usize>w) << 2;
  for (let i = 0; i < h; i++) {
    const row = fromY < y ? h - 1 - i : i;
    memory.copy(picture + offset(x, y + row), picture + offset(fromX, fromY + row), bytes);
  }
}

/** Fills an area with one pixel value. */
export function fillArea(start: usize, w: i32, h: i32, value: u32): void {
  const vector = i32x4.splat(value);
  for (let row = 0; row < h; row++) {
    let at = start + <usize>row * stride;
    const end = at + ((<usize>w) << 2);
    for (; at + 16 <= end; at += 16) v128.store(at, vector);
    for (; at < end; at += 4) store<u32>(at, value);
  }
}
