import { LEASE_MS, type Capability, type CapabilityState } from '../../src-shared/session/capability.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { CapabilityView, HostMessage } from '../../src-shared/protocol/peer-messages.ts';

/** The session as the technician may see it. Times as what is left, since the two clocks differ (PM-7). */
export function sessionStateMessage(
  session: HostSession,
  now: number,
): Extract<HostMessage, { type: 'session.state' }> {
  return {
    type: 'session.state',
    paused: session.paused,
    waiting: !mayConnect(session),
    cooldownMs: Math.max(0, (session.cooldownUntil ?? 0) - now),
    findings: capabilityView('findings', session.capabilities.findings, now),
    screen: capabilityView('screen', session.capabilities.screen, now),
  };
}

function capabilityView(capability: Capability, state: CapabilityState, now: number): CapabilityView {
  if (state.state === 'off') return { state: 'off', leftMs: 0, leaseMs: LEASE_MS[capability] };
  const leftMs = state.state === 'granted' ? Math.max(0, state.until - now) : state.leftMs;
  const { scope } = state;
  const what = nameToTell(state);
  return {
    state: state.state,
    leftMs,
    leaseMs: state.leaseMs,
    ...(what === undefined ? {} : { what }),
    ...(scope === undefined ? {} : { scope }),
  };
}

/** What the other side may call the picture. A window's title can hold names and files: it stays here (PV-7). */
export function nameToTell({ what, scope }: Exclude<CapabilityState, { state: 'off' }>): string | undefined {
  return scope === 'display' ? what : undefined;
}

/** Whether addresses may be exchanged: only once the person has let this technician in. // PM-6 */
export function mayConnect(session: HostSession): boolean {
  const { findings, screen } = session.capabilities;
  const on = session.phase === 'consent' || session.phase === 'live';
  return on && (session.letIn || findings.state !== 'off' || screen.state !== 'off');
}

/** Whether a capability may be used now: granted and not held by a pause or a lost link. */
export function flows(session: HostSession, capability: Capability): boolean {
  return session.phase === 'live' && session.capabilities[capability].state === 'granted';
}
