import { articleContentSchema, type ArticleContent } from './article.ts';
import { picturesIn } from './article-text.ts';

/** What each field of an article wants, by its name in a file's head; said when it has something else. */
export const articleWants: Readonly<Record<string, string>> = {
  id: 'Leave the line out for a new article.',
  slug: 'Use small letters, digits and single hyphens, at most 80: printer-does-not-answer.',
  title: 'Write one line of at most 120 characters.',
  audience: 'Write people, technicians or both.',
  systems: 'Write a list of windows, macos and linux: [windows, macos]. Leave it out for all.',
  language: 'Write a code such as en, de or pt-BR.',
  tags: 'Write a list of at most 20 words in small letters, each once, at most 40 characters.',
  findings: 'Write a list of at most 30 ids of findings, each once: [DISK-01, DISK-02].',
  state: 'Write draft, published or archived.',
  review: 'Write a day as 2027-05-31, or null for none.',
  version: 'Write a whole number from 1, or leave the line out.',
  pictures:
    'Write a list of file names beside the article, each once: [printer-back.png]. Small letters, no folders.',
  body: 'The text may have at most 60,000 characters, and none that cannot be seen.',
};

export type ContentField = keyof ArticleContent;

const inFile: Readonly<Partial<Record<ContentField, string>>> = {
  findingIds: 'findings',
  reviewOn: 'review',
};

/** What keeps an article from being kept, field by field, in words that say what to do; empty when it is right. */
export function contentTroubles(
  given: Readonly<Record<ContentField, unknown>>,
): ReadonlyMap<ContentField, string> {
  const troubles = new Map<ContentField, string>();
  const read = articleContentSchema.safeParse(given);
  const fields = Object.keys(articleContentSchema.shape) as ContentField[];
  for (const field of fields)
    if (!read.success && read.error.issues.some(({ path }) => path[0] === field))
      troubles.set(field, articleWants[inFile[field] ?? field] ?? '');
  if (!read.success) return troubles;
  const unknown = picturesIn(read.data.body).find((name) => !read.data.pictures.includes(name));
  if (unknown !== undefined)
    troubles.set('pictures', `The text shows a picture that is not here: ${unknown.slice(0, 60)}`);
  return troubles;
}
