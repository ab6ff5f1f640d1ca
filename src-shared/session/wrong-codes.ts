/** Wrong codes are counted over this time, in ms. */
export const WRONG_CODE_WINDOW_MS = 600_000;
/** So many within the window stop new codes until the app is started anew. // PR-3 */
const STOP_AFTER = 5;

/** Whether there ever were five within ten minutes; `wrongCodes` in epoch ms, oldest first. */
export function isStopped(wrongCodes: readonly number[]): boolean {
  return wrongCodes.some((at, n) => (wrongCodes[n + STOP_AFTER - 1] ?? Infinity) - at < WRONG_CODE_WINDOW_MS);
}

/** Those that still count. A stop does not run out: waiting must not buy more guesses. */
export function stillCounting(wrongCodes: readonly number[], at: number): number[] {
  return isStopped(wrongCodes)
    ? [...wrongCodes]
    : wrongCodes.filter((time) => at - time < WRONG_CODE_WINDOW_MS);
}
