import { utilityProcess } from 'electron';
import { join } from 'node:path';
import { currentPlatform } from '../platform/platform.ts';
import { workFolder } from '../platform/program-place.ts';

/** Enough to kill what it has started, ms. */
const GRACE_MS = 300;

/** Starts the collector as an Electron utility process; the port is the same shape as a plain Node child's. */
export function spawnCollector(folder: string) {
  return () => {
    const child = utilityProcess.fork(join(folder, 'main/collector.cjs'), [], {
      serviceName: 'Alongside collector',
      stdio: 'ignore',
      // Packages in there start programs of their own: none may come from the folder this app was started in.
      cwd: workFolder(currentPlatform(), process.env),
    });
    return {
      post: (message: unknown) => child.postMessage(message),
      onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
      onExit: (listener: (code: number | null) => void) => void child.on('exit', listener),
      kill: () => {
        // Asked first, so that it ends what it has started; one that hangs does not hear it.
        child.postMessage({ type: 'shutdown' });
        const timer = setTimeout(() => child.kill(), GRACE_MS);
        child.once('exit', () => clearTimeout(timer));
      },
    };
  };
}
