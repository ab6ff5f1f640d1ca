const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/**
 * How long to wait before try number `attempt` (the first repetition is 1): doubling from 1 s to 15 s, with half of
 * it left to chance so that a server coming back is not met by everybody at once. `random` is in [0, 1).
 */
export function backOffMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(whole / 2 + (whole / 2) * random);
}
