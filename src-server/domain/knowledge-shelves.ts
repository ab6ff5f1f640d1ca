import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  createKnowledgeIndex,
  type IndexedArticle,
  type KnowledgeIndex,
} from '../../src-shared/helpdesk/knowledge-index.ts';
import {
  searchKnowledge,
  type SearchAnswer,
  type SearchFilters,
} from '../../src-shared/helpdesk/knowledge-search.ts';
import { suggestArticles, type Known, type Suggestion } from '../../src-shared/helpdesk/suggest-articles.ts';

/** Where the articles are kept. */
export interface ArticleSource {
  /** All articles of one organisation, in any state, a page at a time. */
  pages(tenantId: Id): AsyncIterable<readonly IndexedArticle[]>;
}

export interface ShelvesOptions {
  readonly source: ArticleSource;
  /** Lets others have their turn: an index of thousands of articles is made in slices. */
  readonly pause: () => Promise<void>;
  /** Most organisations whose index is held; the one that was asked longest ago goes first. */
  readonly most?: number;
}

/** The knowledge of every organisation that asks, indexed in memory; no organisation ever sees another's. */
export interface KnowledgeShelves {
  search(tenantId: Id, query: string, filters: SearchFilters, limit?: number): Promise<SearchAnswer>;
  suggest(tenantId: Id, known: Known, limit?: number): Promise<readonly Suggestion[]>;
  /** Told after the store has it, by this process or another. */
  changed(tenantId: Id, article: IndexedArticle): void;
  removed(tenantId: Id, id: Id): void;
  /** After an import or a restore: the index is made anew when somebody asks. */
  forget(tenantId: Id): void;
}

/** Articles that are indexed between two pauses: some 20 ms of work. */
const SLICE = 40;
const MOST = 50;

interface Shelf {
  /** Null while it is made. */
  index: KnowledgeIndex | null;
  /** What changed while the index was made, applied before anybody sees it. */
  readonly late: Map<Id, IndexedArticle | null>;
}

export function createKnowledgeShelves({ source, pause, most = MOST }: ShelvesOptions): KnowledgeShelves {
  const shelves = new Map<Id, { readonly shelf: Shelf; readonly ready: Promise<KnowledgeIndex> }>();

  const open = (tenantId: Id): Promise<KnowledgeIndex> => {
    const there = shelves.get(tenantId) ?? fresh(tenantId);
    // the last one in the order is the one asked last
    shelves.delete(tenantId);
    shelves.set(tenantId, there);
    for (const oldest of shelves.keys()) {
      if (shelves.size <= most) break;
      shelves.delete(oldest);
    }
    return there.ready;
  };

  const fresh = (tenantId: Id) => {
    const shelf: Shelf = { index: null, late: new Map() };
    const ready = fill(shelf, source.pages(tenantId), pause);
    // whoever asks next tries again; who asked now hears of the failure
    ready.catch(() => void (shelves.get(tenantId)?.shelf === shelf && shelves.delete(tenantId)));
    return { shelf, ready };
  };

  const note = (tenantId: Id, id: Id, article: IndexedArticle | null) => {
    const shelf = shelves.get(tenantId)?.shelf;
    if (shelf === undefined) return; // read from the store when somebody asks
    if (shelf.index === null) shelf.late.set(id, article);
    else apply(shelf.index, id, article);
  };

  return {
    async search(tenantId, query, filters, limit) {
      return searchKnowledge(await open(tenantId), query, filters, limit);
    },
    async suggest(tenantId, known, limit) {
      return suggestArticles(await open(tenantId), known, limit);
    },
    changed: (tenantId, article) => note(tenantId, article.id, article),
    removed: (tenantId, id) => note(tenantId, id, null),
    forget: (tenantId) => void shelves.delete(tenantId),
  };
}

async function fill(
  shelf: Shelf,
  pages: AsyncIterable<readonly IndexedArticle[]>,
  pause: () => Promise<void>,
): Promise<KnowledgeIndex> {
  const index = createKnowledgeIndex();
  for await (const page of pages) {
    for (let at = 0; at < page.length; at += SLICE) {
      for (const article of page.slice(at, at + SLICE)) index.put(article);
      await pause();
    }
  }
  for (const [id, article] of shelf.late) apply(index, id, article);
  shelf.index = index;
  return index;
}

function apply(index: KnowledgeIndex, id: Id, article: IndexedArticle | null): void {
  if (article === null) index.remove(id);
  else index.put(article);
}
