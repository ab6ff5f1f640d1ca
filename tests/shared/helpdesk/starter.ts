import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { articleIdSchema, type Article } from '../../../src-shared/helpdesk/article.ts';
import { readArticleFolder, type FolderFile } from '../../../src-shared/helpdesk/article-folder.ts';

const folder = resolve(import.meta.dirname, '../../../knowledge');

/** The folder of starter articles as it lies in the repository. */
export function starterFiles(): readonly FolderFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      name: path.slice(folder.length + 1).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }));
}

/** The starter articles with made-up ids, as a store would hold them after the import. */
export function starterArticles(): readonly Article[] {
  return readArticleFolder(starterFiles()).articles.map(({ content }, index) => ({
    ...content,
    id: articleIdSchema.parse(`starter-${String(index).padStart(14, '0')}`),
    version: 1,
  }));
}
