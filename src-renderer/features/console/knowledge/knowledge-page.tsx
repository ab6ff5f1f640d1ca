import { Plus } from 'lucide-react';
import { useStore } from 'zustand';
import type { ArticleFilters } from '../../../helpdesk/knowledge-filters.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay } from '../console-context.tsx';
import { knowledgeParts, type KnowledgePart } from '../route.ts';
import { go, useTitle } from '../use-route.ts';
import { ArticlesPart } from './articles-part.tsx';
import { FilesPart } from './files-part.tsx';
import { ReviewPart } from './review-part.tsx';

interface Props {
  readonly part: KnowledgePart;
  readonly filters: ArticleFilters;
}

/** All articles, those to read again, and the folder of files. */
export function KnowledgePage({ part, filters }: Props) {
  const { t } = useWords('console');
  const { articles } = useHelpDesk();
  const count = useStore(articles, (state) => state.value?.length ?? null);
  const mayWrite = useMay('knowledge.write');
  useTitle(t('knowledge.title'));
  return (
    <div className="c-page">
      <div className="c-page-head">
        <div>
          <ArrivalHeading className="c-title">{t('knowledge.title')}</ArrivalHeading>
          <p className="c-lead" role="status">
            {count === null ? null : t('knowledge.count', { count })}
          </p>
        </div>
        {mayWrite ? (
          <Button
            look="primary"
            size="desk"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => go({ page: 'write-article', id: null })}
          >
            {t('knowledge.add')}
          </Button>
        ) : null}
      </div>
      <Tabs<KnowledgePart>
        look="desk"
        label={t('knowledge.parts.label')}
        value={part}
        items={knowledgeParts.map((id) => ({ id, label: t(`knowledge.parts.${id}`) }))}
        onChange={(next) => go({ page: 'knowledge', part: next, filters: {} })}
        panelClassName="c-knowledge-panel"
      >
        {part === 'articles' ? (
          <ArticlesPart filters={filters} />
        ) : part === 'review' ? (
          <ReviewPart />
        ) : (
          <FilesPart />
        )}
      </Tabs>
    </div>
  );
}
