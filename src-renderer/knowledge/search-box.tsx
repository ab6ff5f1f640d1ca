import './knowledge.css';
import { Search, X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import type { ArticleId } from '../../src-shared/helpdesk/article.ts';
import type { SearchAnswer, SearchHit } from '../../src-shared/helpdesk/knowledge-search.ts';
import { Button } from '../ui/button.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { useWords } from '../words/i18n.ts';
import { Pieces } from './pieces.tsx';

export interface SearchBoxProps {
  readonly query: string;
  readonly answer: SearchAnswer;
  readonly look: 'host' | 'desk';
  readonly onQuery: (query: string) => void;
  readonly onOpen: (id: ArticleId) => void;
}

/** A search box with its results below. Down and up move through them, Enter opens, Esc goes back and clears. */
export function SearchBox({ query, answer, look, onQuery, onOpen }: SearchBoxProps) {
  const { t } = useWords('knowledge');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onQuery('');
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && query !== '') {
      event.stopPropagation();
      clear();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      move(box.current, event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
    }
  };
  return (
    // the keys are caught here for the field and the results alike
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="k-search" data-look={look} ref={box} onKeyDown={onKeyDown}>
      <label className="visually-hidden" htmlFor={id}>
        {t('search.label')}
      </label>
      <div className="k-search-field">
        <Search size={18} aria-hidden="true" />
        <input
          id={id}
          ref={input}
          data-stop
          type="search"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('search.hint')}
          value={query}
          onChange={(event) => onQuery(event.currentTarget.value)}
        />
        {query !== '' && (
          <Button
            look="quiet"
            size="inline"
            icon={<X size={16} />}
            aria-label={t('search.clear')}
            onClick={clear}
          />
        )}
      </div>
      <Results answer={answer} onOpen={onOpen} />
    </div>
  );
}

function Results({ answer, onOpen }: Pick<SearchBoxProps, 'answer' | 'onOpen'>) {
  const { t } = useWords('knowledge');
  const told =
    answer.kind === 'found'
      ? t('search.found', { count: answer.total })
      : answer.kind === 'nothing'
        ? t('search.nothing', { query: answer.query })
        : '';
  return (
    <>
      <LiveRegion>{told}</LiveRegion>
      {answer.kind === 'nothing' && (
        <div className="k-nothing">
          <p className="k-nothing-title">{told}</p>
          <p>{t('search.nothingWhy')}</p>
        </div>
      )}
      {answer.kind === 'found' && (
        <>
          {answer.words === 'some' && <p className="k-some">{t('search.some')}</p>}
          <ul className="k-hits" aria-label={t('search.results')}>
            {answer.hits.map((hit) => (
              <Hit key={hit.id} hit={hit} onOpen={onOpen} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Hit({ hit, onOpen }: { readonly hit: SearchHit; readonly onOpen: (id: ArticleId) => void }) {
  return (
    <li>
      <button type="button" className="k-hit" data-stop onClick={() => onOpen(hit.id)}>
        <span className="k-hit-title">
          <Pieces pieces={hit.title} />
        </span>
        <span className="k-hit-text">
          <Pieces pieces={hit.excerpt} />
        </span>
      </button>
    </li>
  );
}

/** Moves the focus by one stop, and stays at the ends. */
function move(box: HTMLElement | null, by: 1 | -1): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  const now = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, now + by))]?.focus();
}
