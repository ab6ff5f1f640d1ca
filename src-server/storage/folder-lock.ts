import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { messageOf } from './message-of.ts';

/** SQLite's word for: somebody else has it. */
const BUSY = 5;

/** Held by the one process that serves a folder; the system lets it go when the process dies, however it dies. */
export interface FolderLock {
  release(): void;
}

/** Null when another process has it; throws when there is another reason. A database of nothing, locked: what works for SQLite works wherever it works. */
export function lockFolder(folder: string): FolderLock | null {
  const file = join(folder, 'alongside.lock');
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return {
      release() {
        if (lock.isOpen) lock.close();
      },
    };
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return null;
    throw new Error(`${file} cannot be locked (${messageOf(error)}). It holds nothing: it may be removed.`, {
      cause: error,
    });
  }
}
