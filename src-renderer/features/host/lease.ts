import type { CapabilityState } from '../../../src-shared/session/capability.ts';

/** In its last minute a lease turns amber and offers to be renewed. */
export const LAST_MINUTE_MS = 60_000;

/** Milliseconds a lease has left; held leases stand still. */
export function leftOf(state: CapabilityState, now: number): number {
  switch (state.state) {
    case 'granted':
      return Math.max(0, state.until - now);
    case 'held':
      return state.leftMs;
    default:
      return 0;
  }
}
