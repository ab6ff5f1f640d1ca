import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SIDE } from '../../../src-shared/tiles/geometry.ts';
import { MAX_POINTER_SIDE } from '../../../src-shared/tiles/frame-source.ts';
import { pictureModes, pictureReasons } from '../../../src-shared/tiles/picture-mode.ts';
import {
  MAX_PICTURE_MESSAGE_BYTES,
  PICTURE_PROTOCOL_VERSION,
  decodeHostPicture,
  decodeViewerPicture,
  encodeHostPicture,
  encodeViewerPicture,
  type HostPictureMessage,
  type ViewerPictureMessage,
} from '../../../src-shared/tiles/wire.ts';

const side = fc.integer({ min: 1, max: MAX_SIDE });
const seq = fc.integer({ min: 0, max: 0xffff_ffff });
const body = fc.uint8Array({ minLength: 1, maxLength: 200 });
const place16 = fc.integer({ min: -32_768, max: 32_767 });

const anyRect = fc
  .record({ x: fc.nat(MAX_SIDE - 1), y: fc.nat(MAX_SIDE - 1), width: side, height: side })
  .map(({ x, y, width, height }) => ({
    x,
    y,
    width: Math.min(width, MAX_SIDE - x),
    height: Math.min(height, MAX_SIDE - y),
  }));

const anyShape = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    fill: fc.nat(255),
  })
  .chain(({ width, height, fill }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      hotX: fc.nat(width),
      hotY: fc.nat(height),
      rgba: fc.constant(new Uint8Array(width * height * 4).fill(fill)),
    }),
  );

const anyHost: fc.Arbitrary<HostPictureMessage> = fc.oneof(
  fc.record({ type: fc.constant('begin' as const), size: fc.record({ width: side, height: side }) }),
  fc.record({ type: fc.constant('tiles' as const), seq, last: fc.boolean(), payload: body }),
  fc.record({ type: fc.constant('lossy' as const), seq, last: fc.boolean(), rect: anyRect, jpeg: body }),
  fc.record({ type: fc.constant('shape' as const), shape: anyShape }),
  fc.record({
    type: fc.constant('place' as const),
    place: fc.record({ x: place16, y: place16, visible: fc.boolean() }),
  }),
  fc.record({
    type: fc.constant('mode' as const),
    mode: fc.constantFrom(...pictureModes),
    reason: fc.constantFrom(...pictureReasons),
  }),
);

const anyViewer: fc.Arbitrary<ViewerPictureMessage> = fc.oneof(
  fc.record({ type: fc.constant('hello' as const), version: fc.nat(255) }),
  fc.record({ type: fc.constant('ack' as const), seq }),
  fc.constant({ type: 'refresh' as const }),
  fc.record({
    type: fc.constant('shows' as const),
    what: fc.constantFrom('tiles' as const, 'video' as const),
  }),
);

describe('PX-2: picture messages', () => {
  test('whatever the host says arrives as it was said', () => {
    fc.assert(
      fc.property(anyHost, (message) => {
        expect(decodeHostPicture(encodeHostPicture(message))).toEqual({ ok: true, value: message });
      }),
    );
  });

  test('whatever the viewer says arrives as it was said', () => {
    fc.assert(
      fc.property(anyViewer, (message) => {
        expect(decodeViewerPicture(encodeViewerPicture(message))).toEqual({ ok: true, value: message });
      }),
    );
  });

  test('a message inside a larger buffer is read from its own beginning', () => {
    const bytes = encodeHostPicture({ type: 'tiles', seq: 7, last: true, payload: Uint8Array.of(1, 2) });
    const within = new Uint8Array(bytes.length + 9).fill(0xee);
    within.set(bytes, 5);
    expect(decodeHostPicture(within.subarray(5, 5 + bytes.length))).toEqual(decodeHostPicture(bytes));
    const ack = Uint8Array.from([9, ...encodeViewerPicture({ type: 'ack', seq: 70_000 })]);
    expect(decodeViewerPicture(ack.subarray(1))).toEqual({ ok: true, value: { type: 'ack', seq: 70_000 } });
  });

  test('a pointer far away is told at the edge of what fits', () => {
    const bytes = encodeHostPicture({ type: 'place', place: { x: 1e6, y: -1e6, visible: true } });
    const decoded = decodeHostPicture(bytes);
    expect(decoded.ok && decoded.value).toMatchObject({ place: { x: 32_767, y: -32_768 } });
  });

  test('the longest message is taken, one byte more is not', () => {
    const fits = new Uint8Array(MAX_PICTURE_MESSAGE_BYTES).fill(2);
    expect(decodeHostPicture(fits).ok).toBe(true);
    expect(decodeHostPicture(new Uint8Array(MAX_PICTURE_MESSAGE_BYTES + 1).fill(2)).ok).toBe(false);
  });
});

