import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

/** Held by the one process that serves a folder; the system lets it go when the process dies, however it dies. */
export interface FolderLock {
  release(): void;
}

/** Null when another process has it. A database of nothing, locked: what works for SQLite works wherever it works. */
export function lockFolder(folder: string): FolderLock | null {
  const lock = new DatabaseSync(join(folder, 'alongside.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return {
      release() {
        if (lock.isOpen) lock.close();
      },
    };
  } catch {
    lock.close();
    return null;
  }
}
