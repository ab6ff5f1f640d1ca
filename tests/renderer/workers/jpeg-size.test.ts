import { describe, expect, test } from 'vitest';
import { jpegSize } from '../../../src-renderer/workers/jpeg-size.ts';

const start = [0xff, 0xd8];
const app0 = [0xff, 0xe0, 0, 4, 1, 2];
const frame = (width: number, height: number, marker = 0xc0, components = 1) => [
  ...[0xff, marker, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, components, 1, 0x11, 0],
];
/** A scan of so many of the picture's colour components. */
const scan = (components = 1) => [0xff, 0xda, 0, 3, components, 1, 2, 3];
const sizeOf = (...parts: readonly (readonly number[])[]) => jpegSize(Uint8Array.from(parts.flat()));

describe('the size a JPEG says it has', () => {
  test('is read from its frame header', () => {
    expect(sizeOf(start, app0, frame(640, 360), scan())).toEqual({ width: 640, height: 360 });
    expect(sizeOf(start, frame(3, 65_535), scan())).toEqual({ width: 3, height: 65_535 });
  });

  test.each([
    ['no JPEG', [[1, 2, 3, 4]]],
    ['nothing', [[]]],
    ['only a beginning', [start]],
    ['no frame before the pixels', [start, app0, scan()]],
    ['a frame said twice', [start, frame(8, 8), frame(9_000, 9_000), scan()]],
    ['pixels that never begin', [start, frame(8, 8)]],
    ['a segment longer than the message', [start, [0xff, 0xe0, 255, 255, 1]]],
    ['a segment without a length', [start, [0xff, 0xe0, 0, 0], frame(8, 8), scan()]],
    ['a frame header that is too short', [start, [0xff, 0xc0, 0, 4, 8, 0], scan()]],
    // ten bytes of another scan cost as much time as the whole picture: a message has room for 20,000
    ['a progressive picture, which has many scans', [start, frame(8, 8, 0xc2), scan()]],
    ['a picture of another coding', [start, frame(8, 8, 0xc9), scan()]],
    ['a scan of a part of the components, which others may follow', [start, frame(8, 8, 0xc0, 3), scan()]],
    ['a scan that ends before it says so', [start, frame(8, 8), [0xff, 0xda, 0, 2]]],
  ])('%s has none', (_what, parts) => {
    expect(sizeOf(...parts)).toBeNull();
  });
});
