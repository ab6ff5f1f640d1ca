import type { Severity } from '../findings/finding.ts';
import type { RuleId } from '../findings/rule-ids.ts';
import type { ArticleId, ArticleSystem } from './article.ts';
import { errorCodesIn, withoutErrorCodes } from './error-codes.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { askedIn, queryOf, type Asked } from './knowledge-query.ts';
import { passes } from './knowledge-search.ts';
import { stopWords, termsOf, wordsIn } from './knowledge-terms.ts';

/** What is known of a ticket or a session, from the surest to the vaguest. */
export interface Known {
  readonly reader: 'person' | 'technician';
  readonly language?: string | undefined;
  /** What the computer's look at itself found, worst first. */
  readonly findings?: readonly { readonly id: RuleId; readonly severity: Severity }[];
  readonly system?: ArticleSystem | undefined;
  /** The system as it calls itself: "Windows 11 24H2", "macOS 15.1", "Ubuntu 24.04". */
  readonly systemVersion?: string | undefined;
  /** Programs that findings name or the person spoke of. */
  readonly programs?: readonly string[];
  readonly printers?: readonly string[];
  readonly subject?: string | undefined;
  readonly lastRequesterMessage?: string | undefined;
}

/** Why an article is offered; `src-shared/words/suggestion-words.ts` says it. */
export type Reason =
  | { readonly kind: 'finding'; readonly id: RuleId }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'program' | 'printer' | 'version'; readonly name: string }
  | { readonly kind: 'words'; readonly words: readonly string[] };

export interface Suggestion {
  readonly id: ArticleId;
  readonly slug: string;
  readonly title: string;
  /** The strongest first. */
  readonly reasons: readonly Reason[];
  readonly score: number;
}

const findingPoints: Readonly<Record<Severity, number>> = {
  critical: 100,
  high: 85,
  medium: 65,
  low: 40,
  info: 18,
};
/** Each further finding counts this much of the one before: the worst tells most. */
const NEXT_FINDING = 0.92;
const CODE_POINTS = 90;
const NAME_POINTS = 22;
const VERSION_POINTS = 15;
const WORD_POINTS = 80;
/** Words of the subject count this many times those of the message. */
const SUBJECT = 1.6;
/** Most words that are looked for, the rarest; and the share of all articles from which on a word tells nothing. */
const MAX_ASKED = 12;
const COMMON = 0.15;
const MANY = 200;
const OFF_TOPIC = 0.4;
/** Less than this is chance. */
const LEAST_POINTS = 12;

interface Points {
  total: number;
  readonly reasons: { readonly points: number; readonly reason: Reason }[];
}
type Board = Map<ArticleId, Points>;

/** The articles that may help, best first, each with its reasons. Gives an empty list rather than a guess. */
export function suggestArticles(index: KnowledgeIndex, known: Known, limit = 5): readonly Suggestion[] {
  const board: Board = new Map();
  byFindings(index, known, board);
  byCodes(index, known, board);
  byWords(index, known, board);
  byNames(index, known, board);
  byVersion(index, known, board);
  return [...board]
    .flatMap(([id, { total, reasons }]) => {
      const entry = index.entry(id);
      if (entry === undefined || total < LEAST_POINTS || !passes(entry.article, known)) return [];
      const { slug, title } = entry.article;
      const sorted = [...reasons].sort((one, other) => other.points - one.points).map(({ reason }) => reason);
      return [{ id, slug, title, reasons: sorted, score: total }];
    })
    .sort((one, other) => other.score - one.score || (one.slug < other.slug ? -1 : 1))
    .slice(0, limit);
}

function give(board: Board, id: ArticleId, points: number, reason: Reason): void {
  const place = board.get(id) ?? { total: 0, reasons: [] };
  place.total += points;
  place.reasons.push({ points, reason });
  board.set(id, place);
}

function byFindings(index: KnowledgeIndex, { findings = [] }: Known, board: Board): void {
  const given = new Set<ArticleId>();
  let share = 1;
  for (const { id, severity } of findings) {
    for (const article of index.withFinding(id)) {
      // further findings that lead to the same article make it a little surer, not twice as sure
      const points = findingPoints[severity] * share * (given.has(article) ? 0.15 : 1);
      give(board, article, points, { kind: 'finding', id });
      given.add(article);
    }
    share *= NEXT_FINDING;
  }
}

function byCodes(index: KnowledgeIndex, known: Known, board: Board): void {
  for (const code of errorCodesIn(textOf(known)))
    for (const id of index.withCode(code)) give(board, id, CODE_POINTS, { kind: 'code', code });
}

