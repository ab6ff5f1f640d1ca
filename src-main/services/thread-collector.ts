import { Worker } from 'node:worker_threads';
import type { CollectorChild, SpawnCollector } from './collector-client.ts';

/**
 * Starts the collector as a thread, where the program may start no process of its own kind: the app without windows.
 * `ended` waits until all that were killed have gone: who ends the program sooner tears a thread apart.
 */
export function threadCollector(file: string): SpawnCollector & { ended(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const spawn = (): CollectorChild => {
    const thread = new Worker(file, { stdout: true, stderr: true }); // standard output is the result's alone
    const gone = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
    running.add(gone);
    void gone.then(() => running.delete(gone));
    return {
      post: (message) => thread.postMessage(message),
      onMessage: (listener) => void thread.on('message', listener),
      onExit: (listener) => {
        thread.on('exit', listener);
        thread.on('error', () => undefined); // its end is told right after
      },
      kill: () => void thread.terminate(),
    };
  };
  return Object.assign(spawn, { ended: async () => void (await Promise.all(running)) });
}
