import { latinForm } from './look-alikes.ts';

/**
 * Plain forms of a text in which a disguised secret can be found: escapes resolved, wide and styled letters made
 * ordinary, what no screen shows taken out, accents dropped. Each makes text that a screen may show.
 */

/** Zero-width signs, joiners, direction marks, variation selectors and tags. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu;
/** What no field may hold (diagnostics/field-types.ts), and halves of characters. */
const unfit = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** Letters with a stroke, and pairs in one sign, have no accent that could be dropped. */
const strokes: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  þ: 'th',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  œ: 'oe',
  Ł: 'L',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ŧ: 'T',
  Þ: 'TH',
  Æ: 'AE',
  Œ: 'OE',
};
const stroked = new RegExp(`[${Object.keys(strokes).join('')}]`, 'g');

/** Fullwidth and styled letters as ordinary ones, and nothing that cannot be seen. */
export function visibleForm(text: string): string {
  return isAscii(text) ? text : text.replace(unseen, '').normalize('NFKC').replace(unseen, '');
}

/** The same without accents and other marks. */
export function unaccentedForm(text: string): string {
  if (isAscii(text)) return text;
  return visibleForm(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(stroked, (letter) => strokes[letter] ?? letter)
    .normalize('NFC');
}

/** The same in Latin letters wherever a letter of another script looks like one. */
export function lookedAtForm(text: string): string {
  return isAscii(text) ? text : latinForm(unaccentedForm(latinForm(visibleForm(text))));
}

/** For comparing: visible and in lower case. */
export function plainForm(text: string): string {
  return visibleForm(text.normalize('NFC')).toLowerCase().normalize('NFC');
}

/** Percent, \u, \x and &# escapes resolved, as often as they were put on top of each other (up to three times). */
export function unescapedForm(text: string): string {
  let shown = text;
  for (let round = 0; round < 3; round += 1) {
    const next = unescapedOnce(shown);
    if (next === shown) break;
    shown = next;
  }
  return shown.normalize('NFC');
}

function unescapedOnce(text: string): string {
  if (!/[%\\&=]/.test(text)) return text;
  return (
    text
      .replace(/\\{1,8}u\{?([0-9a-f]{4,6})\}?/gi, (whole, code: string) =>
        signOf(Number.parseInt(code, 16), whole),
      )
      .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (whole, hex: string | undefined, decimal = '') =>
        signOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), whole),
      )
      .replace(/&([a-z])(uml|acute|grave|circ|tilde|ring|cedil|caron);/gi, namedLetter)
      .replace(/&(?:szlig|oslash|aelig|amp|apos|quot);/gi, (whole) => letters[whole.toLowerCase()] ?? whole)
      .replace(/\\{1,8}x([0-9a-f]{2})/gi, '%$1')
      .replace(/\\{1,8}([0-3][0-7]{2})/g, (_whole, code: string) => hexByte(Number.parseInt(code, 8)))
      // quoted-printable as mail has it; a lone "=41" is more likely a number
      .replace(/(?:=[0-9A-F]{2}){2,}/g, (run) => run.replaceAll('=', '%'))
      .replace(/%(?:25)+(?=[0-9a-f]{2})/gi, '%')
      .replace(/(?:%[0-9a-f]{2})+/gi, decodedBytes)
      .replace(unfit, ' ')
  );
}

const marks: Readonly<Record<string, string>> = {
  uml: '\u0308',
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
};
const letters: Readonly<Record<string, string>> = {
  '&szlig;': 'ß',
  '&oslash;': 'ø',
  '&aelig;': 'æ',
  '&amp;': '&',
  '&apos;': "'",
  '&quot;': '"',
};

function namedLetter(whole: string, letter: string, mark: string): string {
  const accent = marks[mark.toLowerCase()];
  return accent === undefined ? whole : letter + accent;
}

function hexByte(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

function signOf(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

// decodeURIComponent is the only UTF-8 decoder of the language itself; it refuses bytes that are no UTF-8.
function decodedBytes(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%([2-7][0-9a-f])/gi, (_whole, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}

function isAscii(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text);
}
