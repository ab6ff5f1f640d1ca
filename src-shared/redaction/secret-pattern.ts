/**
 * Turns a secret into a pattern that finds it in any case, with other separators and apostrophes. Texts are compared
 * in NFC; disguises are taken off the text before (plain-forms.ts).
 */

/** From this length on a secret is hidden inside longer words too; shorter ones only as words of their own. */
const WHOLE_WORD_BELOW = 6;

// Not a letter before, in any script, unless that letter belongs to an escape ("%2Fanna", "\nanna").
const wordStart = String.raw`(?:(?<=%[0-9a-f]{2})|(?<=\\u[0-9a-f]{4})|(?<=\\x[0-9a-f]{2})|(?<=\\[nrtbfv])|(?<![\p{L}\p{M}\p{N}]))`;
const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** Pattern source for a secret, for a regular expression with the flags "iu". */
export function secretPattern(secret: string): string {
  const plain = secret.normalize('NFC');
  const body = [...plain].map(charPattern).join('');
  const letters = [...plain].length;
  return letters < WHOLE_WORD_BELOW ? `${wordStart}${body}${wordEnd}` : body;
}

function charPattern(char: string): string {
  if (char === '\\' || char === '/') return String.raw`[\\/]{1,4}`;
  if (/\s/u.test(char)) return String.raw`[\s_+]`;
  if (/['’ʼ´]/u.test(char)) return "['’ʼ´]";
  return char.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
