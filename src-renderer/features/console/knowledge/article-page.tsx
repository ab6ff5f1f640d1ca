import { ArrowLeft, Pencil } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { z } from 'zod';
import {
  knowledgeRoutes,
  type articlePageSchema,
} from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { ArticleContent } from '../../../../src-shared/helpdesk/article.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import type { About } from '../../../helpdesk/live.ts';
import { createResource } from '../../../helpdesk/resource.ts';
import { ArticleView } from '../../../knowledge/article-view.tsx';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay, useResource } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { hashOf } from '../route.ts';
import { go, useTitle } from '../use-route.ts';
import { ArticleFacts } from './article-facts.tsx';
import { ArticleVersions } from './article-versions.tsx';
import { picturesOf } from './pictures-of.ts';

export type ArticleOfServer = z.infer<typeof articlePageSchema>;

/** One article: its text, what is known about it, its versions, and whether it helps. */
export function ArticlePage({ id }: { readonly id: Id }) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const [resource] = useState(() => createResource(() => api.call(knowledgeRoutes.get, { params: { id } })));
  const isOfThis = useCallback<About>((news) => news.id === id, [id]);
  const { value, error } = useResource(resource, isOfThis);
  return (
    <div className="c-page c-article-page">
      <BackToArticles />
      {value !== null ? (
        <>
          {error === null ? null : (
            <ProblemNote
              problem={t('article.old', { why: problemWords(error) })}
              onRetry={() => void resource.refetch()}
            />
          )}
          <Loaded article={value} onVoted={() => void resource.refetch()} />
        </>
      ) : error === null ? (
        <Loading>{t('article.loading')}</Loading>
      ) : (
        <>
          <ArrivalHeading className="c-title">{t('lost.title')}</ArrivalHeading>
          <ProblemNote problem={error} onRetry={() => void resource.refetch()} />
        </>
      )}
    </div>
  );
}

export function BackToArticles() {
  const { t } = useWords('console');
  return (
    <a className="c-link c-back" href={hashOf({ page: 'knowledge', part: 'articles', filters: {} })}>
      <ArrowLeft size={16} aria-hidden="true" /> {t('article.back')}
    </a>
  );
}

/** A version as it was, in place of the newest. */
export interface OldVersion {
  readonly version: number;
  readonly content: ArticleContent;
}

interface LoadedProps {
  readonly article: ArticleOfServer;
  readonly onVoted: () => void;
}

function Loaded({ article, onVoted }: LoadedProps) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const mayWrite = useMay('knowledge.write');
  const [old, setOld] = useState<OldVersion | null>(null);
  const [notCounted, setNotCounted] = useState<string | null>(null);
  useTitle(article.title);
  const { id } = article;
  const shown = old?.content ?? article;
  const vote = async (helped: boolean) => {
    const answer = await api.call(knowledgeRoutes.vote, { params: { id }, body: { helped } });
    setNotCounted(answer.ok ? null : problemWords(answer.error));
    if (answer.ok) onVoted();
  };
  return (
    <div className="c-article">
      <div className="c-article-main">
        <ArrivalHeading className="visually-hidden">{article.title}</ArrivalHeading>
        {old === null ? null : (
          <div className="c-old-version" role="status">
            <p>{t('article.versionShown', { version: old.version })}</p>
            <Button size="inline" onClick={() => setOld(null)}>
              {t('article.versionNow')}
            </Button>
          </div>
        )}
        <ArticleView
          article={shown}
          system={null}
          pictures={picturesOf(id, shown.pictures)}
          look="desk"
          level={2}
          onHelped={old === null ? (helped) => void vote(helped) : undefined}
        />
        {notCounted === null ? null : <ProblemNote problem={t('article.notCounted', { why: notCounted })} />}
      </div>
      <aside className="c-article-side" aria-label={t('article.about')}>
        {mayWrite ? (
          <Button
            size="desk"
            icon={<Pencil size={16} aria-hidden="true" />}
            onClick={() => go({ page: 'write-article', id })}
          >
            {t('article.edit')}
            <VisuallyHidden>: {article.title}</VisuallyHidden>
          </Button>
        ) : (
          <p className="c-quiet">{t('article.mayOnlyRead')}</p>
        )}
        <ArticleFacts article={article} />
        <ArticleVersions
          id={id}
          shown={old?.version ?? article.version}
          newest={article.version}
          onShow={setOld}
        />
      </aside>
    </div>
  );
}
