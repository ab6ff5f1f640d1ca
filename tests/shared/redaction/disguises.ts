/** Ways in which the same value can be written so that a simple search does not find it. */
const wide = (value: string) =>
  value.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
const between = (mark: string) => (value: string) => [...value].join(mark);
const bold = (value: string) =>
  value.replace(/[a-z]/g, (sign) => String.fromCodePoint(0x1d41a + (sign.codePointAt(0) ?? 0) - 97));
const bytes = (value: string, sign: string) =>
  [...new TextEncoder().encode(value)].map((byte) => `${sign}${byte.toString(16).padStart(2, '0')}`).join('');
const units = (value: string) =>
  Array.from(
    { length: value.length },
    (_, i) => String.raw`\u` + value.charCodeAt(i).toString(16).padStart(4, '0'),
  ).join('');

export const unicodeDisguises: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  upper: (value) => value.toUpperCase(),
  lower: (value) => value.toLowerCase(),
  'every other letter upper': (value) =>
    [...value].map((char, i) => (i % 2 ? char.toUpperCase() : char.toLowerCase())).join(''),
  'long s and kelvin': (value) => value.replaceAll('s', 'ſ').replaceAll('k', '\u212a'),
  decomposed: (value) => value.normalize('NFD'),
  fullwidth: wide,
  'bold letters': bold,
  'zero-width space': between('\u200b'),
  'zero-width joiner': between('\u200d'),
  'word joiner': between('\u2060'),
  'soft hyphen': between('\u00ad'),
  'byte order mark': between('\ufeff'),
  'variation selector': between('\ufe0f'),
  'tag letters': between('\u{e0041}'),
  'underlined by marks': between('\u0332'),
  'struck out by marks': (value) => [...value].map((char) => `${char}\u0336`).join(''),
  'fullwidth with zero-width': (value) => between('\u200b')(wide(value)),
  'percent-encoded': (value) => bytes(value, '%'),
  'percent-encoded twice': (value) => bytes(value, '%').replaceAll('%', '%25'),
  'percent-encoded fullwidth': (value) => encodeURIComponent(wide(value)),
  'JSON escapes': units,
  'JSON escapes of fullwidth': (value) => units(wide(value)),
  'byte escapes': (value) => bytes(value, String.raw`\x`),
  'HTML escapes': (value) => [...value].map((char) => `&#${char.codePointAt(0)};`).join(''),
  'hex HTML escapes': (value) =>
    [...value].map((char) => `&#x${char.codePointAt(0)?.toString(16)};`).join(''),
};

/**
 * A text as a curious reader would bring it into one form: escapes resolved, nothing invisible, no accents, lower case.
 * Written apart from the code it checks.
 */
export function readPlainly(text: string): string {
  let shown = text;
  for (let round = 0; round < 4; round += 1) {
    shown = shown
      .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\+x([0-9a-f]{2})/gi, '%$1')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(0x10ffff, Number(code))))
      .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) =>
        String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
      )
      .replace(/&amp;/g, '&')
      .replace(/%25/g, '%')
      .replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
        new TextDecoder().decode(
          new Uint8Array((run.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16))),
        ),
      );
  }
  return shown
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ſ/g, 's')
    .toLowerCase()
    .replace(/\u0131/g, 'i');
}
