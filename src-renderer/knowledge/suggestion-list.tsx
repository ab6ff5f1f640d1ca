import './knowledge.css';
import { Lightbulb } from 'lucide-react';
import type { ArticleId } from '../../src-shared/helpdesk/article.ts';
import type { Suggestion } from '../../src-shared/helpdesk/suggest-articles.ts';
import { reasonForPerson, reasonWords } from '../../src-shared/words/suggestion-words.ts';
import { useWords } from '../words/i18n.ts';

interface SuggestionListProps {
  readonly suggestions: readonly Suggestion[];
  readonly look: 'host' | 'desk';
  readonly level: 2 | 3;
  readonly onOpen: (id: ArticleId) => void;
}

/** Most reasons that are told of one article: the strongest. */
const REASONS = 2;

/** Articles that may help, each with why it is offered: ids for technicians, topics for people. */
export function SuggestionList({ suggestions, look, level, onOpen }: SuggestionListProps) {
  const { t } = useWords('knowledge');
  const Title = `h${level}` as const;
  const words = look === 'desk' ? reasonWords : reasonForPerson;
  return (
    <section className="k-suggestions" data-look={look} aria-label={t('suggestions.title')}>
      <Title>
        <Lightbulb size={18} aria-hidden="true" />
        {t('suggestions.title')}
      </Title>
      {suggestions.length === 0 && <p className="k-some">{t('suggestions.none')}</p>}
      <ul className="k-hits">
        {suggestions.map(({ id, title, reasons }) => (
          <li key={id}>
            <button type="button" className="k-hit" onClick={() => onOpen(id)}>
              <span className="k-hit-title">{title}</span>
              <span className="k-hit-text">{reasons.slice(0, REASONS).map(words).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
