import { createHash } from 'node:crypto';

/** How secrets of 256 random bits (cookies, tokens, invitations) are kept: a stolen database signs nobody in. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
