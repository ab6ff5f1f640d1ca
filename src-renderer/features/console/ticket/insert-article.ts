import type { ArticleContent } from '../../../../src-shared/helpdesk/article.ts';
import type { MessageKind } from '../../../../src-shared/helpdesk/ticket.ts';

/** Longest message, in UTF-16 units. */
const MAX_MESSAGE = 100_000;

/** Why an article may not stand in what is written; null when it may. People never get what is for technicians. */
export function refusalToInsert(
  { audience, body }: Pick<ArticleContent, 'audience' | 'body'>,
  { kind, body: typed }: { readonly kind: MessageKind; readonly body: string },
): 'onlyNote' | 'noRoom' | null {
  if (kind === 'public' && audience === 'technicians') return 'onlyNote';
  return typed.length + body.length + 400 > MAX_MESSAGE ? 'noRoom' : null;
}

/** What was typed, and the article's text below it. Its pictures stay with the article: their words stand for them. */
export function withArticle(
  typed: string,
  { title, body }: Pick<ArticleContent, 'title' | 'body'>,
  pictureWords: (alt: string) => string,
): string {
  const text = body.replace(/!\[([^\]]{0,300})\]\([^)\n]{0,500}\)/g, (_all, alt: string) =>
    pictureWords(alt),
  );
  const before = typed.trimEnd();
  return `${before === '' ? '' : `${before}\n\n`}**${title}**\n\n${text}\n`;
}
