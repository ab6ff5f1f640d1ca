import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeHostPicture,
  decodeViewerPicture,
  encodeHostPicture,
  encodeViewerPicture,
  MAX_PICTURE_MESSAGE_BYTES,
  type HostPictureMessage,
  type ViewerPictureMessage,
} from '../../../src-shared/tiles/wire.ts';

const host: readonly HostPictureMessage[] = [
  { type: 'begin', size: { width: 1280, height: 720 } },
  { type: 'tiles', seq: 4_000_000_000, last: true, payload: Uint8Array.of(1, 2, 3) },
  {
    type: 'lossy',
    seq: 7,
    last: false,
    rect: { x: 64, y: 128, width: 640, height: 360 },
    jpeg: Uint8Array.of(9),
  },
  {
    type: 'shape',
    shape: { width: 2, height: 1, hotX: 1, hotY: 0, rgba: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  },
  { type: 'place', place: { x: -5, y: 30_000, visible: true } },
  { type: 'mode', mode: 'video', reason: 'busy-host' },
  { type: 'figures', ageMs: 1_234, framesPerSecond: 60 },
];
const viewer: readonly ViewerPictureMessage[] = [
  { type: 'hello', version: 1 },
  { type: 'ack', seq: 4_000_000_000 },
  { type: 'refresh' },
  { type: 'shows', what: 'tiles' },
  { type: 'shows', what: 'video' },
];

describe('messages of the picture channel', () => {
  it.each(host)('reads what the host wrote: $type', (message) => {
    expect(decodeHostPicture(encodeHostPicture(message))).toEqual({ ok: true, value: message });
  });

  it.each(viewer)('reads what the viewer wrote: $type', (message) => {
    expect(decodeViewerPicture(encodeViewerPicture(message))).toEqual({ ok: true, value: message });
  });

  it('refuses every message that is cut off', () => {
    for (const message of host)
      for (let length = 0; length < encodeHostPicture(message).length; length += 1) {
        const cut = decodeHostPicture(encodeHostPicture(message).subarray(0, length));
        // pixels have no length of their own: their decoder finds what is missing
        if (cut.ok) expect(['tiles', 'lossy']).toContain(cut.value.type);
      }
    for (const message of viewer)
      expect(decodeViewerPicture(encodeViewerPicture(message).subarray(1)).ok && message.type === 'ack').toBe(
        false,
      );
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect([true, false]).toContain(decodeHostPicture(bytes).ok);
        expect([true, false]).toContain(decodeViewerPicture(bytes).ok);
      }),
      { numRuns: 2_000 },
    );
    expect(decodeHostPicture(new Uint8Array(MAX_PICTURE_MESSAGE_BYTES + 1).fill(2)).ok).toBe(false);
  });

  it('keeps figures inside their bytes', () => {
    const bytes = encodeHostPicture({ type: 'figures', ageMs: 1e9, framesPerSecond: 1_000 });
    expect(decodeHostPicture(bytes)).toEqual({
      ok: true,
      value: { type: 'figures', ageMs: 65_535, framesPerSecond: 255 },
    });
  });
});
