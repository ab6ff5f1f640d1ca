import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { PeerFactory } from '../peer/ports.ts';
import type { OpenRawSocket } from '../signalling/signal-socket.ts';
import type { DeviceList } from './media-report.ts';
import type { OpenDevice } from './own-device.ts';
import type { WorkerName } from '../workers/open-worker.ts';

/** The world as the session sees it; main.tsx hands in the real one, tests theirs. */
export interface SessionEnv {
  readonly bridge: Bridge;
  readonly clock: Clock;
  readonly peers: PeerFactory;
  readonly openSocket: OpenRawSocket;
  /** Starts a worker of this build; absent where there are none, and then the picture goes by the track. */
  readonly openWorker?: (name: WorkerName) => Worker;
  /** Microphones, cameras and speakers of this machine; absent where a page may not know. */
  readonly devices?: DeviceList;
  /** Opens the microphone or the camera for a test; absent with `devices`. */
  readonly openDevice?: OpenDevice;
  /** Bytes from a cryptographic source. */
  random(bytes: number): Uint8Array;
  /** In [0, 1), for waiting times only. */
  chance(): number;
}
