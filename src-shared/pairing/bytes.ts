import { concatBytes } from '@noble/hashes/utils.js';

/** Longest field a length prefix may announce; everything we exchange is far below (PR-4). */
const MAX_FIELD_BYTES = 65_536;

/** `prepend_len` of the CPace draft: the length as LEB128, then the bytes. */
export function prependLength(field: Uint8Array): Uint8Array {
  const prefix: number[] = [];
  let rest = field.length;
  do {
    prefix.push(rest > 127 ? (rest & 127) | 128 : rest);
    rest >>>= 7;
  } while (rest > 0);
  return concatBytes(Uint8Array.from(prefix), field);
}

/** `lv_cat` of the CPace draft: every field with its length in front, so that no two lists encode alike. */
export function lv(...fields: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...fields.map(prependLength));
}

/**
 * Reads exactly `count` fields written by {@link lv}; `undefined` for anything else: too few, too many, a length
 * written longer than needed, trailing bytes (PR-4).
 */
export function readLv(bytes: Uint8Array, count: number): readonly Uint8Array[] | undefined {
  const fields: Uint8Array[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    const length = readLength(bytes, at);
    if (length === undefined) return undefined;
    const end = length.next + length.value;
    if (length.value > MAX_FIELD_BYTES || end > bytes.length) return undefined;
    fields.push(bytes.slice(length.next, end));
    at = end;
  }
  return at === bytes.length ? fields : undefined;
}

function readLength(bytes: Uint8Array, from: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let n = 0; n < 3; n++) {
    const byte = bytes[from + n];
    if (byte === undefined) return undefined;
    value |= (byte & 127) << (7 * n);
    // A zero as the last of several bytes is a second spelling of a shorter length.
    if (byte < 128) return byte === 0 && n > 0 ? undefined : { value, next: from + n + 1 };
  }
  return undefined;
}

/** An unsigned whole number as eight bytes, big endian. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(value / 2 ** 32));
  view.setUint32(4, value % 2 ** 32);
  return bytes;
}

/** Compares without leaving early, so that time says nothing about where two MACs differ (PR-9). */
export function equalConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let n = 0; n < a.length; n++) difference |= (a[n] ?? 0) ^ (b[n] ?? 0);
  return difference === 0;
}

/** Overwrites secrets once they are of no more use. Copies the engine made are out of reach: best effort. */
export function erase(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}
