import { beforeAll, describe, expect, test } from 'vitest';
import { MAX_PAYLOAD_BYTES, MIN_PAYLOAD_BYTES, type TileCodec } from '../../../src-shared/tiles/codec.ts';
import {
  contains,
  intersection,
  MAX_SIDE,
  whole,
  type Rect,
  type Size,
} from '../../../src-shared/tiles/geometry.ts';
import { loadCodec, pairOf } from './load-codec.ts';
import { differences, noiseOf, paint, scroll, transfer } from './pictures.ts';

let codec: TileCodec;
beforeAll(async () => {
  codec = await loadCodec();
});

const size: Size = { width: 640, height: 480 };
const all = whole(size);
const video = { x: 100, y: 100, width: 200, height: 150 };

/** Both ends with the same picture: rows and columns that are all different, in few colours, as text is. */
function textPair() {
  const pair = pairOf(codec, size);
  paint(pair.encoder.frame, size, all, textAt);
  transfer(pair);
  return pair;
}

function textAt(x: number, y: number): number {
  const cell = noiseOf(((x >> 3) * 7_919 + (y >> 4) * 104_729 + 1) * 31)();
  return (cell >>> ((x & 7) + (y & 15))) & 1 ? 0xd0d0d0 : 0x101010;
}

describe('what is sent', () => {
  test('nothing when nothing differs, whatever the damage says', () => {
    const { encoder } = textPair();
    expect(encoder.encode([all], MIN_PAYLOAD_BYTES)).toEqual({
      payload: null,
      rest: [],
      photoTiles: [],
      changedTiles: 0,
      codedPixels: 0,
    });
  });

  test('the fourth byte of a pixel means nothing', () => {
    const { encoder } = textPair();
    for (let at = 3; at < encoder.frame.length; at += 4) encoder.frame[at] = 255 - (encoder.frame[at] ?? 0);
    expect(encoder.encode([all], MIN_PAYLOAD_BYTES).payload).toBeNull();
  });

  test('no more than the smallest area around a change in each tile', () => {
    const pair = textPair();
    paint(pair.encoder.frame, size, { x: 70, y: 75, width: 9, height: 5 }, () => 0xff00ff);
    paint(pair.encoder.frame, size, { x: 200, y: 300, width: 1, height: 1 }, () => 0xff00ff);
    const [step] = transfer(pair);
    expect(step).toMatchObject({ changedTiles: 2, codedPixels: 46, photoTiles: [] });
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
  });

  test('only inside the rectangles given; the rest is found later', () => {
    const pair = textPair();
    paint(pair.encoder.frame, size, { x: 0, y: 0, width: 100, height: 100 }, () => 0x00ff00);
    transfer(pair, [{ x: 0, y: 0, width: 30, height: 30 }]);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(10_000 - 900);
    transfer(pair);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
  });

  test('rectangles outside the picture, empty or overlapping ones do no harm', () => {
    const pair = textPair();
    paint(pair.encoder.frame, size, all, (x) => x * 0x010203);
    const rects = [
      { x: -50, y: -50, width: 5000, height: 300 },
      { x: 100, y: 100, width: 200, height: 9000 },
      { x: 600, y: 400, width: 0, height: 5 },
      { x: 900, y: 900, width: 10, height: 10 },
      { x: 0.5, y: 200.5, width: 639.5, height: 300 },
      ...Array.from({ length: 200 }, (_, i) => ({ x: i, y: i, width: 3, height: 3 })),
    ];
    const pixels = transfer(pair, rects).reduce((sum, step) => sum + step.codedPixels, 0);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
    expect(pixels).toBeLessThanOrEqual(size.width * size.height);
  });

  test('what did not fit comes back as the rest, and only that', () => {
    const pair = pairOf(codec, size);
    const noise = noiseOf(5);
    paint(pair.encoder.frame, size, all, () => noise() & 0xffffff);
    const steps = transfer(pair, [all], MIN_PAYLOAD_BYTES);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.reduce((sum, { codedPixels }) => sum + codedPixels, 0)).toBe(size.width * size.height);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
  });

  test('a limit below one tile is a bug of the caller', () => {
    expect(() => textPair().encoder.encode([all], MIN_PAYLOAD_BYTES - 1)).toThrow(RangeError);
  });
});

