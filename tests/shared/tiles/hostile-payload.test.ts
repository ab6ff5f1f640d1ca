import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_PAYLOAD_BYTES, type TileCodec, type TileDecoder } from '../../../src-shared/tiles/codec.ts';
import { whole, type Size } from '../../../src-shared/tiles/geometry.ts';
import { loadCodec, pairOf, withDecoder } from './load-codec.ts';
import { areaOp, copyOp, expandPlainly, payloadOf, stored } from './payloads.ts';
import { noiseOf, paint } from './pictures.ts';

const size: Size = { width: 100, height: 80 };
const square: Size = { width: 300, height: 300 };
let codec: TileCodec;
let decoder: TileDecoder;
beforeAll(async () => {
  codec = await loadCodec();
});
beforeEach(() => {
  decoder = pairOf(codec, size).decoder;
});

/** What the decoder says of a payload: null when it takes it. */
function verdict(payload: Uint8Array): string | null {
  const result = decoder.decode(payload);
  if (result.ok) return null;
  expect(result.error.code).toBe('PICTURE_BROKEN');
  return result.error.detail ?? '';
}

const grey = [1, 2, 3];

describe('PX-6: every kind of operation, by hand', () => {
  test('one colour', () => {
    expect(verdict(payloadOf(areaOp(0, { x: 99, y: 79 }, 10, 20, 30)))).toBeNull();
    expect([...decoder.pixels.subarray(-8)]).toEqual([0, 0, 0, 255, 10, 20, 30, 255]);
  });

  test('indices of 1, 2, 4 and 8 bits, the first pixel in the lowest', () => {
    const colours = [9, 9, 9, 7, 7, 7, 5, 5, 5];
    expect(
      verdict(
        payloadOf(
          areaOp(1, { width: 3 }, 1, 9, 9, 9, 7, 7, 7, 0b101),
          areaOp(2, { y: 1, width: 3 }, 2, ...colours, 0b100100),
          areaOp(4, { y: 2, width: 3 }, 2, ...colours, 0x12, 0x00),
          areaOp(8, { y: 3, width: 3 }, 3, 0, ...colours, 0, 1, 2),
        ),
      ),
    ).toBeNull();
    const reds = [0, 1, 2, 3].map((y) => [0, 1, 2].map((x) => decoder.pixels[(y * 100 + x) * 4]));
    expect(reds).toEqual([
      [7, 9, 7],
      [9, 7, 5],
      [5, 7, 9],
      [9, 7, 5],
    ]);
  });

  test('the palette of bytes runs on within a payload, and is begun anew when told and in the next payload', () => {
    const areas = payloadOf(
      areaOp(8, { width: 2 }, 2, 0, 1, 1, 1, 2, 2, 2, 0, 1),
      areaOp(8, { y: 1, width: 3 }, 1, 0, 3, 3, 3, 2, 1, 0),
      areaOp(8, { y: 2, width: 2 }, 1, 0x80, 9, 9, 9, 0, 0),
      areaOp(8, { y: 3, width: 2 }, 0, 0, 0, 0),
    );
    expect(verdict(areas)).toBeNull();
    const reds = [0, 1, 2, 3].map((y) => [0, 1, 2].map((x) => decoder.pixels[(y * 100 + x) * 4]));
    expect(reds).toEqual([
      [1, 2, 0],
      [3, 2, 1],
      [9, 9, 0],
      [9, 9, 0],
    ]);
    expect(verdict(payloadOf(areaOp(8, {}, 0, 0, 0)))).toBe('colour without a number');
  });

  test('every pixel for itself, and a copy over itself', () => {
    const pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    expect(
      verdict(payloadOf(areaOp(24, { width: 5 }, ...pixels), copyOp(0, 0, { x: 2, width: 5 }))),
    ).toBeNull();
    expect([...decoder.pixels.subarray(0, 28)].filter((_, i) => i % 4 === 0)).toEqual([
      1, 4, 1, 4, 7, 10, 13,
    ]);
  });

  test('what changed is told in a bounded number of rectangles, joined where nothing else is covered', () => {
    const dots = Array.from({ length: 2_000 }, (_, i) =>
      areaOp(0, { x: (i * 37) % 100, y: (i * 11 + Math.floor(i / 100)) % 80 }, ...grey),
    );
    const result = decoder.decode(payloadOf(...dots));
    expect(result.ok && result.value.length).toBeLessThanOrEqual(512);
    const tiles = decoder.decode(
      payloadOf(
        areaOp(0, { width: 64, height: 64 }, ...grey),
        areaOp(0, { x: 64, width: 36, height: 64 }, ...grey),
      ),
    );
    expect(tiles.ok && tiles.value).toEqual([{ x: 0, y: 0, width: 100, height: 64 }]);
  });
});

