import type { AreaId } from '../diagnostics/area.ts';
import type { ProbeResult } from '../diagnostics/probe-result.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { LEFT_OUT, mayBeWithheld } from '../diagnostics/withheld.ts';
import { fieldsByPath } from '../diagnostics/fields.ts';
import { maybeLeftOut } from './maybe-left-out.ts';
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
  if (answer.status === 'denied' && answer.reason === LEFT_OUT)
    return unknown(id, area, 'withheld', LEFT_OUT);
  const cause = answer.status === 'unavailable' && optionalPart ? 'notRelevant' : answer.status;
  return unknown(id, area, cause, answer.reason);
}

/** True when one of the fields (paths such as "volumes.volumes.*.usedBytes") may have been left out. */
export function isWithheld(snapshot: Snapshot, paths: readonly string[]): boolean {
  return paths.some((path) => {
    const field = fieldsByPath.get(path);
    if (!field || !mayBeWithheld(snapshot.withheld, field)) return false;
    return maybeLeftOut(snapshot, field.area).includes(path);
  });
}
