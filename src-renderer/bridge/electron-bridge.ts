import { z } from 'zod';
import {
  events,
  requests,
  type Bridge,
  type EventPayload,
  type RequestOutput,
} from '../../src-shared/bridge/contract.ts';

/** What the preload puts into the window. Everything that comes through is unknown until decoded here. */
export interface PreloadDoor {
  readonly kind: 'electron';
  request(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: (payload: unknown) => void): () => void;
}

/** The bridge to main: the contract's schemas on this side of the door. */
export function createElectronBridge(door: PreloadDoor): Bridge {
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
  };
}
