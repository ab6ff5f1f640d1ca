import { join } from 'node:path';
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { CaptureNews } from '../../src-shared/tiles/capture-messages.ts';
import { currentPlatform } from '../platform/platform.ts';
import { createCaptureHost, type ViewerPort } from './capture-host.ts';
import { nativeFiles } from './koffi.ts';
import { monotonicClock } from '../platform/clocks.ts';
import { loadNodeCodec } from './node-codec.ts';
import { createSourceOpener } from './source-opener.ts';

/*
 * The process that captures: an Electron utility process in the app, a plain Node worker in tests. It holds the one
 * piece of native code there is, so that whatever that does wrong ends this process and nothing else: main starts it
 * again. It is killed, not asked, when the screen is no longer shared.
 */

/** Electron's ports in a utility process, as far as they are used; their types are another runtime's. */
interface ElectronParent {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly ElectronPort[] }) => void): void;
  postMessage(message: unknown): void;
}
interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

interface Parent {
  readonly say: (news: CaptureNews) => void;
  readonly listen: (
    listener: (order: unknown, ports: readonly ViewerPort[]) => void,
    end: () => void,
  ) => void;
}

/** The side that started this process. */
function findParent(): Parent | null {
  const port: ElectronParent | undefined = (process as { parentPort?: ElectronParent }).parentPort;
  if (port) {
    return {
      say: (news) => port.postMessage(news),
      listen: (listener) =>
        port.on('message', ({ data, ports }) => listener(data, ports.map(electronViewer))),
    };
  }
  return parentPort === null ? null : workerParent(parentPort);
}

/** A worker gets `{ data, ports }` as Electron's processes do, and null when it is to end in good order. */
function workerParent(port: MessagePort): Parent {
  return {
    say: (news) => port.postMessage(news),
    listen(listener, end) {
      port.on('message', (event: { data: unknown; ports: readonly MessagePort[] } | null) => {
        if (event !== null) return listener(event.data, event.ports.map(nodeViewer));
        end();
        port.close();
      });
    },
  };
}

function electronViewer(port: ElectronPort): ViewerPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}

function nodeViewer(port: MessagePort): ViewerPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}

/** Nothing here goes on half broken: it says what it was and ends, and main starts another. */
function endOnException(): void {
  process.on('uncaughtException', (error) => {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
    process.stderr.write(`capture.failed ${what.slice(0, 300)}\n`);
    process.exit(70);
  });
}

async function start(parent: Parent): Promise<void> {
  const here = import.meta.dirname;
  const clock = monotonicClock;
  const system = { platform: currentPlatform(), arch: process.arch };
  const host = createCaptureHost({
    open: createSourceOpener({ native: nativeFiles(here, system), env: process.env, clock }),
    codec: await loadNodeCodec([join(here, 'codec.wasm'), join(here, '../../src-codec/build/codec.wasm')]),
    clock,
    say: parent.say,
  });
  parent.listen(host.take, host.close);
  parent.say({ type: 'ready' });
}

const parent = findParent();
if (parent !== null) {
  endOnException();
  void start(parent);
}
