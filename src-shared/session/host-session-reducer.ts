import type { LinkReport } from '../bridge/contract.ts';
import { appError, type AppError } from '../errors.ts';
import { assertNever } from '../result.ts';
import { capabilities, LEASE_MS, type Capability, type CapabilityState } from './capability.ts';
import type { EndReason, HostSession, SessionEvent } from './host-session.ts';
import { stillCounting } from './wrong-codes.ts';

/**
 * The only maker of the host's next session state. Pure: time comes in with each event (epoch ms). The main process
 * is the only caller; windows, the peer and the server can only cause events, and none of theirs grants anything.
 *
 * Phases: idle -> invite (a code is wanted or shown) -> pairing (somebody typed it) -> consent (paired, the person
 * decides; nothing granted yet) -> live (from the first grant on) -> ended.
 */
export type HostEvent =
  | { readonly type: 'invite'; readonly at: number }
  | { readonly type: 'report'; readonly at: number; readonly report: LinkReport }
  | { readonly type: 'let-in'; readonly at: number }
  | {
      readonly type: 'grant';
      readonly at: number;
      readonly capability: Capability;
      readonly what?: string;
      readonly scope?: 'display' | 'window';
    }
  | { readonly type: 'take-back'; readonly at: number; readonly capability: Capability }
  | { readonly type: 'renew'; readonly at: number; readonly capability: Capability }
  | { readonly type: 'pause'; readonly at: number }
  | { readonly type: 'resume'; readonly at: number }
  | { readonly type: 'end'; readonly at: number; readonly reason: EndReason }
  | { readonly type: 'reset'; readonly at: number }
  | { readonly type: 'tick'; readonly at: number };

/** Times in ms; defaults are the product's, an organisation may shorten them. */
export interface SessionPolicy {
  /** How long an unverified technician waits before anything can be allowed. // TM-7 */
  readonly cooldownMs: number;
  /** A lost link ends the session after this long. */
  readonly linkKeepMs: number;
  /** The screen comes back by itself only when the link was away for at most this long. */
  readonly screenKeepMs: number;
  readonly sessionMs: number;
}

export const defaultPolicy: SessionPolicy = {
  cooldownMs: 30_000,
  linkKeepMs: 300_000,
  screenKeepMs: 60_000,
  sessionMs: 8 * 3_600_000,
};

export interface Reduced {
  readonly session: HostSession;
  /** Why the event was refused; the session is then unchanged. */
  readonly refused: AppError | null;
}

const MAX_EVENTS = 500;
/** Lines the other side can cause as often as it likes; where the list is full they make room first. */
const repeatable: ReadonlySet<SessionEvent['what']> = new Set(['snapshot-sent', 'link-lost', 'link-back']);

export const idleSession: HostSession = {
  phase: 'idle',
  pairedAt: null,
  technician: null,
  cooldownUntil: null,
  letIn: false,
  link: 'none',
  linkLostAt: null,
  paused: false,
  capabilities: { findings: { state: 'off' }, screen: { state: 'off' } },
  wrongCodes: [],
  endedAt: null,
  endReason: null,
  error: null,
  events: [],
};

export function reduceHostSession(session: HostSession, event: HostEvent, policy: SessionPolicy): Reduced {
  switch (event.type) {
    case 'invite':
      return session.phase === 'pairing' || isOn(session)
        ? refuse(session, 'SESSION_STATE', `invite while ${session.phase}`)
        : done({ ...idleSession, phase: 'invite', wrongCodes: stillCounting(session.wrongCodes, event.at) });
    case 'report':
      return reduceReport(session, event.report, event.at, policy);
    case 'let-in':
      return letIn(session, event.at);
    case 'grant':
      return grant(session, event);
    case 'take-back':
      return takeBack(session, event.capability, event.at, 'taken-back');
    case 'renew':
      return renew(session, event.capability, event.at);
    case 'pause':
      return !isOn(session) || session.paused
        ? done(session)
        : done(log(settle({ ...session, paused: true }, event.at), { at: event.at, what: 'paused' }));
    case 'resume':
      return !session.paused
        ? done(session)
        : done(log(settle({ ...session, paused: false }, event.at), { at: event.at, what: 'resumed' }));
    case 'end':
      return done(end(session, event.reason, event.at));
    case 'reset':
      return isOn(session)
        ? refuse(session, 'SESSION_STATE', 'reset during a session')
        : done({ ...idleSession, wrongCodes: stillCounting(session.wrongCodes, event.at) });
    case 'tick':
      return done(tick(session, event.at, policy));
    default:
      return assertNever(event);
  }
}

