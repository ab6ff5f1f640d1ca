import { hexToBytes } from '@noble/hashes/utils.js';
import { appError, type AppError } from '../../src-shared/errors.ts';
import {
  createTechnicianHandshake,
  type PairingSecret,
  type TechnicianHandshake,
  type TechnicianPaired,
} from '../../src-shared/pairing/handshake.ts';
import type { Introduction } from '../../src-shared/pairing/introduction.ts';
import { rendezvousName } from '../../src-shared/pairing/resume.ts';
import { SIGNALLING_VERSION, type ClientFrame } from '../../src-shared/protocol/signalling.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { SessionCertificate } from '../peer/ports.ts';
import type { SignalSocket } from '../signalling/signal-socket.ts';
import { runRoom, type RoomRules, type RoomRun } from './pairing-room.ts';
import type { SessionEnv } from './session-env.ts';

export interface TechnicianRoomOptions {
  readonly server: string;
  readonly introduction: Introduction;
  readonly certificate: SessionCertificate;
  readonly secret: PairingSecret;
  /** The server is reached; next is the room, then the proof. */
  onStep?(step: 'room' | 'proof'): void;
  onPaired(paired: TechnicianPaired, socket: SignalSocket): void;
  onFailed(error: AppError): void;
}

/** The technician's half of a room: joins it, proves the secret first, waits to be paired. */
export function joinTechnicianRoom(scope: Scope, env: SessionEnv, options: TechnicianRoomOptions): void {
  runRoom(scope, env, options.server, technicianRules(env, options));
}

function technicianRules(env: SessionEnv, options: TechnicianRoomOptions): RoomRules<TechnicianPaired> {
  let machine: TechnicianHandshake | null = null;
  const start = (sidHost: string | undefined, run: RoomRun<TechnicianPaired>) => {
    if (machine !== null || sidHost === undefined)
      return run.fail(appError('SERVER_PROTOCOL', 'room without a host'));
    options.onStep?.('proof');
    run.startTimer();
    machine = createTechnicianHandshake({
      secret: options.secret,
      sidHost: hexToBytes(sidHost),
      sidTechnician: env.random(16),
      fingerprint: options.certificate.fingerprint,
      version: options.introduction.version,
      features: 0,
      scalarRandom: env.random(64),
      introduction: options.introduction,
    });
    return run.advance(machine.start());
  };
  return {
    onOpen({ socket }) {
      options.onStep?.('room');
      socket.send(joinFrame(options.secret));
    },
    onFrame(frame, run) {
      if (frame.type === 'room.joined' || frame.type === 'peer.joined') return start(frame.sidHost, run);
      if (frame.type === 'room.expired') return run.fail(appError('ROOM_UNKNOWN'));
      return frame.type === 'peer.left' ? run.fail(appError('PEER_LEFT')) : undefined;
    },
    machine: () => machine,
    onPaired: options.onPaired,
    onFailed: options.onFailed,
  };
}

function joinFrame(secret: PairingSecret): ClientFrame {
  const v = SIGNALLING_VERSION;
  return secret.by === 'code'
    ? { type: 'room.join', v, room: secret.code.room }
    : { type: 'room.resume', v, rendezvous: rendezvousName(secret.resumeKey), role: 'technician' };
}
