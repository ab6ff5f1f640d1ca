import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * JSON with one form only (after RFC 8785): keys sorted by UTF-16 units, no spaces, numbers as ECMAScript writes
 * them; absent and undefined are the same. Two machines that hold the same facts get the same bytes.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numberJson(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
  }
  return `{${fields.join(',')}}`;
}

/** SHA-256, hex, of the canonical JSON as UTF-8: what the preview shows and what is sent carry the same digest. */
export function canonicalDigest(value: Json): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

function numberJson(value: number): string {
  if (!Number.isFinite(value)) throw new Error('a number that JSON cannot carry');
  return JSON.stringify(value); // -0 becomes "0", as RFC 8785 asks
}

// Array.isArray does not narrow readonly arrays.
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
