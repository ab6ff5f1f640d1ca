import type { SlaGoal } from '../../../src-shared/helpdesk/sla-goal.ts';
import type { SlaClock } from './sla-clocks.ts';

/** A moment somebody is told about. `at` is epoch ms. */
export interface SlaAlarm {
  readonly goal: SlaGoal;
  readonly kind: 'warning' | 'breach';
  readonly at: number;
  readonly dueAt?: number | undefined;
  readonly startedAt: number;
}

/**
 * What fell due after `since`, up to and including the moment the clocks were computed for: each alarm comes once when
 * a job asks again and again with the last moment it asked for. A breach makes its own warning needless in the same go.
 */
export function alarmsSince(clocks: readonly SlaClock[], since: number): readonly SlaAlarm[] {
  return clocks
    .filter((clock) => clock.state === 'running')
    .map(alarmOf)
    .filter((alarm) => alarm !== undefined)
    .filter((alarm) => alarm.at > since);
}

function alarmOf({ goal, startedAt, dueAt, warnAt, warned, breached }: SlaClock): SlaAlarm | undefined {
  if (breached && dueAt !== undefined) return { goal, kind: 'breach', at: dueAt, dueAt, startedAt };
  if (warned && warnAt !== undefined) return { goal, kind: 'warning', at: warnAt, dueAt, startedAt };
  return undefined;
}

/** When a running clock next warns or breaches: until then nobody needs to look. `now` is that of the clocks. */
export function nextAlarmAt(clocks: readonly SlaClock[]): number | undefined {
  const times = clocks
    .filter((clock) => clock.state === 'running')
    .flatMap(({ warned, warnAt, breached, dueAt }) => [
      ...(!warned && warnAt !== undefined ? [warnAt] : []),
      ...(!breached && dueAt !== undefined ? [dueAt] : []),
    ]);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The running clock that runs out first: what a list of tickets sorts by. */
export function mostPressing(clocks: readonly SlaClock[]): SlaClock | undefined {
  const running = clocks.filter(({ state, dueAt }) => state === 'running' && dueAt !== undefined);
  return running.reduce<SlaClock | undefined>(
    (best, clock) => (best === undefined || (clock.dueAt ?? 0) < (best.dueAt ?? 0) ? clock : best),
    undefined,
  );
}
