import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupError } from './progress.mjs';

const START_LIMIT_MS = 10_000;

// the kernel ends them when we are killed and can't do it ourselves; setpriv is part of every Debian
const dieWithUs = ['--pdeathsig', 'TERM'];

/**
 * Starts a virtual X display on a free number (or on `number`), with a window manager so that windows are listed and
 * focused as on a desktop. Answers its name (":99"), the server's process id and `stop`.
 */
export async function startDisplay({ width = 1280, height = 800, number, windowManager = true } = {}) {
  const size = `${width}x${height}x24`;
  const args = [...(number === undefined ? [] : [`:${number}`]), '-displayfd', '3', '-screen', '0', size];
  const server = spawn('setpriv', [...dieWithUs, 'Xvfb', ...args, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = `:${await readNumber(server)}`;
  const manager = windowManager ? await startManager(name) : undefined;
  return { name, pid: server.pid, env: { DISPLAY: name }, stop: () => stop(manager, server) };
}

/** Xvfb picks the first free number itself and writes it down once it accepts clients: no race, nothing to poll. */
async function readNumber(server) {
  const failed = once(server, 'error').then(([error]) => {
    throw new SetupError(`Xvfb could not be started: ${error.message}`);
  });
  const exited = once(server, 'exit').then(([code]) => {
    throw new SetupError(`Xvfb ended at once with code ${code}.`);
  });
  const told = once(server.stdio[3], 'data', { signal: AbortSignal.timeout(START_LIMIT_MS) });
  const [chunk] = await Promise.race([told, failed, exited]);
  // whichever of the others settles later is nobody's business any more
  failed.catch(() => {});
  exited.catch(() => {});
  return Number(String(chunk).trim());
}

async function startManager(name) {
  const env = { ...process.env, DISPLAY: name };
  const manager = spawn('setpriv', [...dieWithUs, 'openbox', '--sm-disable'], { env, stdio: 'ignore' });
  await Promise.race([
    once(manager, 'spawn'),
    once(manager, 'error').then(([error]) => {
      throw new SetupError(`openbox could not be started: ${error.message}`);
    }),
  ]);
  return manager;
}

async function stop(...processes) {
  for (const child of processes) {
    if (!child || child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
