import { appError, type AppError } from '../../src-shared/errors.ts';
import { fromBase64Url, toBase64Url } from '../../src-shared/pairing/base64url.ts';
import type { HandshakeMessage, HandshakeStep } from '../../src-shared/pairing/handshake.ts';
import type { ServerFrame } from '../../src-shared/protocol/signalling.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { createSignalSocket, type SignalSocket } from '../signalling/signal-socket.ts';
import type { SessionEnv } from './session-env.ts';

/** From the other side's arrival to both confirmations. */
export const PAIRING_WITHIN_MS = 15_000;

/** The machine of either role, as a room drives it. */
interface PairingMachine<P> {
  receive(message: HandshakeMessage): HandshakeStep<P>;
}

/** What a role does in its room; see host-room.ts and technician-room.ts. */
export interface RoomRules<P> {
  onOpen(run: RoomRun<P>): void;
  /** Every frame that is not for the machine. */
  onFrame(frame: ServerFrame, run: RoomRun<P>): void;
  /** Null before the other side is there: frames for it are refused then. */
  machine(): PairingMachine<P> | null;
  /** Host only: writes down that the code is used up and goes on (PR-3). */
  burn?(): HandshakeStep<P>;
  onPaired(paired: P, socket: SignalSocket): void;
  onFailed(error: AppError): void;
}

export interface RoomRun<P> {
  readonly socket: SignalSocket;
  /** Sends what the machine wants sent, and acts on where it stands. */
  advance(step: HandshakeStep<P>): void;
  /** The other side has come: from now on there is a limit. */
  startTimer(): void;
  fail(error: AppError): void;
}

/**
 * One socket, one room, one run of the pairing, one of two ends: `onPaired`, after which the socket is the
 * listener's to use, or `onFailed`. Closing the scope leaves the room and ends it without a word.
 */
export function runRoom<P>(scope: Scope, env: SessionEnv, server: string, rules: RoomRules<P>): void {
  const socket = createSignalSocket({ server, clock: env.clock, open: env.openSocket });
  const own = scope.child();
  own.add(() => {
    socket.send({ type: 'room.close' });
    socket.close();
  });
  const pairing = own.child();
  const run: RoomRun<P> = {
    socket,
    advance(step) {
      for (const { kind, body } of step.send) socket.send({ type: 'relay', kind, box: toBase64Url(body) });
      const { state } = step;
      if (state.name === 'failed') run.fail(state.error);
      if (state.name === 'burn' && rules.burn !== undefined) {
        run.startTimer(); // also where the server did not say that somebody came
        run.advance(rules.burn());
      }
      if (state.name !== 'paired' || pairing.closed) return;
      pairing.close();
      rules.onPaired(state.paired, socket);
    },
    startTimer() {
      pairing.add(env.clock.after(PAIRING_WITHIN_MS, () => run.fail(appError('PAIRING_TIMEOUT'))));
    },
    fail(error) {
      if (pairing.closed) return;
      own.close();
      rules.onFailed(error);
    },
  };
  pairing.add(socket.onOpen(() => rules.onOpen(run)));
  pairing.add(socket.onFrame((frame) => hear(frame, run, rules)));
  pairing.add(socket.onClosed((error) => run.fail(error)));
}

function hear<P>(frame: ServerFrame, run: RoomRun<P>, rules: RoomRules<P>): void {
  if (frame.type === 'error') return run.fail(appError(frame.code, 'the server said so'));
  if (frame.type !== 'relay' || frame.kind === 's') return rules.onFrame(frame, run);
  const machine = rules.machine();
  const body = fromBase64Url(frame.box);
  if (machine === null || body === undefined)
    return run.fail(appError('PEER_PROTOCOL', `${frame.kind} out of turn`));
  run.advance(machine.receive({ kind: frame.kind, body }));
}