/** The right bytes with some put differently. */
function changed(message: HostPictureMessage, at: number, ...values: readonly number[]): Uint8Array {
  const bytes = encodeHostPicture(message);
  bytes.set(values, at);
  return bytes;
}

const begin: HostPictureMessage = { type: 'begin', size: { width: 10, height: 10 } };
const lossy: HostPictureMessage = {
  type: 'lossy',
  seq: 1,
  last: true,
  rect: { x: 0, y: 0, width: 8, height: 8 },
  jpeg: Uint8Array.of(1),
};
const shape: HostPictureMessage = {
  type: 'shape',
  shape: { width: 2, height: 2, hotX: 0, hotY: 0, rgba: new Uint8Array(16) },
};
const mode: HostPictureMessage = { type: 'mode', mode: 'exact', reason: 'still-or-text' };

describe('PX-3: what breaks a rule is PICTURE_BROKEN', () => {
  const u16 = (value: number): readonly number[] => [value & 255, value >>> 8];
  const fromHost: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['two bytes', Uint8Array.of(6, 0)],
    ['kind 0', Uint8Array.of(0, 0, 0)],
    ['kind 7', Uint8Array.of(7, 0, 0)],
    ['begin too short', encodeHostPicture(begin).subarray(0, 5)],
    ['begin too long', Uint8Array.from([...encodeHostPicture(begin), 0])],
    ['begin of another version', changed(begin, 1, PICTURE_PROTOCOL_VERSION + 1)],
    ['begin without width', changed(begin, 2, 0, 0)],
    ['begin without height', changed(begin, 4, 0, 0)],
    ['begin too wide', changed(begin, 2, ...u16(MAX_SIDE + 1))],
    ['begin too high', changed(begin, 4, ...u16(MAX_SIDE + 1))],
    ['tiles without a payload', Uint8Array.of(2, 1, 0, 0, 0, 0)],
    ['lossy without a picture', encodeHostPicture(lossy).subarray(0, 14)],
    ['lossy without width', changed(lossy, 10, 0, 0)],
    ['lossy without height', changed(lossy, 12, 0, 0)],
    ['lossy beyond the right side', changed(lossy, 6, ...u16(MAX_SIDE - 7))],
    ['lossy beyond the bottom', changed(lossy, 8, ...u16(MAX_SIDE - 7))],
    ['shape without its head', encodeHostPicture(shape).subarray(0, 8)],
    ['shape without width', changed(shape, 1, 0, 0)],
    ['shape without height', changed(shape, 3, 0, 0)],
    ['shape too wide', changed(shape, 1, ...u16(MAX_POINTER_SIDE + 1))],
    ['shape too high', changed(shape, 3, ...u16(MAX_POINTER_SIDE + 1))],
    ['shape with its point beside it', changed(shape, 5, 3, 0)],
    ['shape with its point below it', changed(shape, 7, 3, 0)],
    ['shape with a pixel too few', encodeHostPicture(shape).subarray(0, 21)],
    ['shape with a pixel too many', Uint8Array.from([...encodeHostPicture(shape), 0, 0, 0, 0])],
    ['place too short', Uint8Array.of(5, 1, 0, 0, 0)],
    ['place too long', Uint8Array.of(5, 1, 0, 0, 0, 0, 0)],
    ['an unknown mode', changed(mode, 1, pictureModes.length)],
    ['an unknown reason', changed(mode, 2, pictureReasons.length)],
    ['mode too long', Uint8Array.from([...encodeHostPicture(mode), 0])],
  ];
  test.each(fromHost)('from the host: %s', (_title, bytes) => {
    const decoded = decodeHostPicture(bytes);
    expect(!decoded.ok && decoded.error.code).toBe('PICTURE_BROKEN');
  });

  const fromViewer: readonly (readonly [string, readonly number[]])[] = [
    ['nothing', []],
    ['an unknown kind', [5]],
    ['hello without a version', [1]],
    ['hello too long', [1, 1, 1]],
    ['ack too short', [2, 0, 0, 0]],
    ['ack too long', [2, 0, 0, 0, 0, 0]],
    ['refresh too long', [3, 0]],
    ['shows without what', [4]],
    ['shows something else', [4, 2]],
    ['shows too long', [4, 1, 1]],
  ];
  test.each(fromViewer)('from the viewer: %s', (_title, bytes) => {
    const decoded = decodeViewerPicture(Uint8Array.from(bytes));
    expect(!decoded.ok && decoded.error.code).toBe('PICTURE_BROKEN');
  });

  test('no bytes at all make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        decodeHostPicture(bytes);
        decodeViewerPicture(bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});
