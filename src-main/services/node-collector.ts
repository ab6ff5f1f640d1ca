import { fork } from 'node:child_process';
import type { SpawnCollector } from './collector-client.ts';

/** Starts the collector as a plain Node child, for the command line and the tests. */
export function nodeCollector(file: string, env: NodeJS.ProcessEnv = process.env): SpawnCollector {
  return () => {
    const child = fork(file, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
    return {
      post: (message) => {
        // A child that has just died cannot be told anything; its end is heard through onExit.
        if (child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        child.on('exit', listener);
        child.on('error', () => listener(null));
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
