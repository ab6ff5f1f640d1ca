import type { Article, ArticleContent } from './article.ts';
import { readArticleFile, writeArticleFile, type ArticleFile } from './article-file.ts';

/** Most files of one import. */
export const MAX_FILES = 20_000;

/** A file of the folder; `name` is its path inside of it with forward slashes. */
export interface FolderFile {
  readonly name: string;
  readonly text: string;
}

export interface FolderTrouble {
  readonly name: string;
  readonly say: string;
}

/** "en/printer-does-not-answer.md": one folder a language, so that a translation keeps the article's name. */
export function fileNameOf({ language, slug }: Pick<ArticleContent, 'language' | 'slug'>): string {
  return `${language}/${slug}.md`;
}

/** All articles as the files of one folder, in the order of their names. */
export function writeArticleFolder(articles: readonly (Article | ArticleContent)[]): readonly FolderFile[] {
  return articles
    .map((article) => ({ name: fileNameOf(article), text: writeArticleFile(article) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Reads a folder: every article that is right, and for every other file what to change. Files that are no Markdown
 * are left aside, as are notes about the folder itself (README.md).
 */
export function readArticleFolder(files: readonly FolderFile[]): {
  readonly articles: readonly ArticleFile[];
  readonly troubles: readonly FolderTrouble[];
} {
  const articles: ArticleFile[] = [];
  const troubles: FolderTrouble[] = [];
  const taken = new Set<string>();
  for (const { name, text } of files.slice(0, MAX_FILES)) {
    if (!name.endsWith('.md') || /(?:^|\/)README\.md$/i.test(name)) continue;
    const read = readArticleFile(text);
    if (!read.ok) {
      troubles.push({ name, say: read.error.say });
      continue;
    }
    const wanted = fileNameOf(read.value.content);
    if (name !== wanted)
      troubles.push({ name, say: `Its head says that it is “${wanted}”. Change one of both.` });
    else if (taken.has(wanted)) troubles.push({ name, say: 'It is in the folder twice. Keep one.' });
    else articles.push(read.value);
    taken.add(wanted);
  }
  if (files.length > MAX_FILES)
    troubles.push({
      name: '',
      say: `Only the first ${MAX_FILES} files were read. Import the rest on their own.`,
    });
  return { articles, troubles };
}
