import type { Size } from '../../src-shared/tiles/geometry.ts';

/**
 * The size a JPEG says it has, without decoding it: a few bytes could otherwise ask the browser for gigabytes.
 * Null when it is no JPEG, or says it twice.
 */
export function jpegSize(bytes: Uint8Array): Size | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found: Size | null = null;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (isFrameStart(marker)) {
      if (found !== null || length < 7) return null;
      found = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (marker === SOS) return found;
    at += 2 + length;
  }
  return null;
}

const SOI = 0xd8;
const SOS = 0xda;

/** SOF0 to SOF15 without the three markers among them that mean something else. */
function isFrameStart(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
