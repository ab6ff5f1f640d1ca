import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Capability } from '../../src-shared/session/capability.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import {
  idleSession,
  isOn,
  mayUse,
  reduceHostSession,
  type HostEvent,
  type SessionPolicy,
} from '../../src-shared/session/host-session-reducer.ts';
import type { Log } from './log.ts';

/**
 * Owns the host's session: the only caller of the reducer, the only keeper of the state. Everything that needs
 * consent asks `mayUse` here at the moment of use (architecture, sentence 6).
 */
export interface SessionService {
  readonly current: () => HostSession;
  /** Applies what happened; `at` is added here. The error says why it was refused. */
  apply(event: EventWithoutTime): Result<null>;
  mayUse(capability: Capability): boolean;
  isOn(): boolean;
  onChange(listener: (session: HostSession) => void): () => void;
  close(): void;
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
export type EventWithoutTime = WithoutTime<HostEvent>;

export interface SessionServicePorts {
  readonly now: () => number;
  readonly log: Log;
  readonly policy: SessionPolicy;
  /** Leases and limits are looked at this often, ms. */
  readonly tickMs: number;
}

export function createSessionService(ports: SessionServicePorts): SessionService {
  let session: HostSession = idleSession;
  const listeners = new Set<(session: HostSession) => void>();

  const apply = (event: EventWithoutTime): Result<null, AppError> => {
    const reduced = reduceHostSession(session, { ...event, at: ports.now() } as HostEvent, ports.policy);
    if (reduced.refused) {
      ports.log.warn('session.refused', { event: event.type, code: reduced.refused.code });
      return err(reduced.refused);
    }
    if (reduced.session !== session) {
      const before = session.phase;
      session = reduced.session;
      if (event.type !== 'tick')
        ports.log.info('session', { event: event.type, before, phase: session.phase, link: session.link });
      for (const listener of [...listeners]) listener(session);
    }
    return ok(null);
  };
  const timer = setInterval(() => apply({ type: 'tick' }), ports.tickMs);

  return {
    current: () => session,
    apply,
    mayUse: (capability) => mayUse(session, capability, ports.now()),
    isOn: () => isOn(session),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}
