import type { CommandOutcome } from './run-command.ts';

/** What a source says: facts, or why it has none. Never a blank: empty is not healthy. */
export type Answer<T> =
  | { readonly status: 'ok'; readonly data: T; readonly source: string }
  | {
      readonly status: 'unavailable' | 'denied' | 'failed';
      readonly reason: string;
      readonly source: string;
    };

export function facts<T>(source: string, data: T): Answer<T> {
  return { status: 'ok', data, source };
}

/** This computer does not have it, or the system does not tell. `reason` is plain English for the screen. */
export function unavailable(source: string, reason: string): Answer<never> {
  return { status: 'unavailable', reason, source };
}

/** The system refuses this user. */
export function denied(source: string, reason: string): Answer<never> {
  return { status: 'denied', reason, source };
}

export function failed(source: string, reason: string): Answer<never> {
  return { status: 'failed', reason, source };
}

/** Why a program gave no answer: not there, not allowed, or not in time. */
export function notAnswered(
  source: string,
  outcome: Exclude<CommandOutcome, { status: 'ok' }>,
): Answer<never> {
  switch (outcome.status) {
    case 'missing':
      return unavailable(source, outcome.reason);
    case 'denied':
      return denied(source, outcome.reason);
    case 'timeout':
    case 'too-much':
    case 'failed':
      return failed(source, outcome.reason);
  }
}
