import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';

/** The system this runs on. The only place that reads `process.platform`. */
export function currentPlatform(): Platform {
  const { platform } = process;
  return platform === 'linux' || platform === 'win32' || platform === 'darwin' ? platform : 'other';
}
