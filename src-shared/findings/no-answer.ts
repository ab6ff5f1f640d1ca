import type { AreaId } from '../diagnostics/area.ts';
import type { ProbeResult } from '../diagnostics/probe-result.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import type { RuleId, Unknown, UnknownCause } from './finding.ts';

export function unknown(id: RuleId, area: AreaId, cause: UnknownCause, reason: string): Unknown {
  return { id, result: 'unknown', cause, area, reason };
}

/** What a rule says when its area gave no data. */
export function noAnswer(
  id: RuleId,
  area: AreaId,
  answer: ProbeResult<unknown> | undefined,
  optionalPart: boolean,
): Unknown {
  if (answer === undefined || answer.status === 'ok')
    return unknown(id, area, 'missing', 'not looked at yet');
  const cause = answer.status === 'unavailable' && optionalPart ? 'notRelevant' : answer.status;
  return unknown(id, area, cause, answer.reason);
}

/** True when one of the fields (paths such as "volumes.volumes.*.usedBytes"), or a whole above it, was left out. */
export function isWithheld(snapshot: Snapshot, fields: readonly string[]): boolean {
  return fields.some((field) =>
    snapshot.withheld.some((path) => field === path || field.startsWith(`${path}.`)),
  );
}
