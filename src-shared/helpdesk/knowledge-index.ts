import MiniSearch from 'minisearch';
import type { RuleId } from '../findings/rule-ids.ts';
import type { Article, ArticleId } from './article.ts';
import { plainText } from './article-text.ts';
import { errorCodesIn } from './error-codes.ts';
import { stem, termsIn } from './knowledge-terms.ts';
import { synonymsWith } from './knowledge-synonyms.ts';

export type IndexedArticle = Pick<
  Article,
  'id' | 'slug' | 'title' | 'body' | 'audience' | 'systems' | 'language' | 'tags' | 'findingIds' | 'state'
>;

/** What the index keeps of an article beside its words. */
export interface Entry {
  readonly article: IndexedArticle;
  /** The body as readers see it, without signs. */
  readonly plain: string;
  /** The words of its title and tags: what names of programs and printers are looked for in. */
  readonly names: ReadonlySet<string>;
}

interface Document {
  readonly id: ArticleId;
  readonly title: string;
  readonly tags: string;
  readonly body: string;
}

/** Title before tags before body. */
export const fieldBoost = { title: 5, tags: 3, body: 1 } as const;

export const synonyms = synonymsWith(stem);

/** The knowledge of one organisation, ready to be searched. Lives where it is asked: a window or the server. */
export interface KnowledgeIndex {
  readonly size: number;
  /** Takes an article in, or its newer version in place of the older. */
  put(article: IndexedArticle): void;
  remove(id: ArticleId): void;
  entry(id: ArticleId): Entry | undefined;
  /** How many articles hold a term. */
  frequency(term: string): number;
  /** How many articles hold it in their title or tags: what authors say they are about. */
  nameFrequency(term: string): number;
  /** Whether any article holds a term that starts like this. */
  hasStart(start: string): boolean;
  withFinding(id: RuleId): Iterable<ArticleId>;
  withCode(code: string): Iterable<ArticleId>;
  readonly words: MiniSearch<Document>;
}

export function createKnowledgeIndex(articles: readonly IndexedArticle[] = []): KnowledgeIndex {
  const entries = new Map<ArticleId, Entry>();
  const frequencies = createCounts();
  const nameFrequencies = createCounts();
  const findings = createLists<RuleId>();
  const codes = createLists<string>();
  const words = new MiniSearch<Document>({
    fields: Object.keys(fieldBoost),
    tokenize: (text) => [...termsIn(text)],
    processTerm: (term) => term,
    searchOptions: { tokenize: (text) => [text], processTerm: (term) => term, boost: { ...fieldBoost } },
    autoVacuum: true,
  });

  const count = ({ names, plain }: Entry, by: 1 | -1) => {
    frequencies.add(new Set([...names, ...termsIn(plain)]), by);
    nameFrequencies.add(names, by);
  };
  const codesOf = ({ article, plain }: Entry) =>
    errorCodesIn(`${article.title}\n${article.tags.join('\n').toUpperCase()}\n${plain}`);
  const documentOf = ({ article, plain }: Entry): Document => ({
    id: article.id,
    title: article.title,
    tags: article.tags.join('\n'),
    body: plain,
  });

  const index: KnowledgeIndex = {
    get size() {
      return entries.size;
    },
    put(article) {
      index.remove(article.id);
      const names = new Set(termsIn(`${article.title}\n${article.tags.join('\n')}`));
      const entry: Entry = { article, plain: plainText(article.body), names };
      entries.set(article.id, entry);
      words.add(documentOf(entry));
      count(entry, 1);
      for (const finding of article.findingIds) findings.add(finding, article.id);
      for (const code of codesOf(entry)) codes.add(code, article.id);
    },
    remove(id) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      entries.delete(id);
      words.remove(documentOf(entry));
      count(entry, -1);
      for (const finding of entry.article.findingIds) findings.remove(finding, id);
      for (const code of codesOf(entry)) codes.remove(code, id);
    },
    entry: (id) => entries.get(id),
    frequency: frequencies.of,
    nameFrequency: nameFrequencies.of,
    hasStart: frequencies.hasStart,
    withFinding: findings.of,
    withCode: codes.of,
    words,
  };
  for (const article of articles) index.put(article);
  return index;
}

function createCounts() {
  const counts = new Map<string, number>();
  return {
    add(terms: ReadonlySet<string>, by: 1 | -1): void {
      for (const term of terms) {
        const now = (counts.get(term) ?? 0) + by;
        if (now > 0) counts.set(term, now);
        else counts.delete(term);
      }
    },
    of: (term: string): number => counts.get(term) ?? 0,
    hasStart(start: string): boolean {
      for (const term of counts.keys()) if (term.startsWith(start)) return true;
      return false;
    },
  };
}

/** Which articles stand under a key. */
function createLists<K>() {
  const lists = new Map<K, Set<ArticleId>>();
  return {
    add(key: K, id: ArticleId): void {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, new Set([id]));
      else list.add(id);
    },
    remove(key: K, id: ArticleId): void {
      const list = lists.get(key);
      list?.delete(id);
      if (list?.size === 0) lists.delete(key);
    },
    of: (key: K): Iterable<ArticleId> => lists.get(key) ?? [],
  };
}
