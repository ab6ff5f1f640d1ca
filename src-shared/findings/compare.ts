import type { Judgement, RuleId, RuleResult, Severity } from './finding.ts';
import { severityRank } from './finding.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { isRising } from './merge-limits.ts';

/**
 * "gone": fired before, fine now. "new": the other way round. "unsure": one of the two could not be judged; nothing
 * is claimed about it, since an unknown is never "fine".
 */
export type Change = 'gone' | 'better' | 'same' | 'worse' | 'new' | 'unsure';

export interface Compared {
  readonly id: RuleId;
  readonly change: Change;
  readonly before: Side;
  readonly after: Side;
}

/** One side of a comparison; the text is the evidence's ("94.1 % used, 14.1 of 237 GB free") or the reason. */
export interface Side {
  readonly result: RuleResult['result'];
  readonly severity: Severity | null;
  readonly text: string;
}

/** What is worth telling first: what went away, then what is left. */
const order: readonly Change[] = ['gone', 'better', 'new', 'worse', 'same', 'unsure'];

/** Before and after, for every rule that fired on one side at least. */
export function compare(
  before: Judgement,
  after: Judgement,
  limits: Limits = defaultLimits,
): readonly Compared[] {
  const later = new Map(after.results.map((result) => [result.id, result]));
  const all = before.results.flatMap((first) => {
    const second = later.get(first.id);
    if (!second || (first.result !== 'fired' && second.result !== 'fired')) return [];
    return [
      { id: first.id, change: changeOf(first, second, limits), before: sideOf(first), after: sideOf(second) },
    ];
  });
  return all.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change) || worst(b) - worst(a));
}

function changeOf(before: RuleResult, after: RuleResult, limits: Limits): Change {
  if (before.result === 'unknown' || after.result === 'unknown') return 'unsure';
  if (before.result === 'ok') return 'new';
  if (after.result === 'ok') return 'gone';
  const step = severityRank(after.severity) - severityRank(before.severity);
  if (step !== 0) return step < 0 ? 'better' : 'worse';
  return byValue(before.evidence.value, after.evidence.value, isRising(limits[before.id].compare));
}

/** Values of one level differ by noise all the time: a tenth of the value is needed to call it a change. */
function byValue(before: number | string, after: number | string, rising: boolean): Change {
  if (typeof before !== 'number' || typeof after !== 'number') return 'same';
  const difference = rising ? after - before : before - after;
  if (Math.abs(difference) < Math.max(Math.abs(before), Math.abs(after)) / 10) return 'same';
  return difference < 0 ? 'better' : 'worse';
}

function sideOf(result: RuleResult): Side {
  return {
    result: result.result,
    severity: result.result === 'fired' ? result.severity : null,
    text: result.result === 'unknown' ? result.reason : result.evidence.text,
  };
}

function worst({ before, after }: Compared): number {
  const rank = (side: Side) => (side.severity === null ? -1 : severityRank(side.severity));
  return Math.max(rank(before), rank(after));
}
