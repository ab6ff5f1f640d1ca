import { DIRTY, MAX_DIRTY } from './layout';

export let dirtyCount: i32 = 0;

export function clearDirty(): void {
  dirtyCount = 0;
}

/** Adds a changed rectangle: to one that it hardly makes larger, else apart, else to the one that grows least. */
export function addDirty(x: i32, y: i32, w: i32, h: i32): void {
  let best = -1;
  let least: i64 = i64.MAX_VALUE;
  // the newest first: what follows in reading order mostly touches it
  for (let i = dirtyCount - 1; i >= 0; i--) {
    const waste = wasteWith(i, x, y, w, h);
    if (waste < least) {
      least = waste;
      best = i;
    }
    if (waste <= 0) break;
  }
  if (best >= 0 && (dirtyCount === MAX_DIRTY || least * 4 <= <i64>w * h)) return grow(best, x, y, w, h);
  const at = DIRTY + ((<usize>dirtyCount) << 3);
  dirtyCount++;
  write(at, x, y, x + w, y + h);
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