function byWords(index: KnowledgeIndex, known: Known, board: Board): void {
  const inSubject = wordsOf(index, known.subject);
  const inMessage = wordsOf(index, known.lastRequesterMessage);
  const subject = new Set(inSubject.map(({ terms }) => terms[0]));
  const all = [...inSubject, ...inMessage.filter(({ terms }) => !subject.has(terms[0]))];
  const weighed = telling(index, all).map((word) => ({
    word,
    weight: rarity(index, word) * (subject.has(word.terms[0]) ? SUBJECT : 1),
  }));
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) return;
  const sums = new Map<ArticleId, { sum: number; found: number; words: string[] }>();
  for (const { word, weight } of weighed) {
    const results = index.words.search(queryOf(index, word, false));
    const best = results[0]?.score ?? 0;
    for (const { id, score } of results) {
      const place = sums.get(id) ?? { sum: 0, found: 0, words: [] };
      place.sum += weight * (0.35 + (0.65 * score) / best);
      place.found += weight;
      place.words.push(word.word.toLowerCase());
      sums.set(id, place);
    }
  }
  // words that few articles hold make sure; one word of ten that everybody writes does not
  for (const [id, { sum, words }] of sums)
    give(board, id, WORD_POINTS * (sum / (sum + 0.35 * whole + 1)), { kind: 'words', words });
}

/**
 * The words that tell most, and not more than can be looked for at once. In a large store a word that one article
 * in seven holds costs much and tells nothing.
 */
function telling(index: KnowledgeIndex, all: readonly Asked[]): readonly Asked[] {
  const rare = all.filter(
    (word) =>
      holders(index.frequency, word) <= Math.max(MANY, index.size * COMMON) && !/^\d{1,2}$/.test(word.word),
  );
  return [...rare].sort((one, other) => rarity(index, other) - rarity(index, one)).slice(0, MAX_ASKED);
}

function holders(count: (term: string) => number, { terms, others }: Asked): number {
  return Math.max(...terms.map(count), ...others.map(count), 0);
}

/**
 * How much it tells that an article holds a word. What no author has in a title or a tag tells less ("little", "gone"),
 * and so does a word that is only guessed from how it is spelt.
 */
function rarity(index: KnowledgeIndex, word: Asked): number {
  const named = holders(index.nameFrequency, word);
  if (named > 0) return Math.log(1 + index.size / named);
  const held = holders(index.frequency, word);
  return OFF_TOPIC * Math.log(1 + index.size / (held || Math.max(1, index.size / 20)));
}

/** What stands in names of programs and printers beside the name; as terms. */
const kinds = new Set(
  [
    'printer',
    'scanner',
    'series',
    'driver',
    'service',
    'helper',
    'windows',
    'microsoft',
    'app',
    'update',
    'pro',
  ].flatMap(termsOf),
);

function byNames(index: KnowledgeIndex, { programs = [], printers = [] }: Known, board: Board): void {
  const names = [
    ...programs.map((name) => ({ kind: 'program' as const, name })),
    ...printers.map((name) => ({ kind: 'printer' as const, name })),
  ];
  for (const { kind, name } of names.slice(0, 20)) {
    const terms = wordsIn(name).flatMap(({ text }) =>
      stopWords.has(text.toLowerCase()) ? [] : termsOf(text),
    );
    const holding = new Set<ArticleId>();
    for (const term of terms) {
      // a word of many articles is no name
      const many = index.frequency(term) > Math.max(3, index.size * 0.05);
      if (term.length < 2 || kinds.has(term) || many) continue;
      for (const { id } of index.words.search(term, { fields: ['title', 'tags'] })) holding.add(id);
    }
    for (const id of holding) give(board, id, NAME_POINTS, { kind, name });
  }
}

/** Articles whose tags name a version: a little up when it is this one, down when it is another. */
function byVersion(index: KnowledgeIndex, { systemVersion }: Known, board: Board): void {
  if (systemVersion === undefined) return;
  const version = ` ${systemVersion.toLowerCase()} `;
  for (const [id, place] of board) {
    const named = index
      .entry(id)
      ?.article.tags.filter((tag) => /^(?:windows|macos|ubuntu|debian|fedora) \d/.test(tag));
    if (named === undefined || named.length === 0) continue;
    const mine = named.find((tag) => version.includes(` ${tag} `) || version.includes(` ${tag}.`));
    if (mine === undefined) place.total -= VERSION_POINTS;
    else give(board, id, VERSION_POINTS, { kind: 'version', name: mine });
  }
}

/** Longest text that is looked at, in UTF-16 units. */
const MAX_TEXT = 20_000;

function textOf({ subject = '', lastRequesterMessage = '' }: Known): string {
  return `${subject}\n${lastRequesterMessage}`.slice(0, MAX_TEXT);
}

function wordsOf(index: KnowledgeIndex, text = ''): readonly Asked[] {
  return askedIn(index, withoutErrorCodes(text.slice(0, MAX_TEXT)));
}
