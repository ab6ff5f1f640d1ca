import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FolderFile } from '../src-shared/helpdesk/article-folder.ts';

/** The articles that come with the server, as files of one folder; none when it was taken away. */
export async function readStarterArticles(
  folder = fileURLToPath(new URL('../knowledge', import.meta.url)),
): Promise<readonly FolderFile[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith('.md')).toSorted();
  return Promise.all(
    files.map(async (name) => ({
      name: name.replaceAll('\\', '/'),
      text: await readFile(join(folder, name), 'utf8'),
    })),
  );
}
