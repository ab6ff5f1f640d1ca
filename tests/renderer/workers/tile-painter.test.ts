import { describe, expect, test } from 'vitest';
import { appError } from '../../../src-shared/errors.ts';
import { err, ok } from '../../../src-shared/result.ts';
import type { TileDecoder } from '../../../src-shared/tiles/codec.ts';
import type { Rect, Size } from '../../../src-shared/tiles/geometry.ts';
import type { TileAnswer } from '../../../src-renderer/workers/tile-messages.ts';
import { createTilePainter, type Bitmap } from '../../../src-renderer/workers/tile-painter.ts';
import { createManualClock } from '../session/manual-clock.ts';

const size: Size = { width: 64, height: 32 };
const rect = (x: number, width = 4): Rect => ({ x, y: 0, width, height: 4 });
/** A payload is the list of the rectangles it changes, by their x; 255 breaks. */
const tiles = (seq: number, last: boolean, ...at: readonly number[]) => ({
  type: 'tiles' as const,
  seq,
  last,
  payload: Uint8Array.from(at),
});
const jpeg = (width: number, height: number) =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 8, 8, 0, height, 0, width, 1, 0xff, 0xda, 0, 3, 1]);
const lossy = (seq: number, last: boolean, area: Rect, bytes = jpeg(area.width, area.height)) => ({
  type: 'lossy' as const,
  seq,
  last,
  rect: area,
  jpeg: bytes,
});

