import { createContext, useContext, type ComponentPropsWithoutRef } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { useWords } from '../words/i18n.ts';

/** Where the pictures of an article are, by their names: addresses of this page's own making (blob:, same origin). */
export type Pictures = ReadonlyMap<string, string>;
type Level = 1 | 2 | 3;

interface ArticleMarkdownProps {
  readonly text: string;
  readonly pictures: Pictures;
  /** The level of the heading above: "##" becomes one below it. */
  readonly below: Level;
}

const PicturesContext = createContext<Pictures>(new Map());

/**
 * Markdown by others, drawn without trust: HTML in it stays text, links lead to the web or to mail only and open apart,
 * and a picture is one of the article's own or its words.
 */
export function ArticleMarkdown({ text, pictures, below }: ArticleMarkdownProps) {
  return (
    <PicturesContext value={pictures}>
      <Markdown remarkPlugins={[remarkGfm]} components={components[below]} urlTransform={safeAddress}>
        {text}
      </Markdown>
    </PicturesContext>
  );
}

function Link({ href, children }: ComponentPropsWithoutRef<'a'>) {
  if (href === undefined || href === '') return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function Picture({ src, alt = '' }: ComponentPropsWithoutRef<'img'>) {
  const { t } = useWords('knowledge');
  const address = useContext(PicturesContext).get(typeof src === 'string' ? src : '');
  if (address !== undefined) return <img className="k-picture" src={address} alt={alt} />;
  const words = alt === '' ? t('article.pictureUnnamed') : t('article.picture', { alt });
  return <span className="k-picture-missing">{words}</span>;
}

/** A wide table scrolls by itself, by keyboard too. */
function Table({ children }: ComponentPropsWithoutRef<'table'>) {
  const { t } = useWords('knowledge');
  return (
    <div className="k-table" role="group" aria-label={t('article.table')} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

type Heading = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
const tags: readonly Heading[] = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** "#" and "##" are one below the title, "###" two, and so on down to h6. */
function componentsBelow(level: Level): Components {
  const headings = tags.map((tag, at) => [tag, tags[Math.min(5, level + Math.max(0, at - 1))] ?? 'h6']);
  return { ...Object.fromEntries(headings), a: Link, img: Picture, table: Table };
}

const components: Readonly<Record<Level, Components>> = {
  1: componentsBelow(1),
  2: componentsBelow(2),
  3: componentsBelow(3),
};

/** Web and mail; a plain name is a picture's. Everything else leads nowhere. */
function safeAddress(address: string, key: string): string {
  if (key === 'src') return address;
  return /^(?:https?:\/\/|mailto:)/i.test(address) ? address : '';
}
