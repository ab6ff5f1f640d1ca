import type { ReactNode } from 'react';
import { systemName } from '../../../../src-shared/helpdesk/article-text.ts';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import type { ArticleOfServer } from './article-page.tsx';
import { VotesText } from './article-table.tsx';

/** What is known about an article besides its text. */
export function ArticleFacts({ article }: { readonly article: ArticleOfServer }) {
  const { t } = useWords('console');
  const { t: k } = useWords('knowledge');
  const { audience, systems, language, tags, findingIds, reviewOn, updatedAt, updatedBy, version } = article;
  const list = (all: readonly string[]) => (all.length === 0 ? t('article.none') : all.join(', '));
  return (
    <dl className="c-article-facts">
      <Fact name={t('article.helped')}>
        <VotesText helped={article.helped} notHelped={article.notHelped} />
      </Fact>
      <Fact name={t('article.version')}>{t('article.versionBy', { version, name: updatedBy })}</Fact>
      <Fact name={t('article.changed')}>{dayAndTime(updatedAt)}</Fact>
      <Fact name={t('article.audience')}>{k(`editor.audiences.${audience}`)}</Fact>
      <Fact name={t('article.systems')}>
        {systems.length === 0 ? t('article.allSystems') : systems.map(systemName).join(', ')}
      </Fact>
      <Fact name={t('article.language')}>{language}</Fact>
      <Fact name={t('article.findings')}>{list(findingIds)}</Fact>
      <Fact name={t('article.tags')}>{list(tags)}</Fact>
      <Fact name={t('article.review')}>{reviewOn ?? t('article.never')}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
