import { Worker } from 'node:worker_threads';
import type { SpawnCollector } from './collector-client.ts';

/** Starts the collector as a thread, where the program may start no process of its own kind: the app without windows. */
export function threadCollector(file: string): SpawnCollector {
  return () => {
    const thread = new Worker(file, { stdout: true, stderr: true }); // standard output is the result's alone
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
}
