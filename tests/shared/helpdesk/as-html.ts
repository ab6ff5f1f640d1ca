import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** How the screens show Markdown: with the tables and bare links of GitHub's, without raw HTML. */
export function asHtml(markdown: string): string {
  return renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, markdown));
}

/** The names of all elements of some HTML, in order. */
export function elementsOf(html: string): readonly string[] {
  return Array.from(html.matchAll(/<([a-z][a-z0-9]*)/gu), ([, name = '']) => name);
}

/** What a reader reads of some HTML. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/gu, '')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&#x27;/gu, "'")
    .replace(/&amp;/gu, '&');
}
