import type { Size } from '../../src-shared/tiles/geometry.ts';

/**
 * The size a JPEG says it has, without decoding it: a few bytes could otherwise ask the browser for gigabytes. Null when
 * it is no JPEG, says it twice, or is not of the one kind that a browser makes: baseline, all components in one scan.
 * Others have as many scans as fit into a message, each as long to decode as the whole picture, and nobody can stop it.
 */
export function jpegSize(bytes: Uint8Array): Size | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found: Frame | null = null;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (isFrameStart(marker)) {
      if (marker !== BASELINE || found !== null || length < 8) return null;
      const size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      found = { size, components: view.getUint8(at + 9) };
    }
    if (marker === SOS)
      return found !== null && length > 2 && bytes[at + 4] === found.components ? found.size : null;
    at += 2 + length;
  }
  return null;
}

interface Frame {
  readonly size: Size;
  readonly components: number;
}

const SOI = 0xd8;
const SOS = 0xda;
const BASELINE = 0xc0;

/** SOF0 to SOF15 without the three markers among them that mean something else. */
function isFrameStart(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
