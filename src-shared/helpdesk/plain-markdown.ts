import { escapeMarkdown } from '../report/report-markdown.ts';

/**
 * Text by others as one line of Markdown that reads exactly as that text: it can't begin a heading, a list or a table,
 * can't end what it stands in, and no address in it becomes a link. May stand anywhere within a line or begin one.
 */
export function plainMarkdown(text: string): string {
  return escapeMarkdown(text.trim())
    .trim()
    .replace(/www\./giu, (found) => `${found.slice(0, -1)}\u200b.`)
    .replace(/^[-=](?=[-=\s]|$)/u, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/u, '$1\\$2');
}

/**
 * Text by others as a fenced block, for what has lines of its own. The fence is longer than any in the text, so that
 * no line of it can end the block; characters that turn or hide what others show are left out.
 */
export function fencedMarkdown(text: string): string {
  const clean = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');
  const longest = Math.max(2, ...Array.from(clean.matchAll(/`+/gu), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${clean}\n${fence}`;
}
