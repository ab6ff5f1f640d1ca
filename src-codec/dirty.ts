import { DIRTY, MAX_DIRTY } from './layout';

/** How many of the newest are tried: one row of tiles of a large picture. */
const LOOK_BACK: i32 = 32;

export let dirtyCount: i32 = 0;

export function clearDirty(): void {
  dirtyCount = 0;
}

/**
 * Adds a changed rectangle: to one of the newest with which it makes a rectangle, else apart. Nothing is covered that did
 * not change: lossy pictures may lie there, which the decoder's memory does not have. Only the list's end ends that.
 */
export function addDirty(x: i32, y: i32, w: i32, h: i32): void {
  const oldest = max(0, dirtyCount - LOOK_BACK);
  for (let i = dirtyCount - 1; i >= oldest; i--) if (joins(i, x, y, w, h)) return grow(i, x, y, w, h);
  if (dirtyCount === MAX_DIRTY) return grow(leastWaste(x, y, w, h), x, y, w, h);
  const at = DIRTY + ((<usize>dirtyCount) << 3);
  dirtyCount++;
  write(at, x, y, x + w, y + h);
}

/** Whether both together are one rectangle and nothing else. */
function joins(index: i32, x: i32, y: i32, w: i32, h: i32): bool {
  const at = DIRTY + ((<usize>index) << 3);
  const left: i32 = load<u16>(at);
  const top: i32 = load<u16>(at, 2);
  const right: i32 = load<u16>(at, 4);
  const bottom: i32 = load<u16>(at, 6);
  const above = x === left && x + w === right && y <= bottom && y + h >= top;
  const beside = y === top && y + h === bottom && x <= right && x + w >= left;
  const inside = x >= left && y >= top && x + w <= right && y + h <= bottom;
  return above || beside || inside;
}

function leastWaste(x: i32, y: i32, w: i32, h: i32): i32 {
  let best = 0;
  let least: i64 = i64.MAX_VALUE;
  for (let i = 0; i < dirtyCount; i++) {
    const waste = wasteWith(i, x, y, w, h);
    if (waste >= least) continue;
    least = waste;
    best = i;
  }
  return best;
}

/** Pixels in the union that are in neither. */
function wasteWith(index: i32, x: i32, y: i32, w: i32, h: i32): i64 {
  const at = DIRTY + ((<usize>index) << 3);
  const left: i32 = load<u16>(at);
  const top: i32 = load<u16>(at, 2);
  const right: i32 = load<u16>(at, 4);
  const bottom: i32 = load<u16>(at, 6);
  const outer = <i64>(max(right, x + w) - min(left, x)) * (max(bottom, y + h) - min(top, y));
  return outer - <i64>(right - left) * (bottom - top) - <i64>w * h;
}

function grow(index: i32, x: i32, y: i32, w: i32, h: i32): void {
  const at = DIRTY + ((<usize>index) << 3);
  write(
    at,
    min<i32>(load<u16>(at), x),
    min<i32>(load<u16>(at, 2), y),
    max<i32>(load<u16>(at, 4), x + w),
    max<i32>(load<u16>(at, 6), y + h),
  );
}

function write(at: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  store<u16>(at, <u16>left);
  store<u16>(at, <u16>top, 2);
  store<u16>(at, <u16>right, 4);
  store<u16>(at, <u16>bottom, 6);
}
