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

/** Signs that look like the Latin letters before the equals sign, or the digits. */
const twins = {
  cyrillic:
    'a=а c=с e=е i=і j=ј o=о p=р s=ѕ x=х y=у d=ԁ h=һ q=ԛ w=ԝ A=А B=В C=С E=Е H=Н K=К M=М O=О P=Р T=Т X=Х k=к m=м',
  greek:
    'a=α i=ι k=κ n=η o=ο p=ρ t=τ u=υ v=ν x=χ w=ω e=ε A=Α B=Β E=Ε H=Η I=Ι K=Κ M=Μ N=Ν O=Ο P=Ρ T=Τ X=Χ Z=Ζ',
  armenian: 'n=ո o=օ u=ս h=հ g=ց q=զ',
  small: 'a=ᴀ b=ʙ c=ᴄ d=ᴅ e=ᴇ g=ɢ h=ʜ i=ɪ j=ᴊ k=ᴋ l=ʟ m=ᴍ n=ɴ o=ᴏ p=ᴘ r=ʀ s=ꜱ t=ᴛ u=ᴜ v=ᴠ w=ᴡ y=ʏ z=ᴢ f=ꜰ',
  signs: '-=‐ .=․ /=⁄ :=∶',
} as const;
const twinsOf = (list: string) =>
  new Map(list.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(2)] as const));
const asTwins =
  (...names: readonly (keyof typeof twins)[]) =>
  (value: string) => {
    const maps = names.map((name) => twinsOf(twins[name]));
    return [...value].map((sign) => maps.map((map) => map.get(sign)).find(Boolean) ?? sign).join('');
  };
const everyOther = (dress: (value: string) => string) => (value: string) =>
  [...value].map((sign, i) => (i % 2 ? sign : dress(sign))).join('');
const digitsFrom = (zero: number) => (value: string) =>
  value.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const flags = (value: string) =>
  value.replace(/[a-z]/gi, (sign) => String.fromCodePoint(0x1f1e6 + sign.toLowerCase().charCodeAt(0) - 97));
const boxed = (value: string) =>
  value.replace(/[a-z]/gi, (sign) => String.fromCodePoint(0x1f170 + sign.toLowerCase().charCodeAt(0) - 97));
const named = (value: string) =>
  value
    .normalize('NFD')
    .replace(/([a-z])\u0308/gi, '&$1uml;')
    .replace(/([a-z])\u0301/gi, '&$1acute;')
    .normalize('NFC');

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
  'Cyrillic letters': asTwins('cyrillic'),
  'Greek letters': asTwins('greek'),
  'Armenian letters': asTwins('armenian'),
  'small capitals': asTwins('small'),
  'every other letter Cyrillic': everyOther(asTwins('cyrillic')),
  'letters of several scripts': asTwins('armenian', 'greek', 'cyrillic', 'signs'),
  'signs that look alike': asTwins('signs'),
  'Greek letters with zero-width': (value) => between('\u200b')(asTwins('greek')(value)),
  'Arabic digits': digitsFrom(0x660),
  'Devanagari digits': digitsFrom(0x966),
  'flag letters': flags,
  'boxed letters': boxed,
  'octal escapes': (value) =>
    [...new TextEncoder().encode(value)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  'quoted-printable': (value) => bytes(value, '=').toUpperCase(),
  'named HTML letters': named,
  'JSON escapes of Cyrillic': (value) => units(asTwins('cyrillic')(value)),
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
      .replace(
        /\\+([0-3][0-7]{2})/g,
        (_, code: string) => `%${Number.parseInt(code, 8).toString(16).padStart(2, '0')}`,
      )
      .replace(/=(?=[0-9A-F]{2})/g, '%')
      .replace(/&([a-z])uml;/gi, '$1\u0308')
      .replace(/&([a-z])acute;/gi, '$1\u0301')
      .replace(/&amp;/g, '&')
      .replace(/%25/g, '%')
      .replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
        new TextDecoder().decode(
          new Uint8Array((run.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16))),
        ),
      );
  }
  return readTwins(shown)
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ſ/g, 's')
    .toLowerCase()
    .replace(/\u0131/g, 'i');
}

const read: ReadonlyMap<string, string> = new Map(
  Object.values(twins).flatMap((list) =>
    list.split(' ').map((pair) => [pair.slice(2), pair.slice(0, 1)] as const),
  ),
);

function readTwins(text: string): string {
  return [...text]
    .map((sign) => {
      const code = sign.codePointAt(0) ?? 0;
      if (code >= 0x1f1e6 && code < 0x1f200) return String.fromCharCode(97 + code - 0x1f1e6);
      if (code >= 0x1f170 && code < 0x1f18a) return String.fromCharCode(97 + code - 0x1f170);
      if (code >= 0x660 && code < 0x66a) return String(code - 0x660);
      if (code >= 0x966 && code < 0x970) return String(code - 0x966);
      return read.get(sign) ?? sign;
    })
    .join('');
}
