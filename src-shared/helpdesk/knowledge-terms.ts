import { phrases } from './knowledge-synonyms.ts';

/** A word of a text and where it stands, in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longest word that is looked at; longer ones are keys, addresses or noise. */
const MAX_WORD = 64;

/** The words of a text: letters and digits, held together by hyphens, underscores and apostrophes. */
export function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:[-_'’][\p{L}\p{N}]+)*/gu))
    words.push({ text: match[0].slice(0, MAX_WORD), start: match.index, end: match.index + match[0].length });
  return words;
}

/**
 * What a word is looked up as, best first: small letters without accents, cut to its stem. A word with a hyphen is
 * found as one ("wi-fi" as "wifi") and by its parts ("start-up" as "start").
 */
export function termsOf(word: string): readonly string[] {
  const known = seen.get(word);
  if (known !== undefined) return known;
  if (seen.size >= MAX_SEEN) seen.clear();
  const terms = makeTerms(word);
  seen.set(word, terms);
  return terms;
}

/** A language has few words that make up most of its texts: each is cut to its stem once. */
const seen = new Map<string, readonly string[]>();
const MAX_SEEN = 20_000;

function makeTerms(word: string): readonly string[] {
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’](?:s|t|re|ve|ll|d|m)$/, '');
  const parts = plain.split(/[-_'’]/);
  const whole = stem(parts.join(''));
  if (parts.length === 1) return whole === '' ? [] : [whole];
  const rest = parts.filter((part) => part.length > 2 && !stopWords.has(part)).map(stem);
  return [...new Set([whole, ...rest])];
}

/** Every term of a text for the index, with the phrases that count as one word ("hard drive", "blue screen"). */
export function termsIn(text: string): readonly string[] {
  const words = wordsIn(text);
  return words.flatMap(({ text: word }, index) => {
    const joined = joinedWith(word, words[index + 1]?.text);
    const terms = stopWords.has(word.toLowerCase()) ? [] : termsOf(word);
    return joined === null ? terms : [...terms, joined];
  });
}

const LONGEST_PHRASE = Math.max(...Array.from(phrases, (phrase) => phrase.length));

/** The one term that two neighbours make, where they are a phrase; null otherwise. */
export function joinedWith(word: string, next: string | undefined): string | null {
  if (next === undefined || word.length + next.length > LONGEST_PHRASE) return null;
  const joined = `${word}${next}`.toLowerCase();
  return phrases.has(joined) ? stem(joined) : null;
}

/** Endings of English words, lightly: "updates", "updated" and "updating" are one. Wrong stems only meet themselves. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let stemmed = word;
  if (stemmed.endsWith('ies') && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/(?:ss|us|is)$/.test(stemmed)) return stemmed;
  else if (stemmed.endsWith('s')) stemmed = stemmed.slice(0, -1);
  const root = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(stemmed)?.[1];
  if (root !== undefined && root.length > 2) stemmed = root.replace(/([^aeiouylsz])\1$/, '$1');
  return stemmed.length > 3 ? stemmed.replace(/e$/, '') : stemmed;
}

/** Words that say nothing about the trouble. They are looked for only when there are no others. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about after again all also always am an and any anyone are as at be because been before being but by can cannot
  can't cant could did do does doesn't doesnt don't dont for from get gets getting go goes going got had has have
  having he hello help helps her here hey hi him his how i i'm im i've if in into is isn't it it's its just know let like
  make makes many me more much my need needs no not now of on one or our out over own please pls same she should so
  some someone still such tell thank thanks that the their them then there these they thing things this those to too
  try trying up us use using very want was we well were what when where which while who why will with won't would yet
  you your yours problem problems issue issues question trouble urgent asap regards hallo morning`.split(
    /\s+/,
  ),
);
