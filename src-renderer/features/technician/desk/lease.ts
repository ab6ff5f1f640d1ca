import type { Capability } from '../../../../src-shared/session/capability.ts';
import type { Desk } from '../../../stores/technician-store.ts';

/** A lease as its chip shows it. */
export type ChipState = 'granted' | 'last-minute' | 'held' | 'ask' | 'over';

export function chipState(desk: Desk, capability: Capability, now: number): ChipState {
  if (desk.ended !== null) return 'over';
  const lease = desk.capabilities[capability];
  if (lease.state === 'held') return 'held';
  if (lease.state === 'off') return desk.link.state === 'lost' ? 'over' : 'ask';
  if (desk.link.state === 'lost') return 'held';
  return leaseLeft(desk, capability, now) <= 60_000 ? 'last-minute' : 'granted';
}

/**
 * What is left of a lease, ms: it runs only while it is granted, so `now` counts only then. `now` may be a second old
 * when the grant arrives; that never adds time.
 */
export function leaseLeft(desk: Desk, capability: Capability, now: number): number {
  const lease = desk.capabilities[capability];
  if (lease.state === 'off') return 0;
  return Math.max(
    0,
    lease.state === 'granted' ? lease.leftMs - Math.max(0, now - lease.receivedAt) : lease.leftMs,
  );
}
