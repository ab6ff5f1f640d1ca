import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';
import { threadCell, threadState, type ThreadOrder } from '../services/collect-thread-order.ts';
import type { Build } from './app-info.ts';

const START_MS = 20_000;

/**
 * Whether `collect` must do without Electron's windows: on Linux it starts none without a display, and by the time that
 * it would say "ready" it has already given up. Only printing needs one, so all else goes without wherever it can.
 */
export function collectsBlind(
  words: readonly string[],
  platform: Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (platform !== 'linux') return false;
  const display = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return !(display && words.includes('--pdf'));
}

/**
 * Collects in a thread and ends the app with its exit code. This thread waits, blocked, from the moment the app's own
 * script is read: what Electron does next is to look for a display.
 */
export function collectBlind(words: readonly string[], folder: string, build: Build): never {
  const cell = threadCell();
  const app = { version: build.version, runtime: build.runtime };
  const order: ThreadOrder = { words: [...words], folder, app, cell };
  const thread = new Worker(join(folder, 'main/collect-thread.cjs'), { workerData: order });
  thread.unref();
  process.exit(threadState(cell).wait(START_MS));
}
