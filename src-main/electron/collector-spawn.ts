import { utilityProcess } from 'electron';
import { join } from 'node:path';
import { currentPlatform } from '../platform/platform.ts';
import { workFolder } from '../platform/program-place.ts';

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
      kill: () => void child.kill(),
    };
  };
}
