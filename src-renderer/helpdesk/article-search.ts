import { createStore } from 'zustand/vanilla';
import type { z } from 'zod';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { knowledgeRoutes, type searchAnswerSchema } from '../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { ApiClient } from './api-client.ts';
import type { ArticleFilters } from './knowledge-filters.ts';

export type FoundArticles = z.infer<typeof searchAnswerSchema>;

export interface ArticleSearchState {
  readonly answer: FoundArticles;
  readonly error: ApiError | null;
}

const notAsked: ArticleSearchState = { answer: { kind: 'not-asked' }, error: null };

export type ArticleSearch = ReturnType<typeof createArticleSearch>;

/** Finds articles as somebody types: the old answer stays until the newest question's is here. */
export function createArticleSearch(api: ApiClient) {
  const store = createStore<ArticleSearchState>(() => notAsked);
  let last = new AbortController();
  return {
    ...store,
    async ask({ text = '', state, system, language }: ArticleFilters): Promise<void> {
      last.abort();
      const mine = (last = new AbortController());
      if (text.trim() === '') return store.setState(notAsked);
      const query = { text: text.slice(0, 400), state, system, language, limit: 50 };
      const answer = await api.call(knowledgeRoutes.search, { query }, { signal: mine.signal });
      if (mine.signal.aborted) return undefined;
      return store.setState(
        answer.ok ? { answer: answer.value, error: null } : { answer: notAsked.answer, error: answer.error },
      );
    },
  };
}
