import { findBestCells, cellLeft, cellRight, cellTop, cellBottom } from './move-cells';
import { mostVoted } from './move-votes';
import { encodeCopy, pictureArea, rowDiffers } from './encode';
import { first, offset, second } from './picture';

/** Copies in one payload, and pictures they may move in all: far below what the decoder takes. */
const MAX_COPIES: i32 = 16;
const MAX_PICTURES_MOVED: i64 = 2;
const MAX_TRIES: i32 = 3;
const MIN_WIDTH: i32 = 32;
const MIN_HEIGHT: i32 = 24;

let copies: i32 = 0;
let moved: i64 = 0;

export function beginMoves(): void {
  copies = 0;
  moved = 0;
}

/** Looks for areas of a rectangle that moved up or down (scrolling) and has the viewer move them. */
export function findMoves(x: i32, y: i32, w: i32, h: i32): void {
  for (let i = 0; i < MAX_TRIES; i++) if (!findMove(x, y, w, h)) return;
}

function findMove(x: i32, y: i32, w: i32, h: i32): bool {
  if (w < MIN_WIDTH || copies === MAX_COPIES) return false;
  // only the rows between the first and the last that differ
  let top = y;
  let bottom = y + h;
  while (top < bottom && sameRow(x, top, top, w)) top++;
  while (bottom > top && sameRow(x, bottom - 1, bottom - 1, w)) bottom--;
  if (bottom - top < MIN_HEIGHT) return false;
  const distance = mostVoted(x, top, w, bottom - top);
  if (distance === 0) return false;
  if (!findBestCells(x, top, w, bottom - top, distance)) return false;
  return copyExactly(x, top, x + w, bottom, distance);
}

/** Grows the best cells to the pixel, since a cell is 16 by 8, and writes the copy. */
function copyExactly(left: i32, top: i32, right: i32, bottom: i32, distance: i32): bool {
  const x0 = cellLeft;
  const x1 = cellRight;
  let y0 = cellTop;
  let y1 = cellBottom;
  const lowest = max(top, top - distance);
  const highest = min(bottom, bottom - distance);
  for (let i = 0; i < 8 && y0 > lowest && sameRow(x0, y0 - 1, y0 - 1 + distance, x1 - x0); i++) y0--;
  for (let i = 0; i < 8 && y1 < highest && sameRow(x0, y1, y1 + distance, x1 - x0); i++) y1++;
  const size = <i64>(x1 - x0) * (y1 - y0);
  if (moved + size > MAX_PICTURES_MOVED * pictureArea()) return false;
  moved += size;
  copies++;
  encodeCopy(x0, y0 + distance, x0, y0, x1 - x0, y1 - y0);
  return true;
}

/** Whether a row is now what the viewer has in row `sentY`. */
function sameRow(x: i32, y: i32, sentY: i32, w: i32): bool {
  return !rowDiffers(first + offset(x, y), second + offset(x, sentY), w);
}
