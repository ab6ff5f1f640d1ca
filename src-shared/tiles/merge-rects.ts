import { area, union, type Rect } from './geometry.ts';

/** Two rectangles become one when that costs at most so much area more than both had. */
const WORTH = 1.15;
/** More than this many are never kept: text is told as hundreds of small rectangles. */
const MOST = 16;

/**
 * Fewer rectangles that cover the same: two that lie close enough become the one around both. Work grows with the
 * number of rectangles given, not with its square.
 */
export function mergeRects(rects: readonly Rect[]): readonly Rect[] {
  const kept: Rect[] = [];
  for (const rect of rects) addRect(kept, rect);
  return kept;
}

function addRect(kept: Rect[], added: Rect): void {
  let rect = added;
  for (;;) {
    const partner = bestPartner(kept, rect);
    if (partner === null || (partner.growth > 0 && kept.length < MOST)) break;
    // what has grown may now reach others
    rect = union(rect, kept[partner.index] ?? rect);
    kept.splice(partner.index, 1);
  }
  kept.push(rect);
}

/** Where joining costs least; growth is the area beyond what is worth it, so 0 or less means: do. */
function bestPartner(kept: readonly Rect[], rect: Rect): { index: number; growth: number } | null {
  let best: { index: number; growth: number } | null = null;
  kept.forEach((other, index) => {
    const growth = area(union(rect, other)) - WORTH * (area(rect) + area(other));
    if (best === null || growth < best.growth) best = { index, growth };
  });
  return best;
}
