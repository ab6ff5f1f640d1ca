import { bytesToHex } from '@noble/hashes/utils.js';
import { appError, type AppError } from '../../src-shared/errors.ts';
import { makeCode, type PairingCode } from '../../src-shared/pairing/code.ts';
import {
  createHostHandshake,
  type HostHandshake,
  type HostPaired,
  type PairingSecret,
} from '../../src-shared/pairing/handshake.ts';
import { rendezvousName } from '../../src-shared/pairing/resume.ts';
import { SIGNALLING_VERSION, type ClientFrame } from '../../src-shared/protocol/signalling.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { SessionCertificate } from '../peer/ports.ts';
import type { SignalSocket } from '../signalling/signal-socket.ts';
import { runRoom, type RoomRules } from './pairing-room.ts';
import type { SessionEnv } from './session-env.ts';

export interface HostRoomOptions {
  readonly server: string;
  readonly version: string;
  readonly certificate: SessionCertificate;
  /** Absent: a new room with a new code. Else: meet again under the name this key gives. */
  readonly resumeKey?: Uint8Array;
  onCode?(code: PairingCode, ttlMs: number): void;
  onJoined?(): void;
  /** Called before anything is answered: the code is used up (PR-3). */
  onBurn?(): void;
  onPaired(paired: HostPaired, socket: SignalSocket): void;
  onFailed(error: AppError): void;
}

/** The host's half of a room: opens it, burns the code, answers, waits to be paired. */
export function openHostRoom(scope: Scope, env: SessionEnv, options: HostRoomOptions): void {
  runRoom(scope, env, options.server, hostRules(env, options));
}

function hostRules(env: SessionEnv, options: HostRoomOptions): RoomRules<HostPaired> {
  const sidHost = env.random(16);
  const { resumeKey } = options;
  let machine: HostHandshake | null = null;
  const prepare = (secret: PairingSecret) =>
    createHostHandshake({
      secret,
      sidHost,
      fingerprint: options.certificate.fingerprint,
      version: options.version,
      features: 0,
      scalarRandom: env.random(64),
    });
  return {
    onOpen({ socket }) {
      if (resumeKey !== undefined) machine = prepare({ by: 'resume', resumeKey });
      socket.send(openFrame(sidHost, resumeKey));
    },
    onFrame(frame, run) {
      switch (frame.type) {
        case 'room.opened': {
          if (machine !== null) return; // a resuming room has no code
          const code = makeCode(frame.room, env.random(32));
          machine = prepare({ by: 'code', code });
          return options.onCode?.(code, frame.ttlMs);
        }
        case 'peer.joined':
          run.startTimer();
          return options.onJoined?.();
        case 'room.expired':
          return run.fail(appError('ROOM_EXPIRED'));
        case 'peer.left':
          return run.fail(appError('PEER_LEFT'));
        default:
          return undefined;
      }
    },
    machine: () => machine,
    burn() {
      if (machine === null) throw new Error('there is no code to burn');
      options.onBurn?.();
      return machine.confirmBurned();
    },
    onPaired: options.onPaired,
    onFailed: options.onFailed,
  };
}

function openFrame(sidHost: Uint8Array, resumeKey: Uint8Array | undefined): ClientFrame {
  const v = SIGNALLING_VERSION;
  return resumeKey === undefined
    ? { type: 'room.open', v, sidHost: bytesToHex(sidHost) }
    : {
        type: 'room.resume',
        v,
        rendezvous: rendezvousName(resumeKey),
        role: 'host',
        sidHost: bytesToHex(sidHost),
      };
}
