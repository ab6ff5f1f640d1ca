/** SQLite's and PostgreSQL's words for: there is no room to write. */
const SQLITE_FULL = 13;
const POSTGRES_FULL = '53100';

/** Whether something failed because nothing more fits on the disk. Nothing was changed then. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && error.errcode === SQLITE_FULL) return true;
  return 'code' in error && (error.code === POSTGRES_FULL || error.code === 'ENOSPC');
}
