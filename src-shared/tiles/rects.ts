import { area, intersection, union, type Rect } from './geometry.ts';

/** More rectangles than this are no help: one around all is looked through sooner. */
const MAX_RECTS = 64;

/** What is left of `rects` without `holes`, in rectangles that do not overlap one another. */
export function apart(rects: readonly Rect[], holes: readonly Rect[] = []): readonly Rect[] {
  const outer = rects.length > MAX_RECTS ? [rects.reduce(union)] : rects;
  const done: Rect[] = [];
  for (const rect of outer) {
    let pieces: readonly Rect[] = [rect];
    for (const hole of [...holes, ...done]) pieces = pieces.flatMap((piece) => without(piece, hole));
    done.push(...pieces.filter((piece) => area(piece) > 0));
  }
  return done;
}

/** What is left of a rectangle without another: up to four. */
export function without(rect: Rect, hole: Rect): readonly Rect[] {
  const common = intersection(rect, hole);
  if (common === null) return [rect];
  const { x, y, width, height } = rect;
  const [right, bottom] = [common.x + common.width, common.y + common.height];
  return [
    { x, y, width, height: common.y - y },
    { x, y: common.y, width: common.x - x, height: common.height },
    { x: right, y: common.y, width: x + width - right, height: common.height },
    { x, y: bottom, width, height: y + height - bottom },
  ].filter((piece) => area(piece) > 0 && piece.width > 0);
}

/** Joins rectangles whose union has nothing that is in neither. */
export function joined(rects: readonly Rect[]): readonly Rect[] {
  const out = [...rects];
  for (let i = 0; i < out.length; i += 1) {
    for (let j = i + 1; j < out.length; j += 1) {
      const [a, b] = [out[i], out[j]];
      if (a === undefined || b === undefined) continue;
      const both = union(a, b);
      const common = intersection(a, b);
      if (area(both) > area(a) + area(b) - (common === null ? 0 : area(common))) continue;
      out[i] = both;
      out.splice(j, 1);
      j = i;
    }
  }
  return out;
}
