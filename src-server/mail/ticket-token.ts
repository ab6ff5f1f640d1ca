import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * Which ticket a mail belongs to is never believed from a bare number: whoever writes [#1042] in a subject would write
 * into somebody else's ticket. So the number travels with a code that only this server can make, for this organisation.
 */

/** 80 bits in letters and digits that survive every mail system, in any case. */
const CODE_LENGTH = 16;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** "1042-k5d7…", as it stands in subjects, addresses and message ids. */
const TOKEN = /(?<![0-9])([1-9][0-9]{0,9})-([a-z2-7]{16})(?![a-z2-7])/giu;

export interface TicketTokens {
  make(number: number): string;
  /** The ticket's number; null when the code is not ours. */
  read(token: string): number | null;
}

/** `key`: 32 random bytes of the server; `tenantId` keeps the codes of two organisations apart. */
export function createTicketTokens(key: Uint8Array, tenantId: string): TicketTokens {
  const code = (number: number): string => {
    const mac = createHmac('sha256', key).update(`mail-ticket\0${tenantId}\0${number}`).digest();
    return base32(mac).slice(0, CODE_LENGTH);
  };
  return {
    make: (number) => `${number}-${code(number)}`,
    read(token) {
      const [, digits = '', given = ''] =
        /^([1-9][0-9]{0,9})-([a-z2-7]{16})$/u.exec(token.toLowerCase()) ?? [];
      if (digits === '') return null;
      const expected = code(Number(digits));
      return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? Number(digits) : null;
    },
  };
}

/** Everything in a text that has the form of a token. */
export function tokensIn(text: string): readonly string[] {
  return Array.from(text.slice(0, 20_000).matchAll(TOKEN), ([token]) => token);
}

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += LETTERS[(value >>> (bits - 5)) & 31] ?? '';
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return text;
}
