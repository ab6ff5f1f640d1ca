/** Addresses that may become links; everything else in a mail reads as it was written. */
const WEB_ADDRESS = /\bhttps?:\/\/[^\s<>"'`|\\^{}[\]]{1,1000}/giu;

/** A mail's plain text as Markdown that reads the same: its lines, its quotes, its web addresses, and no formatting. */
export function textMarkdown(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
      '',
    )
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
    .split('\n')
    .map(lineMarkdown)
    .map((line, index, all) => (endsParagraph(line, all[index + 1]) ? line : `${line}\\`))
    .join('\n');
}

/** A line break within a paragraph needs its sign. */
function endsParagraph(line: string, next: string | undefined): boolean {
  const bare = (text: string): string => text.replace(/^(?:> )+/u, '').trim();
  if (next === undefined || bare(line) === '' || bare(next) === '') return true;
  return quoteDepth(line) !== quoteDepth(next);
}

function quoteDepth(line: string): number {
  return /^(?:> )*/u.exec(line)?.[0].length ?? 0;
}

function lineMarkdown(line: string): string {
  const [, quotes = '', rest = ''] = /^((?:> ?)*)(.*)$/u.exec(line) ?? [];
  const depth = Math.min(quotes.replaceAll(' ', '').length, 10);
  return `${'> '.repeat(depth)}${inlineMarkdown(rest.trim())}`;
}

/** One line of text, with its web addresses kept. */
export function inlineMarkdown(text: string): string {
  let at = 0;
  let markdown = '';
  for (const found of text.matchAll(WEB_ADDRESS)) {
    const address = found[0].replace(/[.,;:!?)]+$/u, '');
    markdown += `${escapeText(text.slice(at, found.index), at === 0)}<${address}>`;
    at = found.index + address.length;
  }
  return markdown + escapeText(text.slice(at), at === 0);
}

function escapeText(text: string, beginsLine: boolean): string {
  const escaped = text
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|>~]/gu, '\\$&')
    .replace(/:\/\//gu, ':\u200b//')
    .replace(/www\./giu, (found) => `${found.slice(0, -1)}\u200b.`);
  if (!beginsLine) return escaped;
  return escaped.replace(/^[-=](?=[-=\s]|$)/u, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/u, '$1\\$2');
}
