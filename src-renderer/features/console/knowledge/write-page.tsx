import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { knowledgeRoutes } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { ArticleContent } from '../../../../src-shared/helpdesk/article.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import { createResource } from '../../../helpdesk/resource.ts';
import { ArticleEditor } from '../../../knowledge/article-editor.tsx';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { go, useTitle } from '../use-route.ts';
import { ArticleConflict } from './article-conflict.tsx';
import { BackToArticles, type ArticleOfServer } from './article-page.tsx';
import { picturesOf } from './pictures-of.ts';
import { useWriting } from './use-writing.ts';

/** Writes an article, new or not. What is typed is kept in this browser until it is saved or thrown away. */
export function WritePage({ id }: { readonly id: Id | null }) {
  const { t } = useWords('console');
  const mayWrite = useMay('knowledge.write');
  if (!mayWrite)
    return (
      <div className="c-page">
        <BackToArticles />
        <ArrivalHeading className="c-title">{t('lost.title')}</ArrivalHeading>
        <p className="c-lead">{t('article.mayOnlyRead')}</p>
      </div>
    );
  return id === null ? <Writing article={null} /> : <WritingOf id={id} />;
}

/** What is there is asked for once: a newer version never touches what is typed. */
function WritingOf({ id }: { readonly id: Id }) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const [resource] = useState(() => createResource(() => api.call(knowledgeRoutes.get, { params: { id } })));
  const { value, error } = useStore(resource);
  useEffect(() => void resource.refetch(), [resource]);
  if (value !== null) return <Writing article={value} />;
  return (
    <div className="c-page">
      <BackToArticles />
      {error === null ? (
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

const empty: ArticleContent = {
  slug: '',
  title: '',
  body: '',
  audience: 'people',
  systems: [],
  language: 'en',
  tags: [],
  findingIds: [],
  state: 'draft',
  reviewOn: null,
  pictures: [],
};

function Writing({ article }: { readonly article: ArticleOfServer | null }) {
  const { t } = useWords('console');
  const writing = useWriting(article);
  const title = article === null ? t('writing.titleNew') : t('writing.title', { title: article.title });
  useTitle(title);
  const { content, draft, upon } = writing;
  return (
    <div className="c-page c-write-page">
      <BackToArticles />
      <ArrivalHeading className="c-title">{title}</ArrivalHeading>
      {writing.restored ? (
        <div className="c-old-version" role="status">
          <p>
            {t('writing.kept')}{' '}
            {article !== null && upon < article.version
              ? t('writing.older', { now: article.version, mine: upon })
              : null}
          </p>
          <Button size="inline" onClick={writing.throwAway}>
            {t('writing.throwAway')}
          </Button>
        </div>
      ) : null}
      {writing.pictureProblem === null ? null : (
        <ProblemNote problem={t('writing.pictureRefused', { why: writing.pictureProblem })} />
      )}
      <ArticleConflict writing={writing} />
      <ArticleEditor
        key={writing.round}
        content={content ?? empty}
        draft={draft}
        isNew={article === null}
        pictures={picturesOf(article?.id ?? '', writing.pictures)}
        saving={writing.saving}
        problem={writing.problem}
        onTyped={writing.typed}
        onPicture={article === null ? undefined : writing.addPicture}
        onSave={(next) => void writing.save(next)}
        onCancel={() => {
          writing.throwAway();
          go(
            article === null
              ? { page: 'knowledge', part: 'articles', filters: {} }
              : { page: 'article', id: article.id },
          );
        }}
      />
    </div>
  );
}
