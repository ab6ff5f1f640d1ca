/**
 * Turns a secret into a pattern that finds it in disguise: any case, percent-encoded (also twice), as \u, \x or &#
 * escapes, composed or decomposed, with other separators and apostrophes. Texts are compared in NFC.
 */

/** From this length on a secret is hidden inside longer words too; shorter ones only as words of their own. */
const WHOLE_WORD_BELOW = 6;

// Not a letter before, in any script, unless that letter belongs to an escape ("%2Fanna", "\nanna").
const wordStart = String.raw`(?:(?<=%[0-9a-f]{2})|(?<=\\u[0-9a-f]{4})|(?<=\\x[0-9a-f]{2})|(?<=\\[nrtbfv])|(?<![\p{L}\p{M}\p{N}]))`;
const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** Pattern source for a secret; `disguised` also finds the escaped forms and costs more. */
export function secretPattern(secret: string, disguised: boolean): string {
  const plain = secret.normalize('NFC');
  const body = [...plain].map((char) => charPattern(char, disguised)).join('');
  const letters = [...plain].length;
  return letters < WHOLE_WORD_BELOW ? `${wordStart}${body}${wordEnd}` : body;
}

/** True when a text may hold escapes, so that the dearer pattern is worth its time. */
export function mayBeDisguised(text: string): boolean {
  return /%[0-9a-f]{2}|\\[ux]|&#/i.test(text);
}

function charPattern(char: string, disguised: boolean): string {
  const plain = plainPattern(char);
  if (!disguised) return plain;
  const found = new Set([plain, ...casesOf(char).flatMap(escapedForms)]);
  const parts = [...char.normalize('NFD')];
  if (parts.length > 1) found.add(parts.map((part) => charPattern(part, true)).join(''));
  return `(?:${[...found].join('|')})`;
}

function plainPattern(char: string): string {
  if (char === '\\' || char === '/') return String.raw`[\\/]{1,4}`;
  if (/\s/u.test(char)) return String.raw`[\s_+]`;
  if (/['’ʼ´]/u.test(char)) return "['’ʼ´]";
  return char.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

function casesOf(char: string): readonly string[] {
  return [...new Set([char, char.toLowerCase(), char.toUpperCase()])];
}

function escapedForms(text: string): readonly string[] {
  const units = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  return [
    utf8(text)
      .map((byte) => `%(?:25)*${hex(byte, 2)}`)
      .join(''),
    Array.from(
      { length: text.length },
      (_, index) => String.raw`\\{1,2}u${hex(text.charCodeAt(index), 4)}`,
    ).join(''),
    utf8(text)
      .map((byte) => String.raw`\\{1,2}x${hex(byte, 2)}`)
      .join(''),
    units.map((unit) => `&#(?:0*${unit}|x0*${hex(unit, 1)});`).join(''),
  ];
}

function utf8(text: string): readonly number[] {
  // encodeURIComponent is the only UTF-8 encoder of the language itself; it refuses lone surrogates.
  if (/\p{Surrogate}/u.test(text)) return [0xef, 0xbf, 0xbd];
  const bytes: number[] = [];
  for (const part of encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? []) {
    bytes.push(part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0));
  }
  return bytes;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
