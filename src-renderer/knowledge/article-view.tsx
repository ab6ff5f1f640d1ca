import './knowledge.css';
import { useState } from 'react';
import { articleSystems, type Article, type ArticleSystem } from '../../src-shared/helpdesk/article.ts';
import { partsOf, systemName, type ArticlePart } from '../../src-shared/helpdesk/article-text.ts';
import { Badge } from '../ui/badge.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useWords } from '../words/i18n.ts';
import { ArticleMarkdown, type Pictures } from './article-markdown.tsx';
import { DidItHelp } from './did-it-help.tsx';

export interface ArticleViewProps {
  readonly article: Pick<Article, 'title' | 'body' | 'audience' | 'state'>;
  /** The system of the reader's computer: its steps are shown first. */
  readonly system: ArticleSystem | null;
  readonly pictures: Pictures;
  /** For the helped person, or beside a ticket. */
  readonly look: 'host' | 'desk';
  /** The level of the title's heading. */
  readonly level: 1 | 2 | 3;
  /** Asks "Did this help?" where somebody wants to know. */
  readonly onHelped?: ((helped: boolean) => void) | undefined;
}

/** One article to read: title, text, steps as one tab a system. */
export function ArticleView({ article, system, pictures, look, level, onHelped }: ArticleViewProps) {
  const { t } = useWords('knowledge');
  const Title = `h${level}` as const;
  const { title, body, audience, state } = article;
  return (
    <article className="k-article" data-look={look}>
      <header className="k-article-head">
        <Title>{title}</Title>
        {audience === 'technicians' && <Badge size={look}>{t('article.forTechnicians')}</Badge>}
        {state !== 'published' && (
          <Badge tone="amber" size={look}>
            {t(`article.${state}`)}
          </Badge>
        )}
      </header>
      {partsOf(body).map((part, index) => (
        // parts have no names of their own, and are drawn anew with the text
        <Part key={index} {...{ part, system, pictures, look, level }} />
      ))}
      {onHelped !== undefined && <DidItHelp onAnswer={onHelped} look={look} />}
    </article>
  );
}

interface PartProps {
  readonly part: ArticlePart;
  readonly system: ArticleSystem | null;
  readonly pictures: Pictures;
  readonly look: 'host' | 'desk';
  readonly level: 1 | 2 | 3;
}

function Part({ part, system, pictures, look, level }: PartProps) {
  const { t } = useWords('knowledge');
  const [chosen, choose] = useState<ArticleSystem | null>(null);
  if (part.kind === 'text') return <ArticleMarkdown text={part.text} pictures={pictures} below={level} />;
  const there = articleSystems.filter((one) => part.texts[one] !== undefined);
  const first = there.find((one) => one === system) ?? there[0] ?? 'windows';
  const shown = chosen !== null && there.includes(chosen) ? chosen : first;
  return (
    <Tabs
      items={there.map((id) => ({ id, label: systemName(id) }))}
      value={shown}
      onChange={choose}
      label={t('article.systems')}
      look={look}
      className="k-steps"
      panelClassName="k-steps-panel"
    >
      <ArticleMarkdown text={part.texts[shown] ?? ''} pictures={pictures} below={level} />
    </Tabs>
  );
}
