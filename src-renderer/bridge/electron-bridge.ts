import { z } from 'zod';
import {
  events,
  requests,
  type Bridge,
  type BridgePort,
  type EventPayload,
  type RequestOutput,
} from '../../src-shared/bridge/contract.ts';
import { CAPTURE_PORT_CHANNEL } from '../../src-shared/bridge/names.ts';
import { createListeners } from '../../src-shared/listeners.ts';

/** What the preload puts into the window. Everything that comes through is unknown until decoded here. */
export interface PreloadDoor {
  readonly kind: 'electron';
  request(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: (payload: unknown) => void): () => void;
}

/** The page's window, as far as a port comes through it. */
export interface PortDoor {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** The bridge to main: the contract's schemas on this side of the door. */
export function createElectronBridge(door: PreloadDoor, page: PortDoor): Bridge {
  const ports = createListeners<BridgePort>();
  page.addEventListener('message', (event) => {
    // Only the preload's word: a message of this very page, with the tag and one port.
    const [port, ...more] = event.ports;
    if (event.source !== page || event.data !== CAPTURE_PORT_CHANNEL) return;
    if (port !== undefined && more.length === 0) ports.tell(asBridgePort(port));
  });
  return {
    kind: 'electron',
    async request(name, input) {
      const answer = await door.request(name, input);
      // The schema is the one of this name; TypeScript does not tie the two over a generic name.
      return z.parse(requests[name].output, answer) as RequestOutput<typeof name>;
    },
    on(name, listener) {
      return door.on(name, (payload) => {
        const read = events[name].payload.safeParse(payload);
        if (read.success) listener(read.data as EventPayload<typeof name>);
      });
    },
    onCapturePort: ports.on,
  };
}

function asBridgePort(port: MessagePort): BridgePort {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      const heard = (event: MessageEvent<unknown>) => listener(event.data);
      port.addEventListener('message', heard);
      port.start();
      return () => port.removeEventListener('message', heard);
    },
    close: () => port.close(),
  };
}
