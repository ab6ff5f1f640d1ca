/** A budget that fills at a steady rate up to a burst. Synchronous, so that frames keep their order. */
export interface TokenBucket {
  /** Takes `amount` and answers true, or leaves all and answers false. `nowMs` must not go back. */
  take(amount: number, nowMs: number): boolean;
}

export function createTokenBucket(perSecond: number, burst: number): TokenBucket {
  let level = burst;
  let last: number | undefined;
  return {
    take(amount, nowMs) {
      level = Math.min(burst, level + ((nowMs - (last ?? nowMs)) / 1_000) * perSecond);
      last = nowMs;
      if (amount > level) return false;
      level -= amount;
      return true;
    },
  };
}
