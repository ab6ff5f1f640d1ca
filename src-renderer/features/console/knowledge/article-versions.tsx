import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { knowledgeRoutes } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import { createResource } from '../../../helpdesk/resource.ts';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useHelpDesk } from '../console-context.tsx';
import { ProblemNote } from '../problem-note.tsx';
import type { OldVersion } from './article-page.tsx';

interface Props {
  readonly id: Id;
  readonly shown: number;
  readonly newest: number;
  readonly onShow: (old: OldVersion | null) => void;
}

/** Every version that was kept; a press shows it as it was. */
export function ArticleVersions({ id, shown, newest, onShow }: Props) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const [resource] = useState(() =>
    createResource(() => api.call(knowledgeRoutes.versions, { params: { id } })),
  );
  const { value, error } = useStore(resource);
  useEffect(() => void resource.refetch(), [resource, newest]);
  return (
    <section aria-label={t('article.versions')}>
      <h2 className="c-section-title">{t('article.versions')}</h2>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void resource.refetch()} />}
      <ol className="c-versions">
        {value?.map(({ version, at, by, content }) => (
          <li key={version}>
            <button
              type="button"
              aria-pressed={version === shown}
              onClick={() => onShow(version === newest ? null : { version, content })}
            >
              <b>{t('article.versionShow', { version, name: by })}</b>
              <small>{dayAndTime(at)}</small>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
