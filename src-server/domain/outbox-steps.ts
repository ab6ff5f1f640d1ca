import {
  trouble,
  type ConnectorTrouble,
  type ConnectorTroubleKind,
} from '../../src-shared/helpdesk/connector-trouble.ts';
import type { ConnectorCapabilities } from './connector.ts';
import type { DeadLetterDecision, OutboxAction, OutboxEntry, OutboxProgress } from './outbox-entry.ts';

/** All deciding of the outbox: pure, times and chance handed in. */

export const outboxLimits = {
  firstDelayMs: 5_000,
  maxDelayMs: 3_600_000,
  /** Then it is a dead letter, whatever it was. */
  giveUpMs: 3 * 86_400_000,
  /** A token that was refused: asking more often locks accounts. */
  authPauseMs: 15 * 60_000,
  /** Where a system says "too many" without saying for how long. */
  ratePauseMs: 60_000,
  /** No system may stop us for longer. */
  maxRetryAfterMs: 6 * 3_600_000,
  maxConflicts: 5,
} as const;

export type NextStep =
  | { readonly type: 'send' }
  /** Ask whether an earlier try was done. */
  | { readonly type: 'look' }
  | { readonly type: 'wait'; readonly until: number }
  | { readonly type: 'stop'; readonly trouble: ConnectorTrouble };

/** How every entry begins. */
export function freshProgress(nowMs: number): OutboxProgress {
  return {
    state: 'waiting',
    attempts: 0,
    since: nowMs,
    notBefore: nowMs,
    uncertainSince: undefined,
    sentAt: undefined,
    trouble: undefined,
  };
}

/** What to do with an entry whose turn it is. */
export function nextStep(
  entry: OutboxEntry,
  can: ConnectorCapabilities,
  { nowMs, leaseMs }: { readonly nowMs: number; readonly leaseMs: number },
): NextStep {
  const { uncertainSince, sentAt } = entry.progress;
  if (uncertainSince === undefined || entry.action.type === 'state') return { type: 'send' };
  const what = entry.action.type === 'create' ? 'create' : 'message';
  if (nowMs - uncertainSince < can.idempotentMs[what]) return { type: 'send' };
  if (!can.finds) return { type: 'stop', trouble: unknownOutcome(entry.progress.trouble) };
  // up to a lease after `sentAt` a slow node may still be sending
  const from = (sentAt ?? uncertainSince) + leaseMs + can.settleMs[what];
  return nowMs >= from ? { type: 'look' } : { type: 'wait', until: from };
}

/** Whether a system can do this at all. */
export function isPossible(action: OutboxAction, can: ConnectorCapabilities): boolean {
  switch (action.type) {
    case 'create':
      return true;
    case 'note':
      return can.notes;
    case 'reply':
      return can.replies;
    case 'state':
      return can.states;
  }
}

/** Before a call that changes something: from here on it may have happened. */
export function sending(progress: OutboxProgress, nowMs: number): OutboxProgress {
  return { ...progress, uncertainSince: progress.uncertainSince ?? nowMs, sentAt: nowMs };
}

/** After a look that found nothing: what was tried before has not happened. */
export function notThere(progress: OutboxProgress): OutboxProgress {
  return { ...progress, uncertainSince: undefined };
}

export function done(progress: OutboxProgress): OutboxProgress {
  return { ...progress, state: 'done', uncertainSince: undefined, trouble: undefined };
}

export function dead(progress: OutboxProgress, reason: ConnectorTrouble): OutboxProgress {
  return { ...progress, state: 'dead', trouble: reason };
}

export interface AfterTrouble {
  readonly progress: OutboxProgress;
  /** Epoch ms up to which nothing is sent to this connector. */
  readonly pauseUntil?: number | undefined;
}

/**
 * After a call that went wrong. `before` is the progress before `sending`: what was uncertain then stays so, even when
 * this call surely did nothing. `chance` is in [0, 1).
 */
export function afterTrouble(
  before: OutboxProgress,
  sent: OutboxProgress,
  reason: ConnectorTrouble,
  at: { readonly nowMs: number; readonly chance: number },
): AfterTrouble {
  const uncertainSince = reason.mayHaveHappened ? sent.uncertainSince : before.uncertainSince;
  const progress = { ...sent, uncertainSince, trouble: reason };
  if (isFinal(reason.kind) || at.nowMs - progress.since >= outboxLimits.giveUpMs)
    return { progress: dead(progress, reason) };
  return later(progress, reason, at);
}

function later(
  progress: OutboxProgress,
  reason: ConnectorTrouble,
  { nowMs, chance }: { readonly nowMs: number; readonly chance: number },
): AfterTrouble {
  if (reason.kind === 'rate_limited') {
    const wait = Math.min(reason.retryAfterMs ?? outboxLimits.ratePauseMs, outboxLimits.maxRetryAfterMs);
    const until = nowMs + wait;
    return { progress: { ...progress, notBefore: until }, pauseUntil: until };
  }
  const attempts = progress.attempts + 1;
  if (reason.kind === 'conflict' && attempts > outboxLimits.maxConflicts)
    return { progress: dead({ ...progress, attempts }, reason) };
  const pauseUntil = reason.kind === 'auth' ? nowMs + outboxLimits.authPauseMs : undefined;
  const notBefore = Math.max(nowMs + backOff(attempts, chance), nowMs + (reason.retryAfterMs ?? 0));
  return { progress: { ...progress, attempts, notBefore }, pauseUntil };
}

/** Doubles up to an hour; the upper half is chance, so that many entries do not come back at once. */
export function backOff(attempts: number, chance: number): number {
  const full = Math.min(outboxLimits.maxDelayMs, outboxLimits.firstDelayMs * 2 ** Math.min(attempts, 20));
  return Math.round(full / 2 + (chance * full) / 2);
}

/** Trouble that trying again does not mend. */
function isFinal(kind: ConnectorTroubleKind): boolean {
  switch (kind) {
    case 'permission':
    case 'validation':
    case 'not_found':
    case 'too_large':
    case 'outcome_unknown':
      return true;
    case 'auth':
    case 'conflict':
    case 'rate_limited':
    case 'transient':
      return false;
  }
}

/** What a person decided about a dead letter. Undefined: the decision does not fit. */
export function decided(
  entry: OutboxEntry,
  decision: DeadLetterDecision,
  nowMs: number,
): OutboxProgress | undefined {
  const { progress } = entry;
  if (progress.state !== 'dead') return undefined;
  switch (decision.type) {
    case 'retry': {
      // where the system can't be asked, the person was: it is not there
      const looked = progress.trouble?.kind === 'outcome_unknown';
      const uncertainSince = looked ? undefined : progress.uncertainSince;
      return { ...progress, state: 'waiting', attempts: 0, since: nowMs, notBefore: nowMs, uncertainSince };
    }
    case 'drop':
      return { ...progress, state: 'dropped' };
    case 'sent':
      return entry.action.type === 'create' && decision.remote === undefined ? undefined : done(progress);
  }
}

function unknownOutcome(last: ConnectorTrouble | undefined): ConnectorTrouble {
  const why = last === undefined ? 'the server stopped while sending' : last.detail;
  const detail = `No answer came (${why}), and this system can't be asked. Look there for the session's mark first.`;
  return { ...trouble('outcome_unknown', detail), mayHaveHappened: true };
}
