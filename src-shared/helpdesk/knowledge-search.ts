import type { SearchResult } from 'minisearch';
import { isFor, type ArticleId, type ArticleState, type ArticleSystem } from './article.ts';
import { excerptOf, highlighted, type Piece } from './highlight.ts';
import type { IndexedArticle, KnowledgeIndex } from './knowledge-index.ts';
import { askedIn, queryOf, type Asked } from './knowledge-query.ts';

export interface SearchFilters {
  /** Who reads: people see what is published for them. */
  readonly reader: 'person' | 'technician';
  /** Only what helps on this system, or does not depend on it. */
  readonly system?: ArticleSystem | undefined;
  readonly language?: string | undefined;
  /** For authors: articles in this state in place of published ones. Technicians only. */
  readonly state?: ArticleState | undefined;
}

export interface SearchHit {
  readonly id: ArticleId;
  readonly slug: string;
  /** The title and the best part of the text in pieces, what was found marked. */
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
  readonly score: number;
}

export type SearchAnswer =
  | { readonly kind: 'not-asked' }
  /** Nothing holds any of the words; said as such and worth a note to the authors. */
  | { readonly kind: 'nothing'; readonly query: string }
  | {
      readonly kind: 'found';
      /** "some" when no article holds all of the words. */
      readonly words: 'all' | 'some';
      readonly total: number;
      readonly hits: readonly SearchHit[];
    };

/** Longest query in characters; the rest is not looked at. */
const MAX_QUERY = 400;
/** Under this part of the best score a hit only fills the list. */
const LEAST = { all: 0.02, some: 0.35 } as const;

/**
 * Searches as somebody types: the last word counts as the start of one. First for all words, then for some of them.
 * `limit` is how many hits are drawn; the total is told.
 */
export function searchKnowledge(
  index: KnowledgeIndex,
  query: string,
  filters: SearchFilters,
  limit = 20,
): SearchAnswer {
  const text = query.slice(0, MAX_QUERY);
  const asked = askedIn(index, text);
  if (asked.length === 0) return { kind: 'not-asked' };
  const typing = /[\p{L}\p{N}]$/u.test(text);
  for (const words of ['all', 'some'] as const) {
    const results = resultsOf(index, asked, { words, typing, filters });
    if (results.length === 0) continue;
    const last = typing ? asked.at(-1)?.word.toLowerCase() : undefined;
    const hits = results.slice(0, limit).flatMap((result) => hitOf(index, result, last));
    return { kind: 'found', words, total: results.length, hits };
  }
  return { kind: 'nothing', query: text.trim() };
}

/** Whether an article passes the filters. */
export function passes(article: IndexedArticle, { reader, system, language, state }: SearchFilters): boolean {
  if (state !== undefined && reader === 'technician' ? article.state !== state : !isFor(article, reader))
    return false;
  if (language !== undefined && article.language !== language) return false;
  return system === undefined || article.systems.length === 0 || article.systems.includes(system);
}

interface How {
  readonly words: 'all' | 'some';
  readonly typing: boolean;
  readonly filters: SearchFilters;
}

function resultsOf(
  index: KnowledgeIndex,
  asked: readonly Asked[],
  { words, typing, filters }: How,
): readonly SearchResult[] {
  const queries = asked.map((word, at) => queryOf(index, word, typing && at === asked.length - 1));
  const filter = ({ id }: SearchResult) => {
    const article = index.entry(id)?.article;
    return article !== undefined && passes(article, filters);
  };
  const results = index.words.search({ combineWith: words === 'all' ? 'AND' : 'OR', queries }, { filter });
  const least = (results[0]?.score ?? 0) * LEAST[words];
  return results.filter(({ score }) => score >= least);
}

function hitOf(index: KnowledgeIndex, result: SearchResult, last: string | undefined): readonly SearchHit[] {
  const entry = index.entry(result.id);
  if (entry === undefined) return [];
  const { id, slug, title } = entry.article;
  const terms = new Set(result.terms);
  const starts = last !== undefined && last.length > 1 ? [last] : [];
  return [
    {
      id,
      slug,
      title: highlighted(title, terms, starts),
      excerpt: excerptOf(entry.plain, terms, starts),
      score: result.score,
    },
  ];
}
