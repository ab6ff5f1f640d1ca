import { join } from 'node:path';
import { MessageChannelMain, utilityProcess, type WebContents } from 'electron';
import { CAPTURE_PORT_CHANNEL } from '../../src-shared/bridge/names.ts';
import { currentPlatform } from '../platform/platform.ts';
import { workFolder } from '../platform/program-place.ts';
import type { CaptureChild } from '../services/capture-service.ts';

/**
 * Starts the capture process as an Electron utility process. Pixels go over a port of its own from there to `window`,
 * which must be the host's: never through main, and to no other window.
 */
export function spawnCapture(folder: string, window: () => WebContents | null): () => CaptureChild {
  return () => {
    const child = utilityProcess.fork(join(folder, 'main/capture.cjs'), [], {
      serviceName: 'Alongside capture',
      stdio: 'ignore',
      cwd: workFolder(currentPlatform(), process.env), // native libraries must not come from where the app was started
    });
    let over = false;
    child.once('exit', () => (over = true));
    return {
      post: (order) => child.postMessage(order),
      connect() {
        const contents = window();
        if (contents === null || contents.isDestroyed()) return;
        const { port1, port2 } = new MessageChannelMain();
        child.postMessage({ type: 'viewer' }, [port1]);
        contents.postMessage(CAPTURE_PORT_CHANNEL, null, [port2]);
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', () => listener()),
      kill() {
        if (over) return;
        // Not asked to end but ended: a process that hangs in a call of the system would not listen.
        if (child.pid === undefined) child.once('spawn', () => endProcess(child.pid));
        else endProcess(child.pid);
        child.kill();
      },
    };
  };
}

function endProcess(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}
