import { z } from 'zod';
import { bytesToUtf8 } from '@noble/ciphers/utils.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * What stands inside a sealed `s` box (PM-6): the set-up of the media link, and the little that must be said while
 * there is none.
 */
export const relayPayloadSchema = z.discriminatedUnion('type', [
  /** A signal of the media link; it passes the SDP gate before it is used. */
  z.strictObject({ type: z.literal('peer.signal'), signal: z.record(z.string(), z.unknown()) }),
  /** Host, while the person decides: how long until they can say yes at all. */
  z.strictObject({ type: z.literal('session.wait'), cooldownMs: z.number().nonnegative().max(600_000) }),
  z.strictObject({ type: z.literal('session.bye'), reason: z.enum(['ended', 'refused', 'error']) }),
]);
export type RelayPayload = z.infer<typeof relayPayloadSchema>;

export function encodeRelayPayload(payload: RelayPayload): Uint8Array {
  return utf8ToBytes(JSON.stringify(payload));
}

export function decodeRelayPayload(bytes: Uint8Array): Result<RelayPayload> {
  try {
    const parsed = relayPayloadSchema.safeParse(JSON.parse(bytesToUtf8(bytes)));
    return parsed.success ? ok(parsed.data) : err(appError('PEER_PROTOCOL', 'relay payload'));
  } catch {
    return err(appError('PEER_PROTOCOL', 'relay payload is no JSON'));
  }
}