describe('PX-7: a hostile host gets PICTURE_BROKEN and nothing else', () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['an empty payload', new Uint8Array(), 'length'],
    ['a payload too long', new Uint8Array(MAX_PAYLOAD_BYTES + 1), 'length'],
    ['a kind nobody knows', payloadOf(areaOp(3, {}, ...grey)), 'kind of operation'],
    [
      'an area beyond the right side',
      payloadOf(areaOp(0, { x: 99, width: 2 }, ...grey)),
      'outside the picture',
    ],
    ['an area beyond the bottom', payloadOf(areaOp(0, { y: 79, height: 2 }, ...grey)), 'outside the picture'],
    ['an area far outside', payloadOf(areaOp(0, { x: 65_535, y: 65_535 }, ...grey)), 'outside the picture'],
    ['an area wider than a tile', payloadOf(areaOp(0, { width: 65 }, ...grey)), 'outside the picture'],
    ['an area higher than a tile', payloadOf(areaOp(0, { height: 65 }, ...grey)), 'outside the picture'],
    ['a head cut off', payloadOf([0, 0, 0]), 'operation cut off'],
    ['a colour cut off', payloadOf(areaOp(0, {}, 1, 2)), 'operation cut off'],
    ['a palette cut off', payloadOf(areaOp(8, {}, 255, 0, 1, 2, 3)), 'operation cut off'],
    ['no palette', payloadOf(areaOp(4, {})), 'operation cut off'],
    ['indices cut off', payloadOf(areaOp(1, { width: 9 }, 1, 1, 1, 1, 2, 2, 2, 0)), 'operation cut off'],
    ['pixels cut off', payloadOf(areaOp(24, { width: 64, height: 64 }, ...grey)), 'operation cut off'],
    ['a copy cut off', payloadOf(copyOp(0, 0, {}).slice(0, 12)), 'operation cut off'],
    ['a palette of one colour', payloadOf(areaOp(1, {}, 0, ...grey, 0)), 'number of colours'],
    [
      'three colours for one bit',
      payloadOf(areaOp(1, {}, 2, ...grey, ...grey, ...grey, 0)),
      'number of colours',
    ],
    [
      'five colours for two bits',
      payloadOf(areaOp(2, {}, 4, ...Array<number>(16).fill(0))),
      'number of colours',
    ],
    [
      '17 colours for four bits',
      payloadOf(areaOp(4, {}, 16, ...Array<number>(60).fill(0))),
      'number of colours',
    ],
    ['index 3 of 3', payloadOf(areaOp(2, {}, 2, ...grey, ...grey, ...grey, 3)), 'colour without a number'],
    [
      'index 2 of 2 in a byte',
      payloadOf(areaOp(8, {}, 2, 0, ...grey, ...grey, 2)),
      'colour without a number',
    ],
    [
      'index 15 of 2',
      payloadOf(areaOp(4, { width: 2 }, 1, ...grey, ...grey, 0xf0)),
      'colour without a number',
    ],
    ['a running palette without its length', payloadOf(areaOp(8, {}, 0)), 'operation cut off'],
    [
      'an index into a running palette not begun',
      payloadOf(areaOp(8, {}, 0, 0, 0)),
      'colour without a number',
    ],
    [
      'a running palette of 257 colours',
      payloadOf(areaOp(8, {}, 1, 0, ...grey, 0), areaOp(8, {}, 0, 1, ...Array<number>(769).fill(0))),
      'number of colours',
    ],
    [
      'an index of before the palette was begun anew',
      payloadOf(areaOp(8, {}, 2, 0, ...grey, ...grey, 1), areaOp(8, {}, 1, 0x80, ...grey, 1)),
      'colour without a number',
    ],
    ['a copy of nothing', payloadOf(copyOp(0, 0, { width: 0 })), 'outside the picture'],
    ['a copy from outside', payloadOf(copyOp(1, 0, { width: 100 })), 'outside the picture'],
    ['a copy to outside', payloadOf(copyOp(0, 0, { y: 1, height: 80 })), 'outside the picture'],
    [
      'a copy of everything',
      payloadOf(copyOp(0, 0, { width: 65_535, height: 65_535 })),
      'outside the picture',
    ],
    [
      'more pixels than four pictures',
      payloadOf(...Array.from({ length: 5 }, () => copyOp(0, 0, { ...size }))),
      'too many pixels',
    ],
    ['LZ4: literals cut off', Uint8Array.of(0x50, 1, 2), 'not LZ4'],
    ['LZ4: a length cut off', Uint8Array.of(0xf0, 255), 'not LZ4'],
    ['LZ4: a distance cut off', Uint8Array.of(0x10, 1, 1), 'not LZ4'],
    ['LZ4: a distance of nought', Uint8Array.of(0x10, 1, 0, 0, 0), 'not LZ4'],
    ['LZ4: a distance before the beginning', Uint8Array.of(0x10, 1, 2, 0, 0), 'not LZ4'],
    ['LZ4: an end in a match', Uint8Array.of(0x10, 1, 1, 0), 'not LZ4'],
    ['LZ4: a match code at the end', Uint8Array.of(0x11, 1), 'not LZ4'],
    ['LZ4: a megabyte and one out of little', bomb((1 << 20) + 1), 'not LZ4'],
    ['LZ4: lengths without end', new Uint8Array(190_000).fill(255), 'not LZ4'],
  ];
  test.each(cases)('%s', (_title, payload, detail) => {
    expect(verdict(payload)).toBe(detail);
    // the order is broken now: only a new decoder, as after a new `begin`, takes what comes
    expect(verdict(payloadOf(areaOp(0, {}, ...grey)))).toBe('closed or broken before');
    expect(withDecoder(codec, size, (next) => next.decode(payloadOf(areaOp(0, {}, ...grey)))).ok).toBe(true);
  });

  test('exactly a megabyte expands', () => {
    // its zeros are black pixels in the corner, too many of them
    expect(verdict(bomb(1 << 20))).toBe('too many pixels');
  });

  test('a broken payload never writes outside the picture or beside alpha', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), (bytes, wrap) => {
        withDecoder(codec, { width: 70, height: 3 }, (fresh) => {
          fresh.decode(wrap ? stored(bytes) : bytes);
          const { buffer, byteOffset, length } = fresh.pixels;
          expect(new Uint8Array(buffer, byteOffset + length).every((byte) => byte === 0)).toBe(true);
          expect(fresh.pixels.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });
});

