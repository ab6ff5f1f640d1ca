/** A steady allowance with room for a burst; `takes` is false where the other side asks for more than that. */
export interface RequestBudget {
  takes(now: number): boolean;
}

/** More than any honest desk asks in a second, and far below what the gate to main lets through. */
const PER_SECOND = 10;
const BURST = 30;

/** What one technician may make main do, by what `now` says in ms. */
export function createRequestBudget(): RequestBudget {
  let left = BURST;
  let last: number | null = null;
  return {
    takes(now) {
      left = Math.min(BURST, left + (Math.max(0, now - (last ?? now)) / 1_000) * PER_SECOND);
      last = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
