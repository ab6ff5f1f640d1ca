import type { CapabilityState } from '../../../src-shared/session/capability.ts';
import type { HostSession } from '../../../src-shared/session/host-session.ts';

/** What the pill shows; decided here, drawn in pill.tsx. */
export type PillView =
  | { readonly kind: 'none' }
  | { readonly kind: 'lost'; readonly leftMs: number }
  | { readonly kind: 'paused' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'findings'; readonly leftMs: number }
  | { readonly kind: 'display' | 'window'; readonly what: string | null; readonly leftMs: number };

/** A lost link is kept for five minutes. */
const LINK_KEEP_MS = 300_000;

/** Loss and pause come before anything that was allowed, because then nobody sees it. */
export function pillView(session: HostSession | null, now: number): PillView {
  if (session === null || (session.phase !== 'live' && session.phase !== 'consent')) return { kind: 'none' };
  if (session.link === 'lost') {
    return { kind: 'lost', leftMs: Math.max(0, (session.linkLostAt ?? now) + LINK_KEEP_MS - now) };
  }
  if (session.paused) return { kind: 'paused' };
  const { findings, screen } = session.capabilities;
  if (session.phase === 'live' && session.link === 'connecting') return { kind: 'connecting' };
  if (screen.state !== 'off') {
    return { kind: screen.scope ?? 'display', what: screen.what ?? null, leftMs: leftOf(screen, now) };
  }
  return findings.state === 'off' ? { kind: 'nothing' } : { kind: 'findings', leftMs: leftOf(findings, now) };
}

function leftOf(state: Exclude<CapabilityState, { state: 'off' }>, now: number): number {
  return state.state === 'held' ? state.leftMs : Math.max(0, state.until - now);
}