/** True while somebody is paired: closing the window asks, the stop key is armed. */
export function isOn(session: HostSession): boolean {
  return session.phase === 'consent' || session.phase === 'live';
}

/** True only while the capability may be used at this very moment: granted, lease running, not held. */
export function mayUse(session: HostSession, capability: Capability, at: number): boolean {
  const state = session.capabilities[capability];
  return session.phase === 'live' && state.state === 'granted' && at < state.until;
}

function reduceReport(session: HostSession, report: LinkReport, at: number, policy: SessionPolicy): Reduced {
  switch (report.type) {
    case 'code-shown':
      return session.phase === 'invite' ? done(log(session, { at, what: 'code-shown' })) : done(session);
    case 'technician-joined':
      return session.phase === 'invite' ? done({ ...session, phase: 'pairing' }) : done(session);
    case 'code-wrong':
      return isOn(session) || session.phase === 'ended'
        ? done(session)
        : done(
            log(
              { ...session, phase: 'invite', wrongCodes: [...stillCounting(session.wrongCodes, at), at] },
              { at, what: 'code-wrong' },
            ),
          );
    case 'code-expired':
      return session.phase === 'invite' ? done(log(session, { at, what: 'code-expired' })) : done(session);
    case 'paired':
      return session.phase === 'pairing' || session.phase === 'invite'
        ? done(
            log(
              {
                ...session,
                phase: 'consent',
                pairedAt: at,
                technician: report.technician,
                cooldownUntil: policy.cooldownMs > 0 ? at + policy.cooldownMs : null,
              },
              { at, what: 'technician-joined', detail: report.technician.name },
            ),
          )
        : refuse(session, 'SESSION_STATE', `paired while ${session.phase}`);
    case 'link-up':
      return linkUp(session, at, policy);
    case 'link-lost':
      return session.phase === 'live' && session.link !== 'lost'
        ? done(log(settle({ ...session, link: 'lost', linkLostAt: at }, at), { at, what: 'link-lost' }))
        : done(session);
    case 'technician-left':
      return isOn(session)
        ? done(end(session, 'left-by-technician', at))
        : done(session.phase === 'pairing' ? { ...session, phase: 'invite' } : session);
    case 'snapshot-sent':
      return done(
        log(session, {
          at,
          what: 'snapshot-sent',
          capability: 'findings',
          detail: report.digest.slice(0, 16),
        }),
      );
    case 'screen-ended':
      return takeBack(session, 'screen', at, 'lease-ended');
    case 'flow-stopped':
    case 'link-closed':
      return done(session);
    case 'failed':
      return isOn(session) || session.phase === 'pairing'
        ? done({ ...end(session, 'failed', at), error: report.error })
        : done(session);
    default:
      return assertNever(report);
  }
}

function letIn(session: HostSession, at: number): Reduced {
  if (session.phase !== 'consent') return refuse(session, 'SESSION_STATE', `let in while ${session.phase}`);
  if (session.cooldownUntil !== null && at < session.cooldownUntil) {
    return refuse(session, 'CONSENT_COOLDOWN', `${session.cooldownUntil - at} ms left`);
  }
  return done({ ...session, letIn: true });
}

function grant(session: HostSession, event: Extract<HostEvent, { type: 'grant' }>): Reduced {
  if (!isOn(session)) return refuse(session, 'SESSION_STATE', `grant while ${session.phase}`);
  if (!session.letIn) return refuse(session, 'CONSENT_MISSING', 'the technician has not been let in');
  const leaseMs = LEASE_MS[event.capability];
  const granted: CapabilityState = {
    state: 'granted',
    grantedAt: event.at,
    until: event.at + leaseMs,
    leaseMs,
    ...(event.what === undefined ? {} : { what: event.what }),
    ...(event.scope === undefined ? {} : { scope: event.scope }),
  };
  const next: HostSession = {
    ...session,
    phase: 'live',
    link: session.link === 'none' ? 'connecting' : session.link,
    capabilities: { ...session.capabilities, [event.capability]: granted },
  };
  const line: SessionEvent = { at: event.at, what: 'granted', capability: event.capability };
  return done(log(settle(next, event.at), event.what === undefined ? line : { ...line, detail: event.what }));
}

