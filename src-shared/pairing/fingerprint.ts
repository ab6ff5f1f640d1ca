import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a DTLS certificate. */
export const FINGERPRINT_BYTES = 32;

/** The bytes of `AB:CD:…` (32 pairs, any case), as certificates and SDP write them; `undefined` for anything else. */
export function parseFingerprint(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]{2}(?::[0-9a-f]{2}){31}$/i.test(text)) return undefined;
  return hexToBytes(text.replaceAll(':', ''));
}

/** `AB:CD:…`, upper case, as SDP writes it. */
export function formatFingerprint(fingerprint: Uint8Array): string {
  return (bytesToHex(fingerprint).toUpperCase().match(/../g) ?? []).join(':');
}
