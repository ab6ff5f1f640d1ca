import { CELLS, COLUMN_SUMS } from './layout';
import { COLOUR, first, offset, second, stride } from './picture';

/** Cells of 16 by 8 pixels: one that a move makes right counts for it, one that it spoils counts against. */
const CELL_WIDTH: i32 = 16;
const CELL_HEIGHT: i32 = 8;
/** Gain below which a move is not worth its operation, in cells. */
const MIN_GAIN: i32 = 12;

/** The area found, in pixels. */
export let cellLeft: i32 = 0;
export let cellRight: i32 = 0;
export let cellTop: i32 = 0;
export let cellBottom: i32 = 0;

let columns: i32 = 0;
let rows: i32 = 0;
/** The stretch with the greatest sum that the last search found. */
let from: i32 = 0;
let to: i32 = 0;
let gain: i32 = 0;

/** Where moving by `distance` gains most; false when nowhere enough. */
export function findBestCells(x: i32, y: i32, w: i32, h: i32, distance: i32): bool {
  columns = w / CELL_WIDTH;
  rows = h / CELL_HEIGHT;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      store<i8>(
        CELLS + <usize>row * columns + column,
        judge(x + column * CELL_WIDTH, y + row * CELL_HEIGHT, distance, y, y + h),
      );
  promisingRows();
  const top = from;
  const bottom = to;
  bestColumns(top, bottom);
  const left = from;
  const right = to;
  bestRows(left, right);
  if (gain < MIN_GAIN) return false;
  cellLeft = x + left * CELL_WIDTH;
  cellRight = x + right * CELL_WIDTH;
  cellTop = y + from * CELL_HEIGHT;
  cellBottom = y + to * CELL_HEIGHT;
  return true;
}

function judge(x: i32, y: i32, distance: i32, top: i32, bottom: i32): i8 {
  if (y + distance < top || y + CELL_HEIGHT + distance > bottom) return 0;
  const colour = i32x4.splat(COLOUR);
  let stay = i32x4.splat(0);
  let move = i32x4.splat(0);
  let now = first + offset(x, y);
  let sent = second + offset(x, y);
  let source = second + offset(x, y + distance);
  for (let row = 0; row < CELL_HEIGHT; row++, now += stride, sent += stride, source += stride) {
    for (let i: usize = 0; i < 64; i += 16) {
      const four = v128.and(v128.load(now + i), colour);
      stay = v128.or(stay, v128.xor(four, v128.load(sent + i)));
      move = v128.or(move, v128.xor(four, v128.load(source + i)));
    }
  }
  const stays = !v128.any_true(stay);
  const moves = !v128.any_true(move);
  return moves === stays ? 0 : moves ? 1 : -1;
}

/**
 * From the first row to the last with anything to gain. Whole rows are not summed up: beside what moved lies what did
 * not, and that would outweigh it.
 */
function promisingRows(): void {
  from = rows;
  to = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    let best = 0;
    for (let column = 0; column < columns; column++) {
      sum = max(0, sum + load<i8>(CELLS + <usize>row * columns + column));
      best = max(best, sum);
    }
    if (best < 2) continue;
    from = min(from, row);
    to = row + 1;
  }
}

/** Of all stretches of rows the one with the greatest sum over the columns given. */
function bestRows(left: i32, right: i32): void {
  startSearch();
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = left; column < right; column++) sum += load<i8>(CELLS + <usize>row * columns + column);
    search(row, sum);
  }
}

function bestColumns(top: i32, bottom: i32): void {
  memory.fill(COLUMN_SUMS, 0, (<usize>columns) << 2);
  for (let row = top; row < bottom; row++) {
    for (let column = 0; column < columns; column++) {
      const sum = COLUMN_SUMS + ((<usize>column) << 2);
      store<i32>(sum, load<i32>(sum) + load<i8>(CELLS + <usize>row * columns + column));
    }
  }
  startSearch();
  for (let column = 0; column < columns; column++)
    search(column, load<i32>(COLUMN_SUMS + ((<usize>column) << 2)));
}

let running: i32 = 0;
let start: i32 = 0;

function startSearch(): void {
  running = 0;
  start = 0;
  gain = 0;
  from = 0;
  to = 0;
}

function search(index: i32, value: i32): void {
  if (running <= 0) {
    running = 0;
    start = index;
  }
  running += value;
  if (running <= gain) return;
  gain = running;
  from = start;
  to = index + 1;
}
