import { UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ArticleContent } from '../../../../src-shared/helpdesk/article.ts';
import { ArticleView } from '../../../knowledge/article-view.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useWords } from '../../../words/i18n.ts';
import { picturesOf } from './pictures-of.ts';
import { contentOfPage, type Writing } from './use-writing.ts';

/** Two people changed one article: theirs to read, and a choice. Nothing is written until it is made. */
export function ArticleConflict({ writing }: { readonly writing: Writing }) {
  const { t } = useWords('console');
  const { conflict } = writing;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (conflict !== null) title.current?.focus();
  }, [conflict]);
  if (conflict === null) return null;
  const { mine, theirs } = conflict;
  const fields = differing(mine, contentOfPage(theirs));
  return (
    <Card tone="amber" className="c-article-conflict" role="group" aria-labelledby="c-article-conflict">
      <h2 id="c-article-conflict" ref={title} tabIndex={-1}>
        <UsersRound size={18} aria-hidden="true" /> {t('writing.conflict.title')}
      </h2>
      <p>{t('writing.conflict.text', { name: theirs.updatedBy, version: theirs.version })}</p>
      <p>
        {fields.length === 0
          ? t('writing.conflict.same')
          : t('writing.conflict.differs', {
              fields: fields.map((field) => t(`writing.fields.${field}`)).join(', '),
            })}
      </p>
      <details>
        <summary>{t('writing.conflict.theirs')}</summary>
        <ArticleView
          article={theirs}
          system={null}
          pictures={picturesOf(theirs.id, theirs.pictures)}
          look="desk"
          level={3}
        />
      </details>
      <div className="c-article-ways">
        <Button size="desk" onClick={() => writing.settle('theirs')}>
          {t('writing.conflict.keepTheirs')}
        </Button>
        <Button size="desk" look="primary" onClick={() => writing.settle('mine')}>
          {t('writing.conflict.useMine')}
        </Button>
      </div>
    </Card>
  );
}

function differing(mine: ArticleContent, theirs: ArticleContent): readonly (keyof ArticleContent)[] {
  const fields = Object.keys(mine) as (keyof ArticleContent)[];
  return fields.filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]));
}
