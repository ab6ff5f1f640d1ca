import type { BridgePort } from '../../src-shared/bridge/contract.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import type { FromCapture, ToCapture } from '../../src-shared/tiles/capture-messages.ts';

/** A capture process in the test's hand: what the window posted, and a mouth for what the process would say. */
export interface FakeCaptureProcess {
  readonly port: BridgePort;
  readonly heard: readonly ToCapture[];
  readonly closed: boolean;
  say(message: FromCapture): void;
}

export function createFakeCaptureProcess(): FakeCaptureProcess {
  const said = createListeners<unknown>();
  const heard: ToCapture[] = [];
  let closed = false;
  return {
    port: {
      // The window posts nothing else; a copy, as through a real port.
      post: (message) => void (closed || heard.push(structuredClone(message) as ToCapture)),
      onMessage: said.on,
      close() {
        closed = true;
        said.clear();
      },
    },
    heard,
    get closed() {
      return closed;
    },
    say: (message) => said.tell(structuredClone(message)),
  };
}
