import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { threadOrderSchema, threadState } from './services/collect-thread-order.ts';
import { readIdentity } from './platform/identity.ts';
import { currentPlatform } from './platform/platform.ts';
import { collectNetwork } from './services/collect-network.ts';
import { runCommand } from './services/collect-command.ts';
import { threadCollector } from './services/thread-collector.ts';

/*
 * `alongside collect` where there is no display: a thread of the app that looks, while the app's own thread waits and
 * never comes as far as asking for a display. Composition root.
 */

const HOUR = 3_600_000;
const { words, folder, app, cell } = threadOrderSchema.parse(workerData);
const state = threadState(cell);
state.started();
const failed = () => state.ended(1);
process.once('exit', failed); // after an error that nobody caught
const spawn = threadCollector(join(folder, 'main/collector.cjs'));
const say = (line: string) => writeAll(2, `${line}\n`);

runCommand(words, 'alongside collect', () =>
  Promise.resolve({
    spawn,
    network: () => collectNetwork(process.env, say),
    now: () => Date.now(),
    elapsed: () => performance.now(),
    key: randomBytes(32),
    identity: readIdentity(),
    platform: currentPlatform(),
    app,
    say,
    print: (text) => Promise.resolve(writeAll(1, text)),
    printPdf: { cannot: 'printing needs a display, and there is none' },
  }),
)
  .catch((error: unknown) => {
    say(error instanceof Error ? error.message : 'It did not work');
    return 1;
  })
  .then(async (code) => {
    await spawn.ended();
    process.off('exit', failed);
    setInterval(() => undefined, HOUR); // no exit of its own: the app's, at the same time, would tear it apart
    state.ended(code);
  });

/** At once: what is written the usual way from a thread goes through the app's own, and that one waits. */
function writeAll(to: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(to, rest));
    } catch (error) {
      if (!isBusy(error)) throw error;
      Atomics.wait(pause, 0, 0, 5); // a pipe whose reader is slower
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
