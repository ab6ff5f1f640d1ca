import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError } from './progress.mjs';
import { onParentGone } from './parent.mjs';
import { childEnv, pinnedNode, root } from './paths.mjs';

const TAIL_CHARACTERS = 6000;
// a terminal sends Ctrl+C to the whole group by itself; handing it on as well would count as pressed twice
const forwarded = ['SIGTERM', 'SIGHUP', ...(process.stdin.isTTY ? [] : ['SIGINT'])];
const ignored = () => {};

/** Runs a program quietly. Its output is shown only when it fails. `seconds` limits how long it may take. */
export function runQuietly(command, args, { cwd = root, env = childEnv(), seconds = 900 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new SetupError(`${command} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      const how = signal ? `was ended by ${signal} (limit ${seconds} s)` : `ended with code ${code}`;
      reject(new SetupError(`${output.slice(-TAIL_CHARACTERS)}\n${[command, ...args].join(' ')} ${how}`));
    });
  });
}

/** Runs npm: the very one that runs us, where there is one, because on Windows its command is no program. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return runQuietly(process.execPath, [cli, ...args], options);
  return runQuietly('npm', args, options);
}

/** Runs a program in the foreground with our terminal, hands signals on, and answers its exit code. */
export function runInForeground(command, args, { cwd = root, env = childEnv(), stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio });
    const listeners = forwarded.map((signal) => {
      const forward = () => child.kill(signal);
      process.on(signal, forward);
      return [signal, forward];
    });
    process.on('SIGINT', ignored); // the child decides what an interrupt means; we stay to report its exit code
    const unwatch = onParentGone(() => child.kill('SIGTERM'));
    const release = () => {
      unwatch();
      process.off('SIGINT', ignored);
      listeners.forEach(([signal, forward]) => process.off(signal, forward));
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      resolve(exitCode(code, signal));
    });
  });
}

/** Runs one of our programs on the pinned Node. */
export function runNode(args, options) {
  return runInForeground(pinnedNode, args, options);
}

/** What a shell would answer: the code, or 128 and the signal's number. */
export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