describe('moved areas', () => {
  test.each([-200, -17, -1, 1, 16, 100, 300])('scrolling by %i rows costs only what comes in', (by) => {
    const pair = textPair();
    const window = { x: 33, y: 21, width: 500, height: 400 };
    scroll(pair.encoder.frame, size, window, by);
    const edge = { ...window, y: by < 0 ? window.y : window.y + window.height - by, height: Math.abs(by) };
    paint(pair.encoder.frame, size, edge, (x, y) => textAt(x + 999, y + 777));
    const [step] = transfer(pair, [window]);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
    // the strips that do not fill a cell at the left and at the right are coded
    expect(step?.codedPixels).toBeLessThan((Math.abs(by) + 10) * window.width + 32 * window.height);
  });

  test('two windows that scroll apart are both moved', () => {
    const pair = textPair();
    scroll(pair.encoder.frame, size, { x: 0, y: 0, width: 320, height: 480 }, 20);
    scroll(pair.encoder.frame, size, { x: 320, y: 0, width: 320, height: 480 }, -30);
    const [step] = transfer(pair);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
    expect(step?.codedPixels).toBeLessThan(20_000);
  });

  test('without looking for moves the same picture arrives', () => {
    const pair = textPair();
    scroll(pair.encoder.frame, size, all, 16);
    const steps = transfer(pair, [all], undefined, { findMoves: false });
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
    expect(steps[0]?.codedPixels).toBeGreaterThan(200_000);
  });

  test('nothing is moved out of what the viewer may not have', () => {
    const pair = textPair();
    pair.encoder.forget({ x: 0, y: 0, width: 640, height: 240 });
    scroll(pair.encoder.frame, size, all, -100);
    const [step] = transfer(pair);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
    expect(step?.codedPixels).toBeGreaterThan(640 * 239);
  });
});

describe('what goes another way', () => {
  test('what is left out is not sent, and sent whole once it is no longer left out', () => {
    const pair = textPair();
    paint(pair.encoder.frame, size, all, (x, y) => (x * y) & 0xffffff);
    transfer(pair, [all], undefined, { leaveOut: [video] });
    expect(differences(pair.encoder, pair.decoder.pixels, video)).toBeGreaterThan(20_000);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(
      differences(pair.encoder, pair.decoder.pixels, video),
    );
    expect(transfer(pair)[0]?.codedPixels).toBe(200 * 150);
    expect(differences(pair.encoder, pair.decoder.pixels)).toBe(0);
  });

  test('beside what is left out nothing is sent twice', () => {
    const pair = textPair();
    transfer(pair, [all], undefined, { leaveOut: [video] });
    expect(transfer(pair, [all], undefined, { leaveOut: [video] })[0]?.payload).toBeNull();
  });

  test('what is forgotten is sent whole once, though nothing changed', () => {
    const pair = textPair();
    pair.encoder.forget(video);
    expect(transfer(pair, [video])[0]?.codedPixels).toBe(200 * 150);
    expect(transfer(pair, [video])[0]?.payload).toBeNull();
  });
});

describe('what the decoder says has changed', () => {
  test('never covers an area that has not, however many changes lie around it: a lossy picture may be there', () => {
    const pair = textPair();
    const { encoder, decoder } = pair;
    const around: Rect[] = [];
    for (let x = 0; x + 12 <= size.width; x += 24)
      for (let y = 0; y + 8 <= size.height; y += 16)
        if (intersection({ x, y, width: 12, height: 8 }, video) === null)
          around.push({ x, y, width: 12, height: 8 });
    expect(around.length).toBeGreaterThan(17);
    around.forEach((rect, index) => paint(encoder.frame, size, rect, () => 0x102030 + index));
    const { payload } = encoder.encode([all], MAX_PAYLOAD_BYTES, { leaveOut: [video] });
    const dirty = payload === null ? null : decoder.decode(payload);
    if (dirty?.ok !== true) throw new Error('not decoded');
    expect(dirty.value.filter((rect) => intersection(rect, video) !== null)).toEqual([]);
    const corners = around.flatMap(({ x, y }) => [
      { x, y, width: 1, height: 1 },
      { x: x + 11, y: y + 7, width: 1, height: 1 },
    ]);
    expect(corners.filter((pixel) => !dirty.value.some((one) => contains(one, pixel)))).toEqual([]);
  });
});

