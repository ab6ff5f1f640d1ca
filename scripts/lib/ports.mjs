import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from './progress.mjs';

const START_LIMIT_MS = 15_000;
const RETRY_MS = 25;

/** `preferred` when it is free, else a free port that the system picks. */
export async function choosePort(preferred, host) {
  return (await tryPort(preferred, host)) ?? (await tryPort(0, host));
}

async function tryPort(port, host) {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    return probe.address().port;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
}

/** Waits until `child` accepts connections; fails when it ends before, or takes longer than 15 s. */
export async function waitForPort(port, host, child) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await accepts(port, host))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new SetupError('The server ended at once.');
    if (Date.now() > deadline) throw new SetupError(`Nothing listens on ${host}:${port} after 15 s.`);
    await delay(RETRY_MS);
  }
}

function accepts(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
