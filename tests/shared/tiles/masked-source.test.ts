import { expect, test } from 'vitest';
import { ok } from '../../../src-shared/result.ts';
import { createListeners } from '../../../src-shared/listeners.ts';
import type { FrameSource } from '../../../src-shared/tiles/frame-source.ts';
import { intersection, whole, type Rect } from '../../../src-shared/tiles/geometry.ts';
import { createMaskedSource, MASK_COLOUR } from '../../../src-shared/tiles/masked-source.ts';

const size = { width: 12, height: 8 };
const SECRET = 200;

/** A picture in which every byte is the secret. */
function secretSource(): FrameSource {
  const damage = createListeners<readonly Rect[]>();
  return {
    size,
    onDamage: damage.on,
    onResize: () => () => undefined,
    onPointer: () => () => undefined,
    onEnded: () => () => undefined,
    grab(rect, frame) {
      for (let y = rect.y; y < rect.y + rect.height; y += 1) {
        const at = (y * size.width + rect.x) * 4;
        frame.fill(SECRET, at, at + rect.width * 4);
      }
      return ok(null);
    },
    pointer: () => ({ shape: null, place: null }),
    close: () => undefined,
  };
}

/** One letter a pixel: s secret, m masked, . not written. */
function drawn(frame: Uint8Array): string[] {
  const pixel = (at: number) => {
    const bytes = [...frame.subarray(at, at + 4)];
    if (bytes.every((value) => value === SECRET)) return 's';
    return bytes.every((value, index) => value === MASK_COLOUR[index]) ? 'm' : '.';
  };
  return Array.from({ length: size.height }, (_, y) =>
    Array.from({ length: size.width }, (_, x) => pixel((y * size.width + x) * 4)).join(''),
  );
}

function grabbed(source: FrameSource, rect: Rect): string[] {
  const frame = new Uint8Array(size.width * size.height * 4);
  source.grab(rect, frame);
  return drawn(frame);
}

test('pixels under a mask are dark grey in whatever is fetched, and the others are as they are', () => {
  const source = createMaskedSource(secretSource());
  source.setMasks([{ x: 2, y: 1, width: 4, height: 2 }]);
  expect(grabbed(source, whole(size))).toEqual([
    'ssssssssssss',
    'ssmmmmssssss',
    'ssmmmmssssss',
    ...Array.from({ length: 5 }, () => 'ssssssssssss'),
  ]);
  expect(grabbed(source, { x: 4, y: 2, width: 3, height: 2 }).slice(1, 5)).toEqual([
    '............',
    '....mms.....',
    '....sss.....',
    '............',
  ]);
});

test('a mask that reaches over the edge, lies between pixels or overlaps another leaks nothing', () => {
  const source = createMaskedSource(secretSource());
  const masks = [
    { x: -5, y: -5, width: 7, height: 6 },
    { x: 9.4, y: 5.5, width: 40, height: 40 },
    { x: 0, y: 0, width: 3, height: 1 },
  ];
  source.setMasks(masks);
  const rows = grabbed(source, whole(size));
  rows.forEach((row, y) =>
    [...row].forEach((letter, x) => {
      const covered = masks.some((mask) => intersection(mask, { x, y, width: 1, height: 1 }) !== null);
      expect([x, y, letter]).toEqual([x, y, covered ? 'm' : 's']);
    }),
  );
});

test('a changed mask is damage where it was and where it is now', () => {
  const source = createMaskedSource(secretSource());
  const told: Rect[] = [];
  const stop = source.onDamage((rects) => told.push(...rects));
  source.setMasks([{ x: 1, y: 1, width: 2, height: 2 }]);
  source.setMasks([{ x: 10, y: 6, width: 9, height: 9 }]);
  expect(told).toEqual([
    { x: 1, y: 1, width: 2, height: 2 },
    { x: 1, y: 1, width: 2, height: 2 },
    { x: 10, y: 6, width: 2, height: 2 },
  ]);
  stop();
  source.setMasks([]);
  expect(told).toHaveLength(3);
  expect(grabbed(source, whole(size)).join('')).not.toContain('m');
});
