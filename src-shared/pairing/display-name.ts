/** Shown where a technician's own name can't be shown. */
export const UNKNOWN_NAME = 'Unknown name';
const MAX_NAME_CHARS = 60;

/**
 * Words scammers put in a name (PR-10). A name nobody vouches for may not hold them; names in
 * certificates, when they come, are the organisation's affair.
 */
const RESERVED: readonly string[] = [
  'microsoft',
  'windows',
  'office365',
  'apple',
  'icloud',
  'google',
  'android',
  'amazon',
  'paypal',
  'facebook',
  'netflix',
  'norton',
  'mcafee',
  'visa',
  'mastercard',
  'bank',
  'banking',
  'support',
  'helpdesk',
  'helpline',
  'hotline',
  'customerservice',
  'customercare',
  'security',
  'antivirus',
  'police',
  'polizei',
  'fbi',
  'interpol',
  'europol',
  'government',
  'irs',
  'hmrc',
  'tax',
  'official',
  'verified',
  'certified',
  'admin',
  'administrator',
  'alongside',
];
/** From this length on a word is looked for inside others too, as in "MicrosoftTeam"; short ones would hit names. */
const INSIDE_FROM = 6;

/** Letters that look like Latin ones, and figures people write for letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ԁ: 'd',
  ɡ: 'g',
  ӏ: 'l',
  ο: 'o',
  α: 'a',
  ρ: 'p',
  ν: 'v',
  ι: 'i',
  κ: 'k',
  τ: 't',
  ı: 'i',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '|': 'l',
  '!': 'i',
};

/**
 * A name a stranger gave themselves, made safe to show: no control, bidirectional or invisible characters, no emoji,
 * no piles of accents, 60 characters at most; `Unknown name` when nothing is left, when it mixes scripts inside a
 * word, or when it poses as somebody official (PR-10).
 */
export function displayName(raw: string): string {
  const clean = raw
    .normalize('NFKC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    // \p{C}: controls, bidi and zero-width marks, private and unassigned; then emoji and what modifies them.
    .replace(
      /[\p{C}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{FE00}-\u{FE0F}\u{20E3}]/gu,
      '',
    )
    .replace(/[<>{}[\]\\^`~]/g, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ +/g, ' ')
    .trim();
  const short = [...clean].slice(0, MAX_NAME_CHARS).join('').trim();
  return /[\p{L}\p{N}]/u.test(short) && !mixesScripts(short) && !isReserved(short) ? short : UNKNOWN_NAME;
}

function isReserved(name: string): boolean {
  const words = fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const squeezed = words.join('');
  return RESERVED.some((reserved) => {
    const folded = fold(reserved);
    if (words.includes(folded)) return true;
    return folded.length >= INSIDE_FROM ? squeezed.includes(folded) : spelledOut(words).includes(folded);
  });
}

/** `B a n k` as `bank`: single letters that stand in a row. */
function spelledOut(words: readonly string[]): readonly string[] {
  const rows = words.map((word) => (word.length === 1 ? word : ' ')).join('');
  return rows.split(' ');
}

function fold(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...bare]
    .map((char) => LOOKALIKES[char] ?? char)
    .join('')
    .replaceAll('i', 'l');
}

/** A word with Latin beside Cyrillic or Greek letters is made to deceive. */
function mixesScripts(name: string): boolean {
  return name
    .split(' ')
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}
