import { hkdf } from '@noble/hashes/hkdf.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Version label of the pairing; in every derivation, so that two versions never share a key. */
export const PAIRING_LABEL = 'ra/1';

/** Everything derived from one run (PR-7). Each key has one use. */
export interface PairingKeys {
  readonly confirmTechnician: Uint8Array;
  readonly confirmHost: Uint8Array;
  readonly sealToHost: Uint8Array;
  readonly sealToTechnician: Uint8Array;
  readonly fin: Uint8Array;
  readonly resume: Uint8Array;
}

/** HKDF-SHA512 with our label; `length` in bytes. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, label: string, length: number): Uint8Array {
  return hkdf(sha512, secret, salt, utf8ToBytes(`${PAIRING_LABEL} ${label}`), length);
}

/** The keys of a run from its intermediate session key. */
export function deriveKeys(isk: Uint8Array, sid: Uint8Array): PairingKeys {
  return {
    confirmTechnician: deriveKey(isk, sid, 'confT', 64),
    confirmHost: deriveKey(isk, sid, 'confH', 64),
    sealToHost: deriveKey(isk, sid, 'sealTH', 32),
    sealToTechnician: deriveKey(isk, sid, 'sealHT', 32),
    fin: deriveKey(isk, sid, 'fin', 64),
    resume: deriveKey(isk, sid, 'resume', 32),
  };
}
