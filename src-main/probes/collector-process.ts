import { stat } from 'node:fs/promises';
import { constants, cpus, loadavg, setPriority } from 'node:os';
import { parentPort as thread } from 'node:worker_threads';
import { createRunCommand, startProgram } from '../platform/run-command.ts';
import { killRunning } from '../platform/run-limited.ts';
import { currentSources } from '../platform/current-sources.ts';
import { createSystemFiles } from '../platform/system-files.ts';
import { sharePowerShell } from '../platform/windows/shared-power-shell.ts';
import { createCollector } from './collector.ts';
import type { CollectorMessage } from './collector-protocol.ts';
import { probes } from './registry.ts';

/*
 * The process that looks at the machine. It may block, hang or be killed at any time without harm to anybody: an
 * Electron utility process in the app, a plain Node child for the command line, a thread where neither can be.
 */

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

interface Parent {
  readonly say: (message: CollectorMessage) => void;
  readonly listen: (listener: (message: unknown) => void) => void;
}

/** The side that started this process. */
function findParent(): Parent {
  const port: ParentPort | undefined = (process as { parentPort?: ParentPort }).parentPort;
  if (port) {
    return {
      say: (message) => port.postMessage(message),
      listen: (listener) => port.on('message', (event) => listener(event.data)),
    };
  }
  if (thread) {
    return {
      say: (message) => thread?.postMessage(message),
      listen: (listener) => void thread?.on('message', listener),
    };
  }
  process.on('disconnect', () => process.exit(0)); // whoever asked is gone
  // Programs lead groups of their own, so a terminal's Ctrl+C does not reach them.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return {
    say: (message) => void process.send?.(message),
    listen: (listener) => void process.on('message', listener),
  };
}

// What is looked at is slow enough already: people's own programs go first, here and in every program started here.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // A system that forbids it: then at the usual priority.
}

process.once('exit', killRunning);
const parent = findParent();
const answer = createCollector({
  say: parent.say,
  probes,
  tools: {
    files: createSystemFiles(),
    run: sharePowerShell(createRunCommand(), (args) => startProgram('powershell.exe', args)),
    env: process.env,
    now: () => Date.now(),
    sources: currentSources(),
  },
  watch: () => performance.now(),
  strength: () => ({ cores: cpus().length || 1, load: loadavg()[0] ?? 0 }),
  exit: () => process.exit(0),
});

const builtAt = ownAge();
parent.listen((message) => void builtAt.then((at) => answer(withBuiltAt(message, at))));
parent.say({ type: 'ready' });

/** When this file was written: no clock of this machine can have been right and earlier than that. */
async function ownAge(): Promise<number | null> {
  try {
    return Math.round((await stat(process.argv[1] ?? '')).mtimeMs);
  } catch {
    return null;
  }
}

function withBuiltAt(message: unknown, at: number | null): unknown {
  if (typeof message !== 'object' || message === null || !('appBuiltAt' in message)) return message;
  return message.appBuiltAt === null ? { ...message, appBuiltAt: at } : message;
}
