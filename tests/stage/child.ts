import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';

/** A child process of a test that is surely gone at the end of it. */
export interface Child {
  readonly process: ChildProcess;
  /** Everything it has said so far on both outputs. */
  readonly said: () => string;
  /** Resolves with the first line that `pick` makes something of; fails when the child ends or time is over. */
  line<T>(pick: (line: string) => T | null, limitMs?: number): Promise<T>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const LINE_LIMIT_MS = 20_000;

export function startChild(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Child {
  const name = basename(command); // where it stands on this machine is nobody's business
  const child = spawn(command, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      for (const listener of [...listeners]) listener();
    });
  }
  child.on('exit', () => [...listeners].forEach((listener) => listener()));

  return {
    process: child,
    said: () => text,
    line(pick, limitMs = LINE_LIMIT_MS) {
      return new Promise((resolve, reject) => {
        const settle = (finish: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          finish();
        };
        const look = () => {
          for (const line of text.split('\n')) {
            const found = pick(line);
            if (found !== null) return settle(() => resolve(found));
          }
          if (child.exitCode !== null || child.signalCode !== null) {
            settle(() =>
              reject(
                new Error(`${name} ended (${child.exitCode ?? child.signalCode}): ${text.slice(-2000)}`),
              ),
            );
          }
        };
        const timer = setTimeout(
          () =>
            settle(() => reject(new Error(`${name} did not say it in ${limitMs} ms: ${text.slice(-2000)}`))),
          limitMs,
        );
        listeners.add(look);
        look();
      });
    },
    async kill(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(hard);
    },
  };
}
