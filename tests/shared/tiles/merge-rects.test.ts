import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains, union, type Rect } from '../../../src-shared/tiles/geometry.ts';
import { mergeRects } from '../../../src-shared/tiles/merge-rects.ts';

const rect: fc.Arbitrary<Rect> = fc.record({
  x: fc.nat(1000),
  y: fc.nat(1000),
  width: fc.integer({ min: 1, max: 500 }),
  height: fc.integer({ min: 1, max: 500 }),
});

test('everything that was covered stays covered, by few rectangles, and nothing outside all of them is added', () => {
  fc.assert(
    fc.property(fc.array(rect, { maxLength: 200 }), (rects) => {
      const merged = mergeRects(rects);
      expect(merged.length).toBeLessThanOrEqual(16);
      for (const given of rects) expect(merged.some((one) => contains(one, given))).toBe(true);
      const around = rects.reduce<Rect | null>((all, one) => (all === null ? one : union(all, one)), null);
      for (const one of merged) expect(around !== null && contains(around, one)).toBe(true);
    }),
  );
});

test('the pieces of a line of text become one', () => {
  const glyphs = Array.from({ length: 80 }, (_, index) => ({
    x: 10 + index * 8,
    y: 100,
    width: 8,
    height: 16,
  }));
  expect(mergeRects(glyphs)).toEqual([{ x: 10, y: 100, width: 640, height: 16 }]);
});

test('two places far from each other stay two', () => {
  const corners = [
    { x: 0, y: 0, width: 10, height: 10 },
    { x: 900, y: 700, width: 10, height: 10 },
  ];
  expect(mergeRects(corners)).toEqual(corners);
});
