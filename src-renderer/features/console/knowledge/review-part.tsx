import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useResource } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { ArticleTable } from './article-table.tsx';
import { isOfArticles } from './is-of-articles.ts';

/** Articles that somebody should read again, and why. */
export function ReviewPart() {
  const { t } = useWords('console');
  const { articleReview } = useHelpDesk();
  const { value, error } = useResource(articleReview, isOfArticles);
  const reasons = new Map(
    value?.map(({ article, why }) => [article.id, why.map((one) => t(`knowledge.why.${one}`)).join('. ')]),
  );
  return (
    <>
      <p className="c-lead">{t('knowledge.reviewLead')}</p>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void articleReview.refetch()} />}
      {value === null ? (
        error === null && <Loading>{t('knowledge.loading')}</Loading>
      ) : value.length === 0 ? (
        <div className="c-empty c-empty-frame">
          <p>{t('knowledge.reviewEmpty')}</p>
        </div>
      ) : (
        <ArticleTable articles={value.map(({ article }) => article)} notes={reasons} />
      )}
    </>
  );
}