/** A painter whose canvas writes down what happens to it. */
function painting(bitmapSize?: Size) {
  const log: string[] = [];
  const answers: TileAnswer[] = [];
  const clock = createManualClock();
  let decoders = 0;
  let bitmaps = 0;
  const waiting: (() => void)[] = [];
  const createDecoder = (made: Size) => {
    decoders += 1;
    const decoder: TileDecoder = {
      size: made,
      pixels: new Uint8ClampedArray(made.width * made.height * 4),
      decode: (payload) =>
        payload.includes(255)
          ? err(appError('PICTURE_BROKEN', 'broken'))
          : ok([...payload].map((x) => rect(x))),
      close: () => void (decoders -= 1),
    };
    return ok(decoder);
  };
  const painter = createTilePainter<Bitmap & Size>({
    surface: {
      resize: (to) => void log.push(`resize ${to.width}x${to.height}`),
      put: (_pixels, _size, rects) =>
        void log.push(`put ${rects.map((one) => `${one.x}+${one.width}`).join(' ')}`),
      draw: (_bitmap, at) => void log.push(`draw ${at.x}+${at.width}`),
    },
    createDecoder,
    decodeJpeg: (bytes) =>
      new Promise((resolve, reject) => {
        const made = bitmapSize ?? { width: bytes[10] ?? 0, height: bytes[8] ?? 0 };
        waiting.push(() => {
          if (bytes.length > 17) return reject(new Error('no picture'));
          bitmaps += 1;
          resolve({ ...made, close: () => void (bitmaps -= 1) });
        });
      }),
    answer: (one) => void answers.push(one),
    after: clock.after,
  });
  return {
    painter,
    log,
    answers,
    clock,
    open: () => ({ decoders, bitmaps }),
    decoding: () => waiting.length,
    async decoded() {
      for (const go of waiting.splice(0)) go();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

describe('the painter', () => {
  test('shows a picture that begins when it is whole, all of it at once', () => {
    const { painter, log, answers } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, false, 0));
    expect(log).toEqual([]);
    painter.take(tiles(2, true, 8));
    expect(log).toEqual(['resize 64x32', 'put 0+64']);
    expect(answers).toEqual([
      { type: 'taken' },
      { type: 'drawn', seq: 1, last: false, shows: null },
      { type: 'drawn', seq: 2, last: true, shows: size },
    ]);
  });

  test('puts only what changed, a frame of several messages at once', () => {
    const { painter, log } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    log.length = 0;
    painter.take(tiles(2, false, 4, 12));
    expect(log).toEqual([]);
    painter.take(tiles(3, true, 20));
    expect(log).toEqual(['put 4+4 12+4', 'put 20+4']);
  });

  test('shows the old picture until one of another size is whole', () => {
    const { painter, log } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    log.length = 0;
    painter.take({ type: 'begin', size: { width: 32, height: 32 } });
    painter.take(tiles(2, false, 0));
    expect(log).toEqual([]);
    painter.take(tiles(3, true, 4));
    expect(log).toEqual(['resize 32x32', 'put 0+32']);
  });

  test('shows what there is when the rest of a frame stays away', async () => {
    const { painter, log, answers, clock } = painting();
    painter.take({ type: 'begin', size });
    await clock.advance(1_000);
    expect(log).toEqual(['resize 64x32', 'put 0+64']);
    expect(answers.at(-1)).toEqual({ type: 'shown', shows: size });
    painter.take(tiles(1, false, 8));
    await clock.advance(50);
    expect(log.at(-1)).toBe('put 8+4');
  });

  test('draws lossy pictures in their turn, whatever comes while they are decoded', async () => {
    const { painter, log, answers, decoded, open } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    log.length = 0;
    painter.take(tiles(2, false, 4));
    painter.take(lossy(3, false, rect(8, 16)));
    painter.take(tiles(4, true, 12));
    expect(answers).toHaveLength(3);
    await decoded();
    expect(log).toEqual(['put 4+4', 'draw 8+16', 'put 12+4']);
    expect(answers.slice(2).map((one) => one.type === 'drawn' && one.seq)).toEqual([2, 3, 4]);
    expect(open()).toEqual({ decoders: 1, bitmaps: 0 });
  });

  test('decodes what waits ahead, at most 8 and no more pixels than the picture has, and draws in order', async () => {
    const { painter, log, answers, decoded, decoding } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    log.length = 0;
    for (let seq = 2; seq < 14; seq += 1) painter.take(lossy(seq, seq === 13, rect(seq)));
    expect(decoding()).toBe(8);
    await decoded();
    await decoded();
    expect(log).toEqual(Array.from({ length: 12 }, (_, index) => `draw ${index + 2}+4`));
    expect(answers.slice(2).map((one) => one.type === 'drawn' && one.seq)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 2),
    );
    for (let seq = 20; seq < 24; seq += 1)
      painter.take(lossy(seq, seq === 23, { x: 0, y: 0, width: 40, height: 32 }));
    expect(decoding()).toBe(1);
  });

  test('decodes nothing ahead for a picture that has not begun, and keeps nothing of one that broke', async () => {
    const { painter, answers, decoded, decoding, open } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    painter.take(lossy(2, false, rect(0)));
    painter.take(tiles(3, true, 255));
    painter.take(lossy(4, true, rect(4)));
    painter.take({ type: 'begin', size });
    painter.take(lossy(5, true, rect(8)));
    expect(decoding()).toBe(2);
    await decoded();
    expect(answers.slice(2).map(({ type }) => type)).toEqual(['drawn', 'broken', 'taken', 'taken']);
    expect(open().bitmaps).toBe(0);
    await decoded();
    expect(answers.at(-1)).toEqual({ type: 'drawn', seq: 5, last: true, shows: size });
  });

  test('a lossy picture in the first frame lies on top of it', async () => {
    const { painter, log, decoded } = painting();
    painter.take({ type: 'begin', size });
    painter.take(lossy(1, false, rect(8, 16)));
    painter.take(tiles(2, true, 0));
    await decoded();
    expect(log).toEqual(['resize 64x32', 'put 0+64', 'draw 8+16', 'put 0+4']);
  });

  test('a broken payload leaves the picture as it is, and nothing is drawn before the next beginning', () => {
    const { painter, log, answers, open } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    log.length = 0;
    painter.take(tiles(2, false, 4));
    painter.take(tiles(3, true, 255));
    painter.take(tiles(4, true, 8));
    expect(log).toEqual([]);
    expect(answers.slice(3)).toEqual([{ type: 'broken', why: 'broken' }, { type: 'taken' }]);
    expect(open().decoders).toBe(0);
    painter.take({ type: 'begin', size });
    painter.take(tiles(5, true, 0));
    expect(log).toEqual(['put 0+64']);
  });

  test.each([
    ['outside the picture', lossy(2, true, rect(60, 8))],
    ['of another size than it says', lossy(2, true, rect(0, 8), jpeg(9, 4))],
    ['that is none', lossy(2, true, rect(0, 8), Uint8Array.of(1, 2, 3))],
    ['that cannot be decoded', lossy(2, true, rect(0, 8), Uint8Array.from([...jpeg(8, 4), 1]))],
  ])('a lossy picture %s is an error and draws nothing', async (_what, order) => {
    const { painter, log, answers, decoded, open } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    log.length = 0;
    painter.take(order);
    await decoded();
    expect(answers.at(-1)?.type).toBe('broken');
    expect(log).toEqual([]);
    expect(open()).toEqual({ decoders: 0, bitmaps: 0 });
  });

  test('a lossy picture that decodes to another size than its header said draws nothing', async () => {
    const { painter, answers, decoded, open } = painting({ width: 500, height: 500 });
    painter.take({ type: 'begin', size });
    painter.take(lossy(1, true, rect(0, 8)));
    await decoded();
    expect(answers.at(-1)?.type).toBe('broken');
    expect(open().bitmaps).toBe(0);
  });

  test('refuses a picture of more pixels than this page wants to hold', () => {
    const { painter, answers, open } = painting();
    painter.take({ type: 'begin', size: { width: 8_192, height: 8_192 } });
    expect(answers).toEqual([{ type: 'broken', why: 'a picture of too many pixels' }]);
    expect(open().decoders).toBe(0);
  });

  test('keeps no more lossy pictures than one picture has pixels, when a frame never ends', async () => {
    const { painter, decoded, open } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    for (let seq = 2; seq < 20; seq += 1) {
      painter.take(lossy(seq, false, { x: 0, y: 0, ...size }));
      await decoded();
      expect(open().bitmaps).toBeLessThan(2);
    }
  });

  test('clearing takes every pixel and the decoder away', () => {
    const { painter, log, open } = painting();
    painter.take({ type: 'begin', size });
    painter.take(tiles(1, true, 0));
    painter.take({ type: 'clear' });
    expect(log.at(-1)).toBe('resize 1x1');
    expect(open().decoders).toBe(0);
  });
});
