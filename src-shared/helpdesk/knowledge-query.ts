import type { Query, QueryCombination } from 'minisearch';
import { fieldBoost, synonyms, type KnowledgeIndex } from './knowledge-index.ts';
import { joinedWith, stem, stopWords, termsOf, wordsIn } from './knowledge-terms.ts';

/** A word that somebody wrote, and everything that counts as having found it. */
export interface Asked {
  readonly word: string;
  /** The word itself, best first. */
  readonly terms: readonly string[];
  /** Other words for it, as far as any article holds them. */
  readonly others: readonly string[];
}

/** What other words count beside the word itself. */
const OTHER_WORD = 0.45;
const otherBoost = Object.fromEntries(
  Object.entries(fieldBoost).map(([field, boost]) => [field, boost * OTHER_WORD]),
);

/** Most words of one query or text; the rest is not looked at. */
const MAX_WORDS = 400;

/** The words of a text that say something, each once. Words that say nothing count only when there are no others. */
export function askedIn(index: KnowledgeIndex, text: string): readonly Asked[] {
  const words = wordsIn(text)
    .slice(0, MAX_WORDS)
    .map(({ text: word }) => word);
  const telling = words.some((word) => !stopWords.has(word.toLowerCase()));
  const found = new Map<string, Asked>();
  words.forEach((word, at) => {
    if (telling && stopWords.has(word.toLowerCase())) return;
    const joined = [joinedWith(words[at - 1] ?? '', word), joinedWith(word, words[at + 1])];
    const terms = [...termsOf(word), ...joined.filter((term) => term !== null)];
    const [first] = terms;
    if (first === undefined || found.has(first)) return;
    const others = terms
      .flatMap(synonyms)
      .filter((term) => index.frequency(term) > 0 && !terms.includes(term));
    found.set(first, { word, terms, others: [...new Set(others)] });
  });
  return [...found.values()];
}

/** One word as a query: itself, a word that starts like it while it is typed, one spelt nearly so, or another for it. */
export function queryOf(index: KnowledgeIndex, { word, terms, others }: Asked, typing: boolean): Query {
  const starts = typing ? startsOf(word) : [];
  // what is on its way to a word that there is, is not spelt wrong
  const underWay = starts.some(index.hasStart);
  const queries: Query[] = terms.map((term) => one(term, underWay ? false : spelling(index, term, others)));
  for (const start of starts) queries.push({ ...one(start, false), prefix: true });
  for (const term of others) queries.push({ ...one(term, false), boost: otherBoost });
  return { combineWith: 'OR', queries };
}

const one = (term: string, fuzzy: number | false): QueryCombination => ({
  combineWith: 'OR',
  queries: [term],
  fuzzy,
});

/** How many letters may differ. A word that some article holds, or that has another word for it, is spelt right. */
function spelling(index: KnowledgeIndex, term: string, others: readonly string[]): number | false {
  if (term.length < 4 || /\d/.test(term) || others.length > 0 || index.frequency(term) > 0) return false;
  return term.length < 7 ? 1 : 2;
}

/** "printi" is on its way to "printing", whose stem is shorter than what is typed. */
function startsOf(word: string): readonly string[] {
  const typed = word.toLowerCase().replace(/['’]/g, '');
  if (typed.length < 2) return [];
  const ending = /(?:ing?|ed?)$/.exec(typed)?.[0] ?? '';
  const done = { i: 'ng', in: 'g', e: 'd' }[ending];
  const starts = [typed, typed.replace(/[-_]/g, ''), stem(`${typed}${done ?? ''}`)];
  return [...new Set(starts)].filter((start) => start.length > 1);
}
