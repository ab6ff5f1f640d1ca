import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDamage, clip, firstPixels } from '../../../src-shared/tiles/damage.ts';
import { area, type Rect } from '../../../src-shared/tiles/geometry.ts';

const side = 200;
const rects = fc.array(
  fc
    .record({
      x: fc.integer({ min: 0, max: side - 1 }),
      y: fc.integer({ min: 0, max: side - 1 }),
      width: fc.integer({ min: 1, max: side }),
      height: fc.integer({ min: 1, max: side }),
    })
    .map((rect) => ({
      ...rect,
      width: Math.min(rect.width, side - rect.x),
      height: Math.min(rect.height, side - rect.y),
    })),
  { maxLength: 40 },
);

function cover(list: readonly Rect[]): Uint8Array {
  const marks = new Uint8Array(side * side);
  for (const { x, y, width, height } of list)
    for (let row = y; row < y + height; row += 1) marks.fill(1, row * side + x, row * side + x + width);
  return marks;
}

describe('damage', () => {
  it('is never lost and stays a short list', () => {
    fc.assert(
      fc.property(rects, rects, (before, more) => {
        const list = addDamage(addDamage([], before), more);
        const marks = cover(list);
        expect(cover([...before, ...more]).every((mark, at) => mark === 0 || marks[at] === 1)).toBe(true);
        expect(list.length).toBeLessThanOrEqual(16);
      }),
    );
  });

  it('is cut into parts that are together what they were, each near its budget', () => {
    fc.assert(
      fc.property(rects, fc.integer({ min: 1, max: 40_000 }), (list, pixels) => {
        const { first, left } = firstPixels(list, pixels);
        expect(cover([...first, ...left])).toEqual(cover(list));
        const size = (parts: readonly Rect[]) => parts.reduce((sum, rect) => sum + area(rect), 0);
        expect(size(first) + size(left)).toBe(size(list));
        expect(size(first)).toBeLessThanOrEqual(Math.max(pixels + 4_096, 8_192));
        expect(list.length === 0 || first.length > 0).toBe(true);
      }),
    );
  });

  it('outside the picture is none', () => {
    const bounds = { x: 0, y: 0, width: 10, height: 10 };
    expect(clip([{ x: 10, y: 0, width: 5, height: 5 }], bounds)).toEqual([]);
    expect(clip([{ x: 8, y: 8, width: 5, height: 5 }], bounds)).toEqual([
      { x: 8, y: 8, width: 2, height: 2 },
    ]);
  });
});
