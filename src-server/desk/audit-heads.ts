import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AuditHead, AuditKey } from '../../src-shared/helpdesk/api/audit-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { AuditHeadTable, Tables } from '../storage/tables.ts';

/*
 * Signed heads: what the chain of hashes cannot show by itself is that its end is missing, or that all of it was written
 * anew. A head says, with the server's key, which entry was the last at that time. Whoever keeps one elsewhere finds both.
 */

/** A head is signed at each of so many entries, whatever the time. */
export const HEAD_EVERY = 1_000;
const KEY = 'audit-key';
const keySchema = z.strictObject({ privateKey: z.string() });

interface SigningKey extends AuditKey {
  readonly privateKey: KeyObject;
}

/** The server's key; null while nothing has been signed. */
export async function knownAuditKey(query: Kysely<Tables>): Promise<SigningKey | null> {
  const row = await query
    .selectFrom('server_state')
    .select('value')
    .where('name', '=', KEY)
    .executeTakeFirst();
  return row === undefined
    ? null
    : toKey(createPrivateKey(keySchema.parse(JSON.parse(row.value)).privateKey));
}

/** Made when the first head is signed, kept with the records. Of two servers the first one's stays. */
async function auditKey(tx: Kysely<Tables>): Promise<SigningKey> {
  const known = await knownAuditKey(tx);
  if (known !== null) return known;
  const { privateKey } = generateKeyPairSync('ed25519');
  const value = JSON.stringify({ privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }) });
  await tx
    .insertInto('server_state')
    .values({ name: KEY, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await knownAuditKey(tx)) ?? toKey(privateKey);
}

/** Signs what is the last entry now; the head that there is when nothing has come since, null when there is no entry. */
export async function signHead(tx: Kysely<Tables>, tenantId: Id, at: number): Promise<AuditHead | null> {
  const last = await tx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return null;
  const known = await tx
    .selectFrom('audit_head')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('seq', '=', last.seq)
    .executeTakeFirst();
  if (known !== undefined) return toHead(known);
  const key = await auditKey(tx);
  const head = { seq: last.seq, hash: last.hash, at, keyId: key.id };
  const signature = sign(null, signedBytes(tenantId, head), key.privateKey).toString('base64url');
  await tx
    .insertInto('audit_head')
    .values({ tenant_id: tenantId, seq: head.seq, hash: head.hash, at, key_id: key.id, signature })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'seq']).doNothing())
    .execute();
  return { ...head, signature };
}

/** Whether one of the keys has signed it. */
export function isSigned(tenantId: Id, head: AuditHead, keys: readonly AuditKey[]): boolean {
  const key = keys.find(({ id }) => id === head.keyId);
  if (key === undefined) return false;
  const raw = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey };
  try {
    const publicKey = createPublicKey({ key: raw, format: 'jwk' });
    return (
      toKeyId(key.publicKey) === key.id &&
      verify(null, signedBytes(tenantId, head), publicKey, Buffer.from(head.signature, 'base64url'))
    );
  } catch {
    return false; // no such key: the bytes are not 32
  }
}

export function toHead(row: AuditHeadTable): AuditHead {
  const { seq, at, hash, key_id: keyId, signature } = row;
  return { seq, at, hash, keyId, signature };
}

function toKey(privateKey: KeyObject): SigningKey {
  const { x: publicKey = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { id: toKeyId(publicKey), publicKey, privateKey };
}

/** The first 8 bytes of the public key's SHA-256, in hex: short enough to read out. */
function toKeyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
}

function signedBytes(tenantId: Id, head: Omit<AuditHead, 'signature'>): Buffer {
  const { seq, at, hash, keyId } = head;
  return Buffer.from(JSON.stringify(['alongside/audit-head/v1', tenantId, seq, at, hash, keyId]), 'utf8');
}
