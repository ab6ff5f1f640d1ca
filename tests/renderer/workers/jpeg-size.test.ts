import { describe, expect, test } from 'vitest';
import { jpegSize } from '../../../src-renderer/workers/jpeg-size.ts';

const start = [0xff, 0xd8];
const app0 = [0xff, 0xe0, 0, 4, 1, 2];
const frame = (width: number, height: number, marker = 0xc0) => [
  ...[0xff, marker, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
];
const scan = [0xff, 0xda, 0, 3, 0, 1, 2, 3];
const sizeOf = (...parts: readonly (readonly number[])[]) => jpegSize(Uint8Array.from(parts.flat()));

describe('the size a JPEG says it has', () => {
  test('is read from its frame header, baseline or progressive', () => {
    expect(sizeOf(start, app0, frame(640, 360), scan)).toEqual({ width: 640, height: 360 });
    expect(sizeOf(start, frame(3, 65_535, 0xc2), scan)).toEqual({ width: 3, height: 65_535 });
  });

  test.each([
    ['no JPEG', [[1, 2, 3, 4]]],
    ['nothing', [[]]],
    ['only a beginning', [start]],
    ['no frame before the pixels', [start, app0, scan]],
    ['a frame said twice', [start, frame(8, 8), frame(9_000, 9_000), scan]],
    ['pixels that never begin', [start, frame(8, 8)]],
    ['a segment longer than the message', [start, [0xff, 0xe0, 255, 255, 1]]],
    ['a segment without a length', [start, [0xff, 0xe0, 0, 0], frame(8, 8), scan]],
    ['a frame header that is too short', [start, [0xff, 0xc0, 0, 4, 8, 0], scan]],
  ])('%s has none', (_what, parts) => {
    expect(sizeOf(...parts)).toBeNull();
  });
});
