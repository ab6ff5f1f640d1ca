import { useState, type ReactNode } from 'react';
import { ArticleEditor } from '../../src-renderer/knowledge/article-editor.tsx';
import { ArticleView } from '../../src-renderer/knowledge/article-view.tsx';
import { SearchBox } from '../../src-renderer/knowledge/search-box.tsx';
import { SuggestionList } from '../../src-renderer/knowledge/suggestion-list.tsx';
import { articleIdSchema, type Article, type ArticleId } from '../../src-shared/helpdesk/article.ts';
import { readArticleFolder } from '../../src-shared/helpdesk/article-folder.ts';
import { createKnowledgeIndex } from '../../src-shared/helpdesk/knowledge-index.ts';
import { searchKnowledge } from '../../src-shared/helpdesk/knowledge-search.ts';
import { suggestArticles } from '../../src-shared/helpdesk/suggest-articles.ts';

const texts: Readonly<Record<string, string>> = import.meta.glob('../../knowledge/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const files = Object.entries(texts).map(([path, text]) => ({
  name: path.replace('../../knowledge/', ''),
  text,
}));
const articles: readonly Article[] = readArticleFolder(files).articles.map(({ content }, index) => ({
  ...content,
  id: articleIdSchema.parse(`gallery-${String(index).padStart(14, '0')}`),
  version: 1,
}));
const index = createKnowledgeIndex(articles);

export function sample(slug: string): Article {
  const article = articles.find((one) => one.slug === slug);
  if (article === undefined) throw new Error(`no starter article ${slug}`);
  return article;
}

const picture =
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><rect width="240" height="80" fill="%230b5c6e"/></svg>';
const pictures = new Map([['printer-back.png', picture]]);

/** Everything that somebody may put into an article, and that must do no harm. */
export const hostileBody = `Text by a stranger. <script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">

## What it tries

<iframe src="https://evil.invalid"></iframe>

- [a script](javascript:window.harmed=3) and [data](data:text/html,x), [a file](file:///etc/passwd)
- [the web](https://example.org/help) and [mail](mailto:help@example.org)
- ![the back of the printer](printer-back.png)
- ![from elsewhere](https://evil.invalid/pixel.png) ![up](../../secret.png) ![](data:image/png;base64,x)

| Code | What it means |
|---|---|
| 0x80070070 | The disk is full |

\`\`\`
### Windows
a very long line of code ${'x'.repeat(200)}
\`\`\`

### Windows

1. Only for Windows`;

/** What the screens called, for the tests. */
export type Called = (name: string, ...values: readonly unknown[]) => void;
const open = (called: Called) => (id: ArticleId) => called('open', id);

function Searching({ first, look, called }: { first: string; look: 'host' | 'desk'; called: Called }) {
  const [query, setQuery] = useState(first);
  const reader = look === 'host' ? 'person' : 'technician';
  const answer = searchKnowledge(index, query, { reader });
  return <SearchBox query={query} answer={answer} look={look} onQuery={setQuery} onOpen={open(called)} />;
}

function Suggesting({ look, called, none }: { look: 'host' | 'desk'; called: Called; none?: boolean }) {
  const known = {
    reader: look === 'host' ? 'person' : 'technician',
    findings: [
      { id: 'DISK-02', severity: 'critical' },
      { id: 'OS-02', severity: 'low' },
    ],
    subject: 'Printer offline',
    lastRequesterMessage: 'It said error 0x800f0922 before.',
  } as const;
  const suggestions = none === true ? [] : suggestArticles(index, known);
  return <SuggestionList suggestions={suggestions} look={look} level={2} onOpen={open(called)} />;
}

function Editing({
  slug,
  called,
  problem = null,
}: {
  slug: string | null;
  called: Called;
  problem?: string | null;
}) {
  const empty = {
    slug: '',
    title: '',
    body: '',
    systems: [],
    tags: [],
    findingIds: [],
    state: 'draft',
  } as const;
  const { id, version, ...content } = sample('prints-are-stuck');
  const begin =
    slug === null ? { ...content, ...empty, systems: [], tags: [], findingIds: [] } : { ...content, slug };
  return (
    <ArticleEditor
      key={`${id} ${version}`}
      content={begin}
      isNew={slug === null}
      pictures={pictures}
      saving={false}
      problem={problem}
      onSave={(saved) => called('save', saved)}
      onCancel={() => called('cancel')}
    />
  );
}

/** One of every layout; drawn below a hidden h1 with the state's name. */
export const states: Readonly<Record<string, (called: Called) => ReactNode>> = {
  'article-host': (called) => (
    <ArticleView
      article={sample('make-room-on-your-disk')}
      system="macos"
      pictures={pictures}
      look="host"
      level={2}
      onHelped={(helped) => called('helped', helped)}
    />
  ),
  'article-desk': () => (
    <ArticleView
      article={{ ...sample('stops-without-warning'), audience: 'technicians', state: 'draft' }}
      system={null}
      pictures={pictures}
      look="desk"
      level={2}
    />
  ),
  'article-hostile': () => (
    <ArticleView
      article={{ title: '<b>Title</b>', body: hostileBody, audience: 'both', state: 'published' }}
      system={null}
      pictures={pictures}
      look="desk"
      level={2}
    />
  ),
  'search-host': (called) => <Searching first="printr offl" look="host" called={called} />,
  'search-desk-some': (called) => <Searching first="wifi qqqzzzxxx" look="desk" called={called} />,
  'search-nothing': (called) => <Searching first="qqqzzzxxx" look="host" called={called} />,
  'search-empty': (called) => <Searching first="" look="desk" called={called} />,
  'suggestions-desk': (called) => <Suggesting look="desk" called={called} />,
  'suggestions-host': (called) => <Suggesting look="host" called={called} />,
  'suggestions-none': (called) => <Suggesting look="desk" called={called} none />,
  editor: (called) => <Editing slug="prints-are-stuck" called={called} />,
  'editor-new': (called) => <Editing slug={null} called={called} />,
  'editor-conflict': (called) => (
    <Editing slug="Not A Slug" called={called} problem="The article was not saved. Your text is kept here." />
  ),
};
