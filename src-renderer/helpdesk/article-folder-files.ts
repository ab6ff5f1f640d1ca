import { fileNameOf, type FolderFile } from '../../src-shared/helpdesk/article-folder.ts';
import { readArticleFile } from '../../src-shared/helpdesk/article-file.ts';

/** A file as a page has it; the path is empty when it was not chosen within a folder. */
export interface ChosenFile {
  readonly name: string;
  readonly webkitRelativePath?: string;
  text(): Promise<string>;
}

/**
 * The Markdown of what was chosen, each named by its place in the folder: "en/printer.md". A single file, or a folder
 * a language deep, says in its head where it belongs. One file of the export (JSON) holds them all.
 */
export async function filesToImport(chosen: readonly ChosenFile[]): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = [];
  for (const file of chosen)
    if (file.name.endsWith('.json')) files.push(...filesIn(await file.text()));
    else if (file.name.endsWith('.md')) {
      const text = await file.text();
      files.push({ name: placeOf(file, text), text });
    }
  return files.filter(({ name }) => !/(?:^|\/)README\.md$/i.test(name));
}

function placeOf({ name, webkitRelativePath = '' }: ChosenFile, text: string): string {
  const inFolder = webkitRelativePath.split('/').slice(1).join('/');
  if (inFolder.includes('/')) return inFolder;
  const read = readArticleFile(text);
  return read.ok && `${read.value.content.slug}.md` === name ? fileNameOf(read.value.content) : name;
}

/** What is no list of files counts as none: the page says that there is nothing in it. */
function filesIn(text: string): readonly FolderFile[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.flatMap((one: unknown) => fileIn(one) ?? []) : [];
  } catch {
    return [];
  }
}

function fileIn(one: unknown): FolderFile | null {
  if (typeof one !== 'object' || one === null || !('name' in one) || !('text' in one)) return null;
  const { name, text } = one;
  return typeof name === 'string' && typeof text === 'string' ? { name, text } : null;
}

/** A folder of the person's own that they let the page write into. */
export interface OpenFolder {
  getDirectoryHandle(name: string, options: { readonly create: true }): Promise<OpenFolder>;
  getFileHandle(
    name: string,
    options: { readonly create: true },
  ): Promise<{ createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }> }>;
}

/** Writes the export as the folder that it is; answers how many files stand there. */
export async function writeIntoFolder(folder: OpenFolder, files: readonly FolderFile[]): Promise<number> {
  let written = 0;
  for (const { name, text } of files) {
    const parts = name.split('/');
    const last = parts.pop();
    // names come from the server, but a folder of somebody's own is written only below itself
    if (last === undefined || [...parts, last].some((part) => part === '' || part === '.' || part === '..'))
      continue;
    let place = folder;
    for (const part of parts) place = await place.getDirectoryHandle(part, { create: true });
    const writable = await (await place.getFileHandle(last, { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
    written += 1;
  }
  return written;
}