function takeBack(
  session: HostSession,
  capability: Capability,
  at: number,
  what: 'taken-back' | 'lease-ended',
): Reduced {
  if (session.capabilities[capability].state === 'off') return done(session);
  const next = {
    ...session,
    capabilities: { ...session.capabilities, [capability]: { state: 'off' as const } },
  };
  return done(log(next, { at, what, capability }));
}

function renew(session: HostSession, capability: Capability, at: number): Reduced {
  const state = session.capabilities[capability];
  if (state.state !== 'granted') return refuse(session, 'CONSENT_MISSING', `${capability} is ${state.state}`);
  const renewed = { ...state, until: at + state.leaseMs };
  return done({ ...session, capabilities: { ...session.capabilities, [capability]: renewed } });
}

function linkUp(session: HostSession, at: number, policy: SessionPolicy): Reduced {
  if (session.phase !== 'live' || session.link === 'up') return done(session);
  const away = session.linkLostAt === null ? 0 : at - session.linkLostAt;
  const up: HostSession = { ...session, link: 'up', linkLostAt: null };
  // Away for long: the screen must be allowed again. // TM-3
  const kept = away > policy.screenKeepMs ? takeBack(up, 'screen', at, 'lease-ended').session : up;
  return done(session.link === 'lost' ? log(settle(kept, at), { at, what: 'link-back' }) : settle(kept, at));
}

/** Leases run only while something can flow: paused or without a link they are held with the time they had left. */
function settle(session: HostSession, at: number): HostSession {
  const flows = !session.paused && session.link !== 'lost';
  const next = { ...session.capabilities };
  for (const capability of capabilities) {
    const state = next[capability];
    if (flows && state.state === 'held') {
      const { leftMs, ...rest } = state;
      next[capability] = { ...rest, state: 'granted', until: at + leftMs };
    } else if (!flows && state.state === 'granted') {
      const { until, ...rest } = state;
      next[capability] = { ...rest, state: 'held', leftMs: Math.max(0, until - at) };
    }
  }
  return { ...session, capabilities: next };
}

function tick(session: HostSession, at: number, policy: SessionPolicy): HostSession {
  if (!isOn(session)) return session;
  if (session.pairedAt !== null && at - session.pairedAt >= policy.sessionMs)
    return end(session, 'expired', at);
  if (session.linkLostAt !== null && at - session.linkLostAt >= policy.linkKeepMs)
    return end(session, 'link-lost', at);
  let next = session;
  for (const capability of capabilities) {
    const state = next.capabilities[capability];
    if (state.state === 'granted' && at >= state.until)
      next = takeBack(next, capability, at, 'lease-ended').session;
  }
  return next;
}

function end(session: HostSession, reason: EndReason, at: number): HostSession {
  if (session.phase === 'ended' || session.phase === 'idle') return session;
  const ended: HostSession = {
    ...session,
    phase: 'ended',
    link: 'none',
    linkLostAt: null,
    paused: false,
    capabilities: idleSession.capabilities,
    endedAt: at,
    endReason: reason,
  };
  return log(ended, { at, what: 'ended', detail: reason });
}

function log(session: HostSession, event: SessionEvent): HostSession {
  return { ...session, events: [...withRoom(session.events), event] };
}

/** Nobody can push what the person did and allowed out of their own receipt. */
function withRoom(events: readonly SessionEvent[]): readonly SessionEvent[] {
  if (events.length < MAX_EVENTS) return events;
  const first = Math.max(
    0,
    events.findIndex(({ what }) => repeatable.has(what)),
  );
  return events.filter((_event, n) => n !== first);
}

function done(session: HostSession): Reduced {
  return { session, refused: null };
}

function refuse(
  session: HostSession,
  code: 'SESSION_STATE' | 'CONSENT_COOLDOWN' | 'CONSENT_MISSING',
  detail: string,
): Reduced {
  return { session, refused: appError(code, detail) };
}
