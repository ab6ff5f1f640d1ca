import type { ArticleContent } from '../../src-shared/helpdesk/article.ts';
import type { ContentField } from '../../src-shared/helpdesk/article-trouble.ts';

/** An article while it is written: lists as the text that is typed, so that a comma may come before the next word. */
export interface ArticleForm extends Omit<ArticleContent, 'tags' | 'findingIds' | 'reviewOn'> {
  readonly tags: string;
  readonly findings: string;
  /** Empty for none. */
  readonly review: string;
}

export function formOf({ tags, findingIds, reviewOn, ...rest }: ArticleContent): ArticleForm {
  return { ...rest, tags: tags.join(', '), findings: findingIds.join(', '), review: reviewOn ?? '' };
}

/** What was typed as an article's content; whether it may be kept, `contentTroubles` tells. */
export function contentOf({
  tags,
  findings,
  review,
  ...rest
}: ArticleForm): Readonly<Record<ContentField, unknown>> {
  return {
    ...rest,
    title: rest.title.trim(),
    tags: words(tags.toLowerCase()),
    findingIds: words(findings.toUpperCase()),
    reviewOn: review === '' ? null : review,
  };
}

/** A name for addresses out of a title: "The printer is off!" becomes "the-printer-is-off". */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
}

function words(text: string): readonly string[] {
  const all = text.split(',').map((word) => word.trim());
  return [...new Set(all.filter((word) => word !== ''))];
}
