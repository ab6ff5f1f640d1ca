import type { ArticleSummary } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import {
  articleStateSchema,
  articleSystems,
  audienceSchema,
} from '../../../../src-shared/helpdesk/article.ts';
import { systemName } from '../../../../src-shared/helpdesk/article-text.ts';
import type { ArticleFilters } from '../../../helpdesk/knowledge-filters.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/i18n.ts';
import { go } from '../use-route.ts';

interface Props {
  readonly filters: ArticleFilters;
  readonly articles: readonly ArticleSummary[];
}

/** What is shown, as a row of choices; each stands in the address. */
export function ArticleFilterRow({ filters, articles }: Props) {
  const { t } = useWords('console');
  const choices = useChoices(filters, articles);
  const set = (change: Partial<ArticleFilters>) =>
    go({ page: 'knowledge', part: 'articles', filters: { ...filters, ...change } });
  const any = choices.some(({ name }) => filters[name] !== undefined);
  return (
    <div className="c-knowledge-filters" role="group" aria-label={t('knowledge.filters')}>
      {choices.map(({ name, items }) => (
        <Select<string>
          key={name}
          label={t(`knowledge.${name}`)}
          value={filters[name] ?? ''}
          items={[{ id: '', label: t(`knowledge.any.${name}`) }, ...items]}
          onChange={(value) => set({ [name]: value === '' ? undefined : value })}
        />
      ))}
      {any ? (
        <Button
          look="quiet"
          size="inline"
          onClick={() => go({ page: 'knowledge', part: 'articles', filters: { text: filters.text } })}
        >
          {t('knowledge.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function useChoices({ language }: ArticleFilters, articles: readonly ArticleSummary[]) {
  const { t: k } = useWords('knowledge');
  const languages = new Set(articles.map((one) => one.language));
  if (language !== undefined) languages.add(language);
  return [
    {
      name: 'state',
      items: articleStateSchema.options.map((id) => ({ id, label: k(`editor.states.${id}`) })),
    },
    {
      name: 'audience',
      items: audienceSchema.options.map((id) => ({ id, label: k(`editor.audiences.${id}`) })),
    },
    { name: 'system', items: articleSystems.map((id) => ({ id, label: systemName(id) })) },
    { name: 'language', items: [...languages].sort().map((id) => ({ id, label: id })) },
  ] as const;
}
