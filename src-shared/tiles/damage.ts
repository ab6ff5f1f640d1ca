import { TILE_SIDE } from './codec.ts';
import { area, intersection, type Rect } from './geometry.ts';
import { mergeRects } from './merge-rects.ts';

/** Adds damage to a list: joined where that wastes little, never more than a few rectangles. */
export function addDamage(list: readonly Rect[], more: readonly Rect[]): readonly Rect[] {
  return mergeRects([...list, ...more]);
}

/** Only what lies inside `bounds`. */
export function clip(rects: readonly Rect[], bounds: Rect): readonly Rect[] {
  return rects.flatMap((rect) => {
    const inside = intersection(rect, bounds);
    return inside === null ? [] : [inside];
  });
}

/** The share of `rects` inside `place` (overlaps counted twice), 0 when they do not touch. */
export function coverage(rects: readonly Rect[], place: Rect): number {
  const covered = clip(rects, place).reduce((sum, rect) => sum + area(rect), 0);
  return Math.min(1, covered / Math.max(1, area(place)));
}

/**
 * The first of `rects` with about `pixels` in all, cut at the lines of the tile grid (at least one tile), and what is
 * left. Nothing is lost and nothing is in both.
 */
export function firstPixels(
  rects: readonly Rect[],
  pixels: number,
): { readonly first: readonly Rect[]; readonly left: readonly Rect[] } {
  const first: Rect[] = [];
  let budget = pixels;
  for (const [index, rect] of rects.entries()) {
    if (area(rect) <= budget) {
      first.push(rect);
      budget -= area(rect);
      continue;
    }
    if (first.length > 0 && budget < TILE_SIDE * TILE_SIDE) return { first, left: rects.slice(index) };
    const [head, ...tail] = cutAt(rect, budget);
    if (head !== undefined) first.push(head);
    return { first, left: [...tail, ...rects.slice(index + 1)] };
  }
  return { first, left: [] };
}

/** Rows of tiles while one fits the budget, else tiles of the first row. */
function cutAt(rect: Rect, pixels: number): readonly Rect[] {
  const bottom = nextLine(rect.y, Math.floor(pixels / rect.width));
  if (bottom > rect.y && bottom < rect.y + rect.height) {
    const height = bottom - rect.y;
    return [
      { ...rect, height },
      { ...rect, y: bottom, height: rect.height - height },
    ];
  }
  const row = { ...rect, height: Math.min(rect.height, nextLine(rect.y, TILE_SIDE) - rect.y) };
  const below = { ...rect, y: row.y + row.height, height: rect.height - row.height };
  const right = Math.max(
    nextLine(row.x, Math.floor(pixels / row.height)),
    (Math.floor(row.x / TILE_SIDE) + 1) * TILE_SIDE,
  );
  const width = Math.min(row.width, right - row.x);
  const beside = { ...row, x: row.x + width, width: row.width - width };
  return [{ ...row, width }, beside, below].filter((part) => area(part) > 0);
}

/** The last grid line at most `length` after `from`; `from` or before it when there is none. */
function nextLine(from: number, length: number): number {
  return Math.floor((from + length) / TILE_SIDE) * TILE_SIDE;
}
