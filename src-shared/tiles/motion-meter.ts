import { TILE_SIDE } from './codec.ts';
import { area, type Rect, type Size } from './geometry.ts';

/** How much of the screen changes, told from damage alone, so that it is known in video mode too. */
export interface MotionMeter {
  note(rects: readonly Rect[], at: number): void;
  /** Share of the last second's tenths in which more than a small part changed. */
  motion(at: number): number;
  /** Share of the screen that changes in a tenth of a second, mean of the last half second. */
  changing(at: number): number;
  /** Since more than a caret changed, ms. */
  quietMs(at: number): number;
}

const BUCKET_MS = 100;
const BUCKETS = 10;
/** Less than this share of the screen in a tenth of a second is no motion. */
const MOTION_SHARE = 0.05;
const QUIET_SHARE = 0.02;

export function createMotionMeter(size: Size, startedAt: number): MotionMeter {
  const columns = Math.ceil(size.width / TILE_SIDE);
  const rows = Math.ceil(size.height / TILE_SIDE);
  /** The bucket each tile was last counted in. */
  const counted = new Int32Array(columns * rows).fill(-1);
  const shares = new Map<number, number>();
  let movedAt = startedAt;
  const bucketOf = (at: number) => Math.floor((at - startedAt) / BUCKET_MS);

  function noteRect(rect: Rect, bucket: number): number {
    let share = 0;
    const right = Math.min(columns, Math.ceil((rect.x + rect.width) / TILE_SIDE));
    const bottom = Math.min(rows, Math.ceil((rect.y + rect.height) / TILE_SIDE));
    // a caret is a sliver of its tile and counts as that
    const weight = Math.min(1, area(rect) / (TILE_SIDE * TILE_SIDE));
    for (let row = Math.floor(rect.y / TILE_SIDE); row < bottom; row += 1)
      for (let column = Math.floor(rect.x / TILE_SIDE); column < right; column += 1) {
        const tile = row * columns + column;
        if (counted[tile] === bucket) continue;
        if (weight === 1) counted[tile] = bucket;
        share += weight / (columns * rows);
      }
    return share;
  }

  function sum(at: number, buckets: number, value: (share: number) => number): number {
    const newest = bucketOf(at);
    let total = 0;
    for (let bucket = newest - buckets + 1; bucket <= newest; bucket += 1)
      total += value(shares.get(bucket) ?? 0);
    return total / buckets;
  }

  return {
    note(rects, at) {
      const bucket = bucketOf(at);
      const added = rects.reduce((share, rect) => share + noteRect(rect, bucket), 0);
      const share = Math.min(1, (shares.get(bucket) ?? 0) + added);
      shares.set(bucket, share);
      if (share > QUIET_SHARE) movedAt = at;
      for (const old of shares.keys()) if (old <= bucket - BUCKETS) shares.delete(old);
    },
    motion: (at) => sum(at, BUCKETS, (share) => (share >= MOTION_SHARE ? 1 : 0)),
    changing: (at) => sum(at, BUCKETS / 2, (share) => share),
    quietMs: (at) => at - movedAt,
  };
}
