import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok, type Result } from '../../src-shared/result.ts';

/*
 * Secrets at rest: XChaCha20-Poly1305, a key for each organisation derived from the server's, the place where the secret
 * belongs bound in. So a row that is copied to another organisation, connector or field does not open.
 */

const NONCE_BYTES = 24;
const KEY_BYTES = 32;

/** One key of the server's, with the name it has in sealed texts. The first of a list seals, all of them open. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Where a secret belongs. Every part is bound in. */
export interface SecretPlace {
  readonly tenantId: string;
  readonly owner: string;
  readonly field: string;
}

/** What may be shown of a secret, ever. */
export interface SecretHint {
  readonly setAt: number;
  /** The last four characters; empty where the secret is too short to give four away. */
  readonly endsIn: string;
}

export interface SealedSecret extends SecretHint {
  readonly sealed: string;
}

export interface SecretBox {
  seal(secret: string, place: SecretPlace, nowMs: number): SealedSecret;
  /** `unknown-key`: it was sealed with a key this server does not have. `broken`: changed, or not of this place. */
  open(sealed: string, place: SecretPlace): Result<string, 'unknown-key' | 'broken'>;
  /** Whether it should be sealed anew, with the newest key. */
  isOld(sealed: string): boolean;
}

export interface SecretBoxOptions {
  readonly keys: readonly MasterKey[];
  readonly randomBytes: (count: number) => Uint8Array;
}

export function createSecretBox({ keys, randomBytes }: SecretBoxOptions): SecretBox {
  const [newest] = keys;
  if (newest === undefined) throw new Error('a secret box needs a key');
  for (const key of keys) requireUsable(key);
  return {
    seal(secret, place, nowMs) {
      const nonce = randomBytes(NONCE_BYTES);
      const box = xchacha20poly1305(tenantKey(newest, place.tenantId), nonce, boundTo(newest, place));
      const body = Buffer.concat([nonce, box.encrypt(Buffer.from(secret, 'utf8'))]);
      return { sealed: `v1.${newest.id}.${body.toString('base64url')}`, setAt: nowMs, endsIn: endOf(secret) };
    },
    open(sealed, place) {
      const parts = /^v1\.([a-z0-9-]{1,20})\.([A-Za-z0-9_-]{54,20000})$/.exec(sealed);
      if (parts === null) return err('broken');
      const key = keys.find(({ id }) => id === parts[1]);
      if (key === undefined) return err('unknown-key');
      return openWith(key, Buffer.from(parts[2] ?? '', 'base64url'), place);
    },
    isOld: (sealed) => !sealed.startsWith(`v1.${newest.id}.`),
  };
}

function openWith(key: MasterKey, body: Uint8Array, place: SecretPlace): Result<string, 'broken'> {
  const nonce = body.subarray(0, NONCE_BYTES);
  const box = xchacha20poly1305(tenantKey(key, place.tenantId), nonce, boundTo(key, place));
  try {
    return ok(Buffer.from(box.decrypt(body.subarray(NONCE_BYTES))).toString('utf8'));
  } catch {
    return err('broken'); // the tag did not fit: the library says it by throwing
  }
}

function requireUsable({ id, bytes }: MasterKey): void {
  if (bytes.length !== KEY_BYTES) throw new Error('a key of the secret box has 32 bytes');
  if (!/^[a-z0-9-]{1,20}$/.test(id)) throw new Error('a key of the secret box needs a plain name');
}

function tenantKey(key: MasterKey, tenantId: string): Uint8Array {
  return hkdf(sha256, key.bytes, undefined, utf8(`alongside/secret-box/v1/${tenantId}`), KEY_BYTES);
}

/** JSON keeps the parts apart: no two places give the same bytes. */
function boundTo(key: MasterKey, { tenantId, owner, field }: SecretPlace): Uint8Array {
  return utf8(JSON.stringify(['v1', key.id, tenantId, owner, field]));
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** Four of at least sixteen characters: enough to tell two tokens apart, too little to help in guessing one. */
function endOf(secret: string): string {
  return secret.length >= 16 ? secret.slice(-4) : '';
}
