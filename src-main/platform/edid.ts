import { nameOf } from './clean.ts';

/** What a monitor says of itself (VESA E-EDID 1.4). */
export interface Edid {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly nativeWidthPx: number | null;
  readonly nativeHeightPx: number | null;
}

const header = [0, 255, 255, 255, 255, 255, 255, 0];

/** Null when the bytes are no EDID. */
export function parseEdid(bytes: Uint8Array): Edid | null {
  if (bytes.length < 128 || header.some((value, index) => bytes[index] !== value)) return null;
  const at = (index: number) => bytes[index] ?? 0;
  const letters = (at(8) << 8) | at(9);
  const vendor = [10, 5, 0].map((shift) => String.fromCharCode(64 + ((letters >> shift) & 31))).join('');
  // The first detailed timing is the preferred one; for every flat panel that is the native size.
  const timing = at(54) !== 0 || at(55) !== 0;
  return {
    vendor: /^[A-Z]{3}$/.test(vendor) ? vendor : null,
    model: descriptor(bytes, 0xfc),
    serial: descriptor(bytes, 0xff),
    nativeWidthPx: timing ? at(56) | ((at(58) & 0xf0) << 4) : null,
    nativeHeightPx: timing ? at(59) | ((at(61) & 0xf0) << 4) : null,
  };
}

/** Text of one of the four 18-byte descriptors; ends at a line feed. */
function descriptor(bytes: Uint8Array, tag: number): string | null {
  for (const start of [54, 72, 90, 108]) {
    if (bytes[start] !== 0 || bytes[start + 1] !== 0 || bytes[start + 3] !== tag) continue;
    const text = String.fromCharCode(...bytes.slice(start + 5, start + 18));
    return nameOf(text.split('\n')[0]);
  }
  return null;
}
