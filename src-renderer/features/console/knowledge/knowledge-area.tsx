import '../../../knowledge/knowledge.css';
import './knowledge-area.css';
import type { Route } from '../route.ts';
import { ArticlePage } from './article-page.tsx';
import { KnowledgePage } from './knowledge-page.tsx';
import { WritePage } from './write-page.tsx';

type KnowledgeRoute = Extract<Route, { readonly page: 'knowledge' | 'article' | 'write-article' }>;

/** Everything about articles: the list, one to read, one to write. */
export function KnowledgeArea({ route }: { readonly route: KnowledgeRoute }) {
  switch (route.page) {
    case 'knowledge':
      return <KnowledgePage part={route.part} filters={route.filters} />;
    case 'article':
      return <ArticlePage key={route.id} id={route.id} />;
    case 'write-article':
      return <WritePage key={route.id ?? 'new'} id={route.id} />;
  }
}
