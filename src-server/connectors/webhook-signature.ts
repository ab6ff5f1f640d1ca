import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * How a call of ours proves where it comes from: HMAC-SHA256 over version, time, delivery and body. The time keeps an old
 * call from being played again, the delivery's id tells a second try from a second event. // docs/connectors.md
 */

export const signatureHeaders = {
  delivery: 'alongside-delivery',
  timestamp: 'alongside-timestamp',
  signature: 'alongside-signature',
} as const;

/** How old a call may be when it comes, s. */
export const MAX_SIGNATURE_AGE_S = 300;

export interface SignedCall {
  readonly delivery: string;
  /** Epoch s. */
  readonly timestampS: number;
  readonly body: Uint8Array;
}

export function signCall(secret: string, { delivery, timestampS, body }: SignedCall): string {
  const mac = createHmac('sha256', secret).update(`v1.${timestampS}.${delivery}.`).update(body);
  return `v1=${mac.digest('hex')}`;
}

/** What a receiver does. Compared in constant time: an answer's delay tells nothing about the right signature. */
export function isSignedBy(secret: string, call: SignedCall, signature: string, nowS: number): boolean {
  if (Math.abs(nowS - call.timestampS) > MAX_SIGNATURE_AGE_S) return false;
  const wanted = Buffer.from(signCall(secret, call));
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