describe('photos', () => {
  test('many colours, hardly two alike side by side: a photo, told by its places', () => {
    const pair = textPair();
    const noise = noiseOf(3);
    paint(pair.encoder.frame, size, { x: 128, y: 64, width: 128, height: 64 }, () => noise() & 0xffffff);
    const [step] = transfer(pair);
    expect(step?.photoTiles).toEqual([
      { column: 2, row: 1 },
      { column: 3, row: 1 },
    ]);
    expect(step?.changedTiles).toBe(2);
  });

  test('smoothed text of many colours is none: most of it is ground', () => {
    const pair = pairOf(codec, size);
    const noise = noiseOf(3);
    const smoothed = () => (noise() % 8 === 0 ? noise() & 0xffffff : 0xfdf6e3);
    paint(pair.encoder.frame, size, all, smoothed);
    expect(transfer(pair).flatMap((step) => step.photoTiles)).toEqual([]);
  });

  test('nor is a dense line of it, where every other pixel differs: there is one colour between the strokes', () => {
    const pair = textPair();
    const noise = noiseOf(3);
    const line = { x: 0, y: 100, width: size.width, height: 19 };
    paint(pair.encoder.frame, size, line, () => (noise() % 2 === 0 ? noise() & 0xffffff : 0xfdf6e3));
    expect(transfer(pair).flatMap((step) => step.photoTiles)).toEqual([]);
  });
});

describe('memory', () => {
  test('each instance has a memory of its own that never grows', () => {
    const pair = textPair();
    const before = [pair.encoder.frame.buffer.byteLength, pair.decoder.pixels.buffer.byteLength];
    const noise = noiseOf(7);
    for (let i = 0; i < 5; i += 1) {
      paint(pair.encoder.frame, size, all, () => noise() & 0xffffff);
      transfer(pair);
    }
    expect([pair.encoder.frame.buffer.byteLength, pair.decoder.pixels.buffer.byteLength]).toEqual(before);
    expect(pair.encoder.frame.buffer).not.toBe(pair.decoder.pixels.buffer);
  });

  test('an encoder closed and opened again has the same memory, and nothing of the old picture', () => {
    const { encoder } = textPair();
    const { buffer } = encoder.frame;
    encoder.close();
    const next = pairOf(codec, { width: 300, height: 200 });
    expect(next.encoder.frame.buffer).toBe(buffer);
    expect(next.encoder.frame.every((byte) => byte === 0)).toBe(true);
    expect(transfer(next)[0]?.codedPixels).toBe(60_000);
    expect(differences(next.encoder, next.decoder.pixels)).toBe(0);
  });

  test.each([
    [0, 5],
    [5, 0],
    [-1, 5],
    [MAX_SIDE + 1, 1],
    [1, MAX_SIDE + 1],
    [1.5, 2],
    [Number.NaN, 1],
  ])('there is no codec for %d by %d', (width, height) => {
    expect(codec.createEncoder({ width, height }).ok).toBe(false);
    expect(codec.createDecoder({ width, height }).ok).toBe(false);
  });

  test('after closing nothing is encoded or decoded', () => {
    const { encoder, decoder } = textPair();
    encoder.close();
    decoder.close();
    expect(encoder.encode([all], MIN_PAYLOAD_BYTES).payload).toBeNull();
    expect(encoder.frame.length).toBe(0);
    expect(decoder.decode(Uint8Array.of(0)).ok).toBe(false);
    expect(decoder.pixels.length).toBe(0);
  });
});
