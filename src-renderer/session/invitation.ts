import { appError, type AppError } from '../../src-shared/errors.ts';
import type { AppInfo } from '../../src-shared/bridge/contract.ts';
import { codeDigits, codeLink } from '../../src-shared/pairing/code.ts';
import type { HostPaired } from '../../src-shared/pairing/handshake.ts';
import { createScope, type Scope } from '../../src-shared/scope.ts';
import type { SessionCertificate } from '../peer/ports.ts';
import { backOffMs } from '../signalling/back-off.ts';
import type { Invite } from '../stores/host-store.ts';
import { codeBrake } from './code-brake.ts';
import { openHostRoom } from './host-room.ts';
import type { PairedRoom } from './leg.ts';
import type { SessionEnv } from './session-env.ts';

export interface HostPairedRoom extends PairedRoom {
  readonly paired: HostPaired;
}

export interface InvitationOptions {
  readonly env: SessionEnv;
  readonly info: AppInfo;
  /** Wrong codes so far, as main counts them. */
  wrongCodes(): readonly number[];
  /** Made at the start, so that nobody waits for it; a fresh one for each pairing. */
  takeCertificate(): Promise<SessionCertificate>;
  show(invite: Invite): void;
  onPaired(room: HostPairedRoom): void;
}

/** The host's way from "I want help" to being paired: room, code, expiry, wrong codes, retries. */
export interface Invitation {
  open(): void;
  cancel(): void;
}

/** Errors a new try may cure without the person doing anything. */
const retried: ReadonlySet<AppError['code']> = new Set([
  'SERVER_UNREACHABLE',
  'SERVER_BUSY',
  'SERVER_RATE',
  'SERVER_STOPPING',
  'SERVER_PROTOCOL',
]);

export function createInvitation(scope: Scope, options: InvitationOptions): Invitation {
  let current = createScope();
  const renew = (): Scope => {
    current.close();
    return (current = scope.child());
  };
  const paired = (room: HostPairedRoom) => {
    current = createScope(); // from here on the room belongs to the link, and to the end of our own scope
    options.onPaired(room);
  };
  return {
    open: () => void invite(renew(), { ...options, onPaired: paired }, 0),
    cancel() {
      current.close();
      options.show({ state: 'none' });
    },
  };
}

async function invite(scope: Scope, options: InvitationOptions, attempt: number): Promise<void> {
  const { env, info } = options;
  if (attempt === 0) options.show({ state: 'asking' });
  const refused = await askMain(options);
  if (scope.closed) return;
  if (refused !== null) return options.show(refused);
  const certificate = await options.takeCertificate();
  if (scope.closed) return;
  const report = (
    type: 'code-shown' | 'technician-joined' | 'code-expired' | 'code-wrong' | 'technician-left',
  ) => void env.bridge.request('session.report', { type });
  const room = scope.child();
  openHostRoom(room, env, {
    server: info.server,
    version: info.version,
    certificate,
    onCode(code, ttlMs) {
      const [digits, link] = [codeDigits(code), codeLink(code)];
      options.show({ state: 'ready', code: digits, link, expiresAt: env.clock.now() + ttlMs, ttlMs });
      report('code-shown');
    },
    onJoined: () => report('technician-joined'),
    onBurn: () => report('technician-joined'), // the code is used up: it is not shown any more // PR-3
    onPaired(paired, socket) {
      options.show({ state: 'none' });
      void env.bridge.request('session.report', { type: 'paired', technician: paired.technician });
      options.onPaired({ paired, socket, certificate, leave: () => room.close() });
    },
    onFailed(error) {
      const next = afterFailure(error);
      if (next === 'retry') return retryLater(scope, options, error, attempt + 1);
      report(next);
      options.show(
        closedWith(
          error,
          [...options.wrongCodes(), ...(next === 'code-wrong' ? [env.clock.now()] : [])],
          env.clock.now(),
        ),
      );
    },
  });
}

/** Main keeps the session: it may refuse a new invitation, and so may the brake on wrong codes. */
async function askMain({ env, wrongCodes }: InvitationOptions): Promise<Invite | null> {
  const now = env.clock.now();
  const brake = codeBrake(wrongCodes(), now);
  if (brake.state === 'paused')
    return { state: 'closed', error: appError('CODE_PAUSED'), until: brake.until };
  const answer = await env.bridge.request('session.invite', undefined);
  return answer.ok ? null : { state: 'closed', error: answer.error, until: null };
}

type Failure = 'retry' | 'code-expired' | 'code-wrong' | 'technician-left';

/** What a failed room means to main. A guess that did not fit counts, a technician who went away does not. */
export function afterFailure(error: AppError): Failure {
  if (retried.has(error.code)) return 'retry';
  switch (error.code) {
    case 'ROOM_EXPIRED':
    case 'SERVER_VERSION':
      return 'code-expired';
    case 'CODE_WRONG':
    case 'PAIRING_TAMPERED':
      return 'code-wrong';
    default:
      return 'technician-left';
  }
}

function closedWith(error: AppError, wrongCodes: readonly number[], now: number): Invite {
  const brake = codeBrake(wrongCodes, now);
  return brake.state === 'paused'
    ? { state: 'closed', error: appError('CODE_PAUSED'), until: brake.until }
    : { state: 'closed', error, until: null };
}

function retryLater(scope: Scope, options: InvitationOptions, error: AppError, attempt: number): void {
  const { env } = options;
  const wait = backOffMs(attempt, env.chance());
  options.show({ state: 'unreachable', error, retryAt: env.clock.now() + wait, attempt });
  scope.add(env.clock.after(wait, () => void invite(scope, options, attempt)));
}
