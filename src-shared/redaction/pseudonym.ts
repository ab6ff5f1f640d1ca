import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { plainForm } from './plain-forms.ts';

const kinds = [
  'user',
  'host',
  'domain',
  'sn',
  'uuid',
  'mac',
  'ssid',
  'label',
  'home',
  'mail',
  'sid',
  'ip',
] as const;
/** What a hidden value was; the first part of its pseudonym. */
export type SecretKind = (typeof kinds)[number];

export interface Pseudonyms {
  (kind: SecretKind, value: string): string;
  /** Every name given so far with the value behind it. Stays on the host: it answers "what is mac-7F3KQ2XA?". */
  readonly known: ReadonlyMap<string, string>;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const pseudonymPattern = `(?:${kinds.join('|')})-[A-Z2-7]{8}`;

/**
 * Stable names under a key: the same value gets the same name for as long as the key lives (one session), and
 * without the key nobody can try all MACs or serials to find which one it was. `key` is 32 random bytes.
 */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  if (key.length !== 32) throw new Error('the redaction key has 32 bytes');
  const names = new Map<string, string>();
  const known = new Map<string, string>();
  const digest = (text: string) => base32(hmac(sha256, key, utf8ToBytes(text)));
  const make = (kind: SecretKind, plain: string) =>
    kind === 'ip'
      ? `${digest(`net:${networkOf(plain)}`).slice(0, 5)}${digest(`ip:${plain}`).slice(0, 3)}`
      : digest(`${kind}:${plain}`);
  const nameOf = (kind: SecretKind, value: string) => {
    const plain = normalise(kind, value);
    const text = `${kind}:${plain}`;
    const name = names.get(text) ?? `${kind}-${make(kind, plain)}`;
    names.set(text, name);
    if (!known.has(name)) known.set(name, value);
    return name;
  };
  return Object.assign(nameOf, { known });
}

/** One form for each value, however a system writes it. */
function normalise(kind: SecretKind, value: string): string {
  const plain = plainForm(value).trim();
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

/** The network of a public address, each in its long form: the /24 of IPv4, the /64 of IPv6. */
function networkOf(address: string): string {
  return address.includes(':')
    ? address.split(':').slice(0, 4).join(':')
    : address.split('.').slice(0, 3).join('.');
}

/** The first 40 bits as eight characters of RFC 4648 base32. */
function base32(digest: Uint8Array): string {
  let bits = 0n;
  for (const byte of digest.slice(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let shift = 35n; shift >= 0n; shift -= 5n) text += alphabet[Number((bits >> shift) & 31n)] ?? '';
  return text;
}