/** A block that expands to `bytes` zeros. */
function bomb(bytes: number): Uint8Array {
  const out = [0x1f, 0, 1, 0];
  let rest = bytes - 1 - 19;
  for (; rest >= 255; rest -= 255) out.push(255);
  return Uint8Array.from([...out, rest, 0]);
}

describe('memory', () => {
  test('a host that begins again and again gets the same memory, black', () => {
    const first = withDecoder(codec, square, (used) => {
      used.decode(payloadOf(areaOp(0, {}, ...grey)));
      return used.pixels.buffer;
    });
    withDecoder(codec, size, (next) => {
      expect(next.pixels.buffer).toBe(first);
      expect(next.pixels.length).toBe(100 * 80 * 4);
      expect(next.pixels.every((value, at) => value === (at % 4 === 3 ? 255 : 0))).toBe(true);
    });
  });

  test('a closed decoder that another took over from gives nothing away', () => {
    const old = pairOf(codec, square).decoder;
    old.close();
    const next = pairOf(codec, square).decoder;
    old.close();
    expect(old.pixels.length).toBe(0);
    expect(next.decode(payloadOf(areaOp(0, {}, ...grey))).ok).toBe(true);
    expect(pairOf(codec, square).decoder.pixels.buffer).not.toBe(next.pixels.buffer);
  });
});

describe('LZ4', () => {
  const real = () => {
    const { encoder } = pairOf(codec, square);
    const noise = noiseOf(11);
    paint(encoder.frame, encoder.size, whole(encoder.size), (x, y) =>
      y < 100 ? noise() & 0xffffff : ((x * y) >> 4) % 9,
    );
    const { payload } = encoder.encode([whole(encoder.size)], MAX_PAYLOAD_BYTES);
    return payload ?? new Uint8Array();
  };

  test('a payload is a block that any LZ4 reader takes, its last five bytes literals', () => {
    const payload = real();
    const ops = expandPlainly(payload);
    expect(ops.length).toBeGreaterThan(payload.length);
    expect(payload.subarray(-5)).toEqual(ops.subarray(-5));
    const { decoder: first } = pairOf(codec, square);
    const { decoder: second } = pairOf(codec, square);
    expect(first.decode(payload)).toEqual(second.decode(stored(ops)));
    expect(first.pixels).toEqual(second.pixels);
  });

  test('a payload cut off anywhere is an error, never a wrong picture taken for right', () => {
    const payload = real();
    for (let length = 1; length < payload.length; length += 97) {
      const cut = payload.subarray(0, length);
      expect(withDecoder(codec, square, (fresh) => fresh.decode(cut)).ok).toBe(false);
    }
  });

  test('any flipped bit is decoded or refused, without a trap', () => {
    const payload = real();
    const noise = noiseOf(12);
    let refused = 0;
    for (let i = 0; i < 2_000; i += 1) {
      const wrong = payload.slice();
      const at = noise() % wrong.length;
      wrong[at] = (wrong[at] ?? 0) ^ (1 << (noise() & 7));
      if (!withDecoder(codec, square, (fresh) => fresh.decode(wrong)).ok) refused += 1;
    }
    expect(refused).toBeGreaterThan(20);
  });
});
