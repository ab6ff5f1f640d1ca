import { fork } from 'node:child_process';
import type { SpawnCollector } from './collector-client.ts';

/** Enough to kill what it has started, ms. */
const GRACE_MS = 300;

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
      kill: () => {
        // Asked first, so that it ends what it has started; one that hangs does not hear it.
        if (child.connected) child.send({ type: 'shutdown' }, () => undefined);
        const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
        child.once('exit', () => clearTimeout(timer));
      },
    };
  };
}
