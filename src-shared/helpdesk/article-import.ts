import type { Article, ArticleContent, ArticleId } from './article.ts';
import { fileNameOf, type FolderTrouble } from './article-folder.ts';
import type { ArticleFile } from './article-file.ts';

/** What one file of an import does to the store. */
export type ImportStep =
  | { readonly kind: 'create'; readonly content: ArticleContent }
  /** `version` is the one that the plan was made against: keeping it locks out a change in between. */
  | {
      readonly kind: 'change';
      readonly id: ArticleId;
      readonly version: number;
      readonly content: ArticleContent;
    }
  | { readonly kind: 'same'; readonly id: ArticleId };

export interface ImportPlan {
  readonly steps: readonly ImportStep[];
  readonly troubles: readonly FolderTrouble[];
}

/**
 * Plans an import before anything is written. A file belongs to the article with its id, or else to the one with its
 * name in its language. An id that is not of this organisation is never taken over. What was changed here since the
 * file was exported stays, unless `overwrite` says so.
 */
export function planImport(
  files: readonly ArticleFile[],
  existing: readonly Article[],
  { overwrite = false }: { readonly overwrite?: boolean } = {},
): ImportPlan {
  const byId = new Map(existing.map((article) => [article.id, article]));
  const byName = new Map(existing.map((article) => [fileNameOf(article), article]));
  const steps: ImportStep[] = [];
  const troubles: FolderTrouble[] = [];
  const planned = new Set<ArticleId>();
  for (const { id, version, content } of files) {
    const name = fileNameOf(content);
    const holder = byName.get(name);
    const article = (id === null ? undefined : byId.get(id)) ?? holder;
    const say = (text: string) => void troubles.push({ name, say: text });
    if (article === undefined) steps.push({ kind: 'create', content });
    else if (holder !== undefined && holder.id !== article.id)
      say('Another article has this name. Change the slug of one of both.');
    else if (planned.has(article.id)) say('Two files are about the same article. Keep one.');
    else if (sameContent(article, content)) steps.push({ kind: 'same', id: article.id });
    else if (!overwrite && version !== null && version < article.version)
      say(
        `It was changed here since (version ${article.version}, the file has ${version}). Export it again, or overwrite it.`,
      );
    else steps.push({ kind: 'change', id: article.id, version: article.version, content });
    if (article !== undefined) planned.add(article.id);
  }
  return { steps, troubles };
}

function sameContent(article: Article, content: ArticleContent): boolean {
  const keys = Object.keys(content) as (keyof ArticleContent)[];
  return keys.every((key) => JSON.stringify(article[key]) === JSON.stringify(content[key]));
}
