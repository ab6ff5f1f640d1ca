import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createPieceJoiner,
  cutPicture,
  MAX_PIECE_BYTES,
  PIECE_PAYLOAD_BYTES,
} from '../../../src-shared/tiles/pieces.ts';
import { MAX_PICTURE_MESSAGE_BYTES } from '../../../src-shared/tiles/wire.ts';

const pattern = (length: number) => Uint8Array.from({ length }, (_, n) => (n * 31 + 7) & 255);
const sizes = [1, PIECE_PAYLOAD_BYTES, PIECE_PAYLOAD_BYTES + 1, 3 * PIECE_PAYLOAD_BYTES];

describe('PX-2: a picture message travels in pieces of one burst', () => {
  test('any list of messages comes out as it went in, and nothing before its last piece', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 * PIECE_PAYLOAD_BYTES }), { maxLength: 6 }),
        (list) => {
          const joiner = createPieceJoiner(MAX_PICTURE_MESSAGE_BYTES);
          for (const size of list) {
            const pieces = cutPicture(pattern(size));
            expect(pieces.every((piece) => piece.length <= MAX_PIECE_BYTES)).toBe(true);
            const results = pieces.map((piece) => joiner.push(piece));
            expect(results.slice(0, -1).every((result) => result === null)).toBe(true);
            expect(results.at(-1)).toEqual(pattern(size));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the longest message passes, one byte more does not', () => {
    const push = (bytes: number) => {
      const joiner = createPieceJoiner(MAX_PICTURE_MESSAGE_BYTES);
      return cutPicture(pattern(bytes))
        .map((piece) => joiner.push(piece))
        .at(-1);
    };
    expect(push(MAX_PICTURE_MESSAGE_BYTES)).toEqual(pattern(MAX_PICTURE_MESSAGE_BYTES));
    expect(push(MAX_PICTURE_MESSAGE_BYTES + 1)).toBe('broken');
  });
});

describe('PX-2: a piece that breaks the rule costs its message only', () => {
  const [only = new Uint8Array(0)] = cutPicture(pattern(9));
  const [first = only, second = only, third = only] = cutPicture(pattern(2 * PIECE_PAYLOAD_BYTES + 5));
  const flagged = (piece: Uint8Array, flags: number) => Uint8Array.of(flags, ...piece.subarray(1));

  test.each<[string, readonly Uint8Array[]]>([
    ['empty', [new Uint8Array(0)]],
    ['flags and nothing else', [Uint8Array.of(3)]],
    ['unknown flags', [flagged(only, 7)]],
    ['too long', [Uint8Array.of(3, ...pattern(MAX_PIECE_BYTES))]],
    ['a short piece that is not the last', [flagged(only, 1)]],
    ['a middle without a beginning', [second]],
    ['an end without a beginning', [third]],
    ['a beginning in the middle', [first, only]],
  ])('%s', (_, pieces) => {
    const joiner = createPieceJoiner(MAX_PICTURE_MESSAGE_BYTES);
    const results = pieces.map((piece) => joiner.push(piece));
    expect(results.at(-1)).toBe('broken');
    expect(joiner.push(only)).toEqual(pattern(9));
  });

  test('whatever comes is refused or joined, never longer than allowed, and a sound message passes after it', () => {
    const odd = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...sizes, 0, 7, MAX_PIECE_BYTES));
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 30 }), (list) => {
        const joiner = createPieceJoiner(20_000);
        for (const [flags, length] of list) {
          const result = joiner.push(Uint8Array.of(flags, ...pattern(length)));
          if (result instanceof Uint8Array) expect(result.length).toBeLessThanOrEqual(20_000);
        }
        joiner.push(only); // ends whatever was begun
        expect(joiner.push(only)).toEqual(pattern(9));
      }),
      { numRuns: 200 },
    );
  });
});
