import { isStopped, WRONG_CODE_WINDOW_MS } from '../../src-shared/session/wrong-codes.ts';

/** What wrong codes bring. // PR-3 */
export type CodeBrake =
  | { readonly state: 'free' }
  /** `until` in epoch ms; null means until the app is started anew. */
  | { readonly state: 'paused'; readonly until: number | null };

const PAUSE_AFTER = 3;
const PAUSE_MS = 60_000;

/** Three wrong codes in ten minutes pause new ones for a minute, five stop them. Times in epoch ms. */
export function codeBrake(wrongCodes: readonly number[], now: number): CodeBrake {
  if (isStopped(wrongCodes)) return { state: 'paused', until: null };
  const recent = wrongCodes.filter((at) => now - at < WRONG_CODE_WINDOW_MS);
  const last = recent.at(-1);
  if (last === undefined || recent.length < PAUSE_AFTER || now >= last + PAUSE_MS) return { state: 'free' };
  return { state: 'paused', until: last + PAUSE_MS };
}
