import type { ArticleSummary } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import { Badge } from '../../../ui/badge.tsx';
import { useWords } from '../../../words/i18n.ts';
import { ageWords, useNow } from '../age.ts';
import { hashOf } from '../route.ts';

interface Props {
  readonly articles: readonly ArticleSummary[];
  /** What stands under a title, by the article's id. */
  readonly notes?: ReadonlyMap<string, string>;
}

const columns = ['title', 'state', 'audience', 'helped', 'changed'] as const;

/** Articles by title, with what readers said of them. */
export function ArticleTable({ articles, notes }: Props) {
  const { t } = useWords('console');
  const { t: k } = useWords('knowledge');
  const now = useNow();
  return (
    <div className="c-table-frame">
      <table className="c-table c-articles">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`knowledge.columns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {articles.map((article) => (
            <tr key={article.id}>
              <th scope="row">
                <a className="c-link" href={hashOf({ page: 'article', id: article.id })}>
                  {article.title}
                </a>
                {notes === undefined ? null : <p className="c-quiet">{notes.get(article.id)}</p>}
              </th>
              <td>
                <Badge size="desk" {...(article.state === 'published' ? {} : { tone: 'amber' })}>
                  {k(`editor.states.${article.state}`)}
                </Badge>
              </td>
              <td>{k(`editor.audiences.${article.audience}`)}</td>
              <td>
                <VotesText helped={article.helped} notHelped={article.notHelped} />
              </td>
              <td>{ageWords(article.updatedAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface VotesProps {
  readonly helped: number;
  readonly notHelped: number;
}

export function VotesText({ helped, notHelped }: VotesProps) {
  const { t } = useWords('console');
  if (helped + notHelped === 0) return <span className="c-quiet">{t('knowledge.votesNone')}</span>;
  return t('knowledge.votes', { yes: helped, no: notHelped });
}
