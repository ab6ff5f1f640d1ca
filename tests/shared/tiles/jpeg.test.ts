import { beforeAll, describe, expect, test } from 'vitest';
import { jpegSize } from '../../../src-renderer/workers/jpeg-size.ts';
import { MAX_PAYLOAD_BYTES, type TileCodec, type TileEncoder } from '../../../src-shared/tiles/codec.ts';
import { whole, type Size } from '../../../src-shared/tiles/geometry.ts';
import { loadCodec, pairOf } from './load-codec.ts';
import { noiseOf, paint, transfer } from './pictures.ts';

/* What a decoder makes of it is seen in a browser: tests/integration/viewer-jpeg.test.ts. */

let codec: TileCodec;
beforeAll(async () => {
  codec = await loadCodec();
});

const size: Size = { width: 640, height: 360 };

function encoderOf(of: Size, colourAt: (x: number, y: number) => number): TileEncoder {
  const { encoder } = pairOf(codec, of);
  paint(encoder.frame, of, whole(of), colourAt);
  return encoder;
}
const noise = () => {
  const next = noiseOf(7);
  return encoderOf(size, () => next() & 0xffffff);
};
const soft = () => encoderOf(size, (x, y) => (x & 255) | ((y & 255) << 8) | (((x + y) & 255) << 16));

/** The bytes of a scan in which a byte of 255 is neither followed by 0 nor the end. */
function wrongMarkers(jpeg: Uint8Array): number {
  let wrong = 0;
  for (let at = 623; at < jpeg.length - 2; at += 1) if (jpeg[at] === 255 && jpeg[at + 1] !== 0) wrong += 1;
  return wrong;
}

describe('a JPEG', () => {
  test.each([
    [1, 1],
    [17, 33],
    [16, 16],
    [640, 360],
    [1, 360],
    [639, 15],
  ])('of %i by %i is one the viewer takes', (width, height) => {
    for (const encoder of [noise(), soft()]) {
      const jpeg = encoder.jpeg({ x: 0, y: 0, width, height }, 62, MAX_PAYLOAD_BYTES) ?? new Uint8Array();
      expect(jpegSize(jpeg)).toEqual({ width, height });
      expect([...jpeg.subarray(-2)]).toEqual([0xff, 0xd9]);
      expect(wrongMarkers(jpeg)).toBe(0);
    }
  });

  test('is never longer than allowed: there is none instead', () => {
    const encoder = noise();
    const length = encoder.jpeg(whole(size), 50, MAX_PAYLOAD_BYTES)?.length ?? 0;
    expect(length).toBeGreaterThan(10_000);
    expect(encoder.jpeg(whole(size), 50, length)).toHaveLength(length);
    for (const less of [length - 1, 10_000, 623, 1, 0, -5])
      expect(encoder.jpeg(whole(size), 50, less)).toBeNull();
    expect(encoder.jpeg(whole(size), 100, 10 * MAX_PAYLOAD_BYTES)).toBeNull();
  });

  test('is longer the better it is, and any number for how good does no harm', () => {
    const encoder = soft();
    const lengths = [1, 25, 62, 90, 100].map(
      (quality) => encoder.jpeg(whole(size), quality, 190_000)?.length ?? 0,
    );
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(new Set(lengths).size).toBe(lengths.length);
    for (const odd of [0, -1, 101, 1e9, Number.NaN])
      expect(jpegSize(encoder.jpeg(whole(size), odd, 190_000) ?? new Uint8Array())).toEqual(size);
  });

  test('in part outside the picture is of the part inside, and there is none of nothing', () => {
    const encoder = soft();
    const jpeg = encoder.jpeg({ x: 630, y: -5, width: 50, height: 30 }, 62, 190_000) ?? new Uint8Array();
    expect(jpegSize(jpeg)).toEqual({ width: 10, height: 25 });
    expect(encoder.jpeg({ x: 640, y: 0, width: 8, height: 8 }, 62, 190_000)).toBeNull();
    encoder.close();
    expect(encoder.jpeg(whole(size), 62, 190_000)).toBeNull();
  });

  test('leaves the exact picture as it was: the next payload decodes as without it', () => {
    const pair = pairOf(codec, size);
    const next = noiseOf(3);
    paint(pair.encoder.frame, size, whole(size), () => next() & 0xffffff);
    pair.encoder.jpeg(whole(size), 62, 190_000);
    transfer(pair);
    pair.encoder.jpeg(whole(size), 62, 190_000);
    expect(pair.encoder.encode([whole(size)], 190_000).payload).toBeNull();
  });

  test('of one colour is the shortest: a code for each block', () => {
    const encoder = encoderOf(size, () => 0x336699);
    expect(encoder.jpeg(whole(size), 62, 190_000)?.length).toBeLessThan(623 + 920 * 5);
  });
});
