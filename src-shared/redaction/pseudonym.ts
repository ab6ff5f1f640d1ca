import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** What a hidden value was; the first part of its pseudonym. */
export type SecretKind =
  | 'user'
  | 'host'
  | 'domain'
  | 'sn'
  | 'uuid'
  | 'mac'
  | 'ssid'
  | 'label'
  | 'home'
  | 'mail'
  | 'sid';

export type Pseudonyms = (kind: SecretKind, value: string) => string;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const prefixes = 'user|host|domain|sn|uuid|mac|ssid|label|home|mail|sid';
export const pseudonymPattern = `(?:${prefixes})-[A-Z2-7]{8}`;
const wholePseudonym = new RegExp(`^${pseudonymPattern}$`);

/** True for what this file makes: such values are left alone, so that redacting twice changes nothing. */
export function isPseudonym(value: string): boolean {
  return wholePseudonym.test(value);
}

/**
 * Stable names under a key: the same value gets the same name for as long as the key lives (one session), and
 * without the key nobody can try all MACs or serials to find which one it was. `key` is 32 random bytes.
 */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  if (key.length !== 32) throw new Error('the redaction key has 32 bytes');
  const known = new Map<string, string>();
  return (kind, value) => {
    const text = `${kind}:${normalise(kind, value)}`;
    const name = known.get(text) ?? `${kind}-${base32(hmac(sha256, key, utf8ToBytes(text)))}`;
    known.set(text, name);
    return name;
  };
}

/** One form for each value, however a system writes it. */
function normalise(kind: SecretKind, value: string): string {
  const plain = value.normalize('NFC').trim().toLowerCase();
  switch (kind) {
    case 'mac':
      return plain.replace(/[^0-9a-f]/g, '');
    case 'host':
      return plain.split('.')[0] ?? plain;
    case 'uuid':
      return plain.replace(/[{}]/g, '');
    case 'home':
      return plain.replace(/[\\/]+/g, '/');
    default:
      return plain;
  }
}

/** The first 40 bits as eight characters of RFC 4648 base32. */
function base32(digest: Uint8Array): string {
  let bits = 0n;
  for (const byte of digest.slice(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let shift = 35n; shift >= 0n; shift -= 5n) text += alphabet[Number((bits >> shift) & 31n)] ?? '';
  return text;
}
