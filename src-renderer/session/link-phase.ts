import type { AppError } from '../../src-shared/errors.ts';
import { RESUME_WITHIN_MS } from '../../src-shared/pairing/resume.ts';

export type LinkPhase =
  | { readonly name: 'waiting' } // paired; the person has not said yes
  | { readonly name: 'connecting'; readonly since: number }
  | { readonly name: 'up'; readonly since: number }
  | LostPhase
  | { readonly name: 'over'; readonly error: AppError };

export interface LostPhase {
  readonly name: 'lost';
  readonly since: number;
  /** Epoch ms at which we give up. */
  readonly until: number;
  /** Tries to meet again so far. */
  readonly attempt: number;
  /** Null while a try is under way. */
  readonly nextTryAt: number | null;
  /** It was lost before the person had said yes: then there is nothing to go on with yet. */
  readonly beforeConsent: boolean;
}

/** A side that vanished before the person said yes is not waited for as long as a session is. */
const WAIT_BEFORE_CONSENT_MS = 30_000;

/** The phase at the moment of a loss: a loss that is being mended goes on, with its own end. */
export function lostAt(phase: LinkPhase, now: number): LostPhase {
  if (phase.name === 'lost') return phase;
  const beforeConsent = phase.name === 'waiting';
  const until = now + (beforeConsent ? WAIT_BEFORE_CONSENT_MS : RESUME_WITHIN_MS);
  return { name: 'lost', since: now, until, attempt: 0, nextTryAt: null, beforeConsent };
}

/**
 * Resume keys, newest first. After a resuming run the older one stays until the other side has shown that it holds
 * the newer one: the run's last message may have been lost on the way.
 */
export interface ResumeKeys {
  readonly newest: Uint8Array;
  readonly before: Uint8Array | null;
}

/** The key of a try: by turns, so that two sides that hold different newest ones meet within two tries. */
export function keyFor(keys: ResumeKeys, attempt: number): Uint8Array {
  return keys.before !== null && attempt % 2 === 0 ? keys.before : keys.newest;
}
