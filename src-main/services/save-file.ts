import { join } from 'node:path';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { writeWhole } from '../storage/write-whole.ts';

/** Asks the person where to put a file; null when they thought better of it. */
export type AskPath = (suggested: string) => Promise<string | null>;

/** Writes a file where the person says, whole or not at all. The path is null when they cancelled. */
export async function saveFile(
  ask: AskPath,
  suggested: string,
  content: string | Uint8Array,
): Promise<Result<{ path: string | null }>> {
  const path = await ask(suggested);
  if (path === null) return ok({ path: null });
  try {
    writeWhole(path, content);
    return ok({ path });
  } catch (error) {
    return err(appError('FILE_NOT_SAVED', error instanceof Error ? error.message : String(error)));
  }
}

/** For the rig: no dialog, a fixed folder. */
export function fixedFolder(folder: string): AskPath {
  return (suggested) => Promise.resolve(join(folder, suggested));
}
