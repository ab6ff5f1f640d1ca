import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ArticleSummary } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import { fitsFilters, type ArticleFilters } from '../../../helpdesk/knowledge-filters.ts';
import type { FoundArticles } from '../../../helpdesk/article-search.ts';
import { SearchBox } from '../../../knowledge/search-box.tsx';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useResource } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { go, goInstead } from '../use-route.ts';
import { ArticleFilterRow } from './article-filter-row.tsx';
import { ArticleTable } from './article-table.tsx';
import { isOfArticles } from './is-of-articles.ts';

/** How long typing rests before the server is asked, in ms. */
const REST_MS = 120;
const none: readonly ArticleSummary[] = [];

/** The list with its filters; as soon as something is typed, what was found in its place. */
export function ArticlesPart({ filters }: { readonly filters: ArticleFilters }) {
  const { t } = useWords('console');
  const { articles } = useHelpDesk();
  const { value, error } = useResource(articles, isOfArticles);
  const { query, setQuery, answer, searchError, again } = useSearch(filters, value ?? none);
  const searching = query.trim() !== '';
  return (
    <>
      <ArticleFilterRow filters={filters} articles={value ?? none} />
      <SearchBox
        look="desk"
        query={query}
        answer={answer}
        onQuery={setQuery}
        onOpen={(id) => go({ page: 'article', id })}
      />
      {searchError === null ? null : (
        <ProblemNote
          problem={t('knowledge.searchFailed', { why: problemWords(searchError) })}
          onRetry={again}
        />
      )}
      {searching && filters.state === undefined ? (
        <p className="c-quiet">{t('knowledge.searchedState')}</p>
      ) : null}
      {error === null || value === null ? null : (
        <ProblemNote
          problem={t('knowledge.old', { why: problemWords(error) })}
          onRetry={() => void articles.refetch()}
        />
      )}
      {searching ? null : value !== null ? (
        <Rows articles={value} filters={filters} />
      ) : error === null ? (
        <Loading>{t('knowledge.loading')}</Loading>
      ) : (
        <ProblemNote problem={error} onRetry={() => void articles.refetch()} />
      )}
    </>
  );
}

interface RowsProps {
  readonly articles: readonly ArticleSummary[];
  readonly filters: ArticleFilters;
}

function Rows({ articles, filters }: RowsProps) {
  const { t } = useWords('console');
  const shown = articles.filter((one) => fitsFilters(one, filters));
  if (shown.length > 0) return <ArticleTable articles={shown} />;
  if (articles.length === 0)
    return (
      <div className="c-empty c-empty-frame">
        <p>
          <b>{t('knowledge.empty')}</b> {t('knowledge.emptyWay')}
        </p>
      </div>
    );
  return (
    <div className="c-empty c-empty-frame">
      <p>{t('knowledge.emptyFiltered')}</p>
      <Button size="desk" onClick={() => go({ page: 'knowledge', part: 'articles', filters: {} })}>
        {t('knowledge.clear')}
      </Button>
    </div>
  );
}

/** Follows the typing once it rests; the words stand in the address, so that "back" finds them again. */
function useSearch(filters: ArticleFilters, articles: readonly ArticleSummary[]) {
  const { articleSearch } = useHelpDesk();
  const { answer, error } = useStore(articleSearch);
  const [query, setQuery] = useState(filters.text ?? '');
  const sent = useRef(filters.text ?? '');
  const asked = filters.text ?? '';
  useEffect(() => {
    void articleSearch.ask(filters);
    if (asked === sent.current) return; // our own words, come back
    sent.current = asked;
    setQuery(asked);
  }, [articleSearch, filters, asked]);
  useEffect(() => {
    const words = query.trim();
    if (words === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = words;
      const text = words === '' ? undefined : words;
      goInstead({ page: 'knowledge', part: 'articles', filters: { ...filters, text } });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [query, filters]);
  return {
    query,
    setQuery,
    answer: query.trim() === '' ? notAsked : forAudience(answer, filters, articles),
    searchError: query.trim() === '' ? null : error,
    again: () => void articleSearch.ask(filters),
  };
}

const notAsked: FoundArticles = { kind: 'not-asked' };

/** The server's search knows no audience; the list does. */
function forAudience(
  answer: FoundArticles,
  { audience, text = '' }: ArticleFilters,
  articles: readonly ArticleSummary[],
): FoundArticles {
  if (answer.kind !== 'found' || audience === undefined) return answer;
  const fitting = new Set(articles.filter((one) => fitsFilters(one, { audience })).map(({ id }) => id));
  const hits = answer.hits.filter(({ id }) => fitting.has(id));
  return hits.length === 0 ? { kind: 'nothing', query: text } : { ...answer, hits, total: hits.length };
}
