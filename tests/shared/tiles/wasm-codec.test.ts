import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { MAX_PAYLOAD_BYTES, MIN_PAYLOAD_BYTES, type TileCodec } from '../../../src-shared/tiles/codec.ts';
import { whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import { loadCodec, pairOf } from './load-codec.ts';
import { differences, noiseOf, paint, scroll, transfer } from './pictures.ts';

let codec: TileCodec;
beforeAll(async () => {
  codec = await loadCodec();
});

/** Paints a whole picture, sends it and counts what is wrong at the other end. */
function sent(size: Size, colour: (x: number, y: number) => number, maxBytes?: number): number {
  const pair = pairOf(codec, size);
  paint(pair.encoder.frame, size, whole(size), colour);
  transfer(pair, undefined, maxBytes);
  return differences(pair.encoder, pair.decoder.pixels);
}

describe('PX-6: what is decoded is what was encoded', () => {
  test.each([1, 2, 3, 4, 5, 16, 17, 128, 129, 256, 257, 4096])('a picture of %i colours', (colours) => {
    const noise = noiseOf(colours);
    const palette = Array.from({ length: colours }, () => noise() & 0xffffff);
    const order = noiseOf(99);
    const pick = () => palette[order() % colours] ?? 0;
    expect(sent({ width: 150, height: 130 }, pick)).toBe(0);
    expect(sent({ width: 64, height: 64 }, (x, y) => palette[(y * 64 + x) % colours] ?? 0)).toBe(0);
  });

  test.each<[number, number]>([
    [1, 1],
    [1, 64],
    [2, 3],
    [63, 65],
    [64, 64],
    [65, 63],
    [127, 129],
    [8192, 1],
    [1, 8192],
    [8192, 3],
    [200, 100],
  ])('a picture of %i by %i pixels', (width, height) => {
    const noise = noiseOf(width * 9 + height);
    expect(sent({ width, height }, () => noise() & 0xffffff)).toBe(0);
    expect(sent({ width, height }, (x, y) => ((x ^ y) & 1) * 0xffffff)).toBe(0);
    expect(sent({ width, height }, (x, y) => (((x >> 3) * (y >> 2)) % 11) * 0x112233)).toBe(0);
  });

  test('an all black picture is sent like any other, and the decoder begins black', () => {
    const pair = pairOf(codec, { width: 100, height: 70 });
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
    expect(transfer(pair)[0]?.codedPixels).toBe(7_000);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
  });

  test('noise goes in as many payloads as it takes, none above the limit', () => {
    const size = { width: 300, height: 200 };
    for (const limit of [MIN_PAYLOAD_BYTES, 20_001, 33_333, MAX_PAYLOAD_BYTES]) {
      const noise = noiseOf(limit);
      expect(sent(size, () => noise() & 0xffffff, limit)).toBe(0);
    }
  });

  test('a whole screen of 8 million pixels of one pattern', () => {
    expect(sent({ width: 4096, height: 2048 }, (x, y) => ((x * y) & 64) * 0x030201)).toBe(0);
  });

  test('any change after change, any damage, any limit', { timeout: 60_000 }, () => {
    fc.assert(fc.property(anyStory, playStory), { numRuns: 300 });
  });
});

interface Step {
  readonly rect: readonly [number, number, number, number];
  readonly how: 'noise' | 'plain' | 'few' | 'text' | 'scroll' | 'forget';
  readonly seed: number;
  readonly limit: number;
}

const anyStory = fc.record({
  width: fc.integer({ min: 1, max: 260 }),
  height: fc.integer({ min: 1, max: 260 }),
  steps: fc.array(
    fc.record<Step>({
      rect: fc.tuple(
        fc.nat(260),
        fc.nat(260),
        fc.integer({ min: 1, max: 260 }),
        fc.integer({ min: 1, max: 260 }),
      ),
      how: fc.constantFrom('noise', 'plain', 'few', 'text', 'scroll', 'forget'),
      seed: fc.nat(),
      limit: fc.constantFrom(MIN_PAYLOAD_BYTES, 40_000, MAX_PAYLOAD_BYTES),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

function playStory(story: {
  readonly width: number;
  readonly height: number;
  readonly steps: readonly Step[];
}) {
  const size = { width: story.width, height: story.height };
  const pair = pairOf(codec, size);
  transfer(pair);
  for (const step of story.steps) {
    const rect = insideOf(size, step.rect);
    change(pair.encoder.frame, size, rect, step);
    if (step.how === 'forget') {
      pair.encoder.forget(rect);
      const done = transfer(pair, [rect], step.limit);
      expect(done.reduce((sum, { codedPixels }) => sum + codedPixels, 0)).toBe(rect.width * rect.height);
    } else transfer(pair, [rect], step.limit);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
  }
}

function insideOf(size: Size, [x, y, width, height]: readonly [number, number, number, number]): Rect {
  const left = x % size.width;
  const top = y % size.height;
  return {
    x: left,
    y: top,
    width: Math.min(width, size.width - left),
    height: Math.min(height, size.height - top),
  };
}

function change(frame: Uint8Array, size: Size, rect: Rect, { how, seed }: Step): void {
  const noise = noiseOf(seed);
  const colours = Array.from({ length: 5 }, () => noise() & 0xffffff);
  if (how === 'noise') paint(frame, size, rect, () => noise() & 0xffffff);
  if (how === 'plain') paint(frame, size, rect, () => colours[0] ?? 0);
  if (how === 'few') paint(frame, size, rect, () => colours[noise() % 5] ?? 0);
  if (how === 'text')
    paint(frame, size, rect, (x, y) => (((x * 31 + y * 17 + seed) % 7) >> 2 ? 0 : 0xe0e0e0));
  if (how === 'scroll') scroll(frame, size, rect, (seed % 61) - 30);
}
