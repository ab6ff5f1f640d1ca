import { z } from 'zod';
import {
  MAX_EVIDENCE_TEXT,
  ruleIdSchema,
  severityRank,
  severitySchema,
  type Fired,
  type Judgement,
  type RuleResult,
} from './finding.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { isRising } from './merge-limits.ts';

/**
 * "gone": fired before, fine now. "new": the other way round. "unsure": one of the two could not be judged; nothing
 * is claimed about it, since an unknown is never "fine". In the order worth telling: what went away, then what is left.
 */
export const changeSchema = z.enum(['gone', 'better', 'new', 'worse', 'same', 'unsure']);
export type Change = z.infer<typeof changeSchema>;
export const changes: readonly Change[] = changeSchema.options;

/** One side of a comparison; the text is the evidence's ("94.1 % used, 14.1 of 237 GB free") or the reason. */
const sideSchema = z.strictObject({
  result: z.enum(['fired', 'ok', 'unknown']),
  severity: severitySchema.nullable(),
  text: z.string().max(MAX_EVIDENCE_TEXT + 60),
});
export type Side = z.infer<typeof sideSchema>;

export const comparedSchema = z.strictObject({
  id: ruleIdSchema,
  change: changeSchema,
  before: sideSchema,
  after: sideSchema,
});
export type Compared = z.infer<typeof comparedSchema>;

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
      {
        id: first.id,
        change: changeOf(first, second, limits),
        before: sideOf(first, second),
        after: sideOf(second, first),
      },
    ];
  });
  return all.sort((a, b) => changes.indexOf(a.change) - changes.indexOf(b.change) || worst(b) - worst(a));
}

function changeOf(before: RuleResult, after: RuleResult, limits: Limits): Change {
  if (before.result === 'unknown' || after.result === 'unknown') return 'unsure';
  if (before.result === 'ok') return 'new';
  if (after.result === 'ok') return 'gone';
  const step = severityRank(after.severity) - severityRank(before.severity);
  if (step !== 0) return step < 0 ? 'better' : 'worse';
  const fewer = othersOf(before) - othersOf(after);
  if (fewer !== 0) return fewer > 0 ? 'better' : 'worse';
  // the worst disk then and the worst disk now may be two: their figures say nothing about each other
  if (!isSameThing(before, after)) return 'same';
  return byValue(before.evidence.value, after.evidence.value, isRising(limits[before.id].compare));
}

const othersOf = ({ evidence }: Fired) => evidence.more?.length ?? 0;

/** The same figure (load of one minute, not of fifteen) of the same volume, printer or program on both sides. */
function isSameThing(before: Fired, after: Fired): boolean {
  if (before.evidence.limit !== after.evidence.limit || before.evidence.unit !== after.evidence.unit)
    return false;
  return Object.entries(before.params).every(
    ([key, value]) => typeof value !== 'string' || key === 'variant' || after.params[key] === value,
  );
}

/** Values of one level differ by noise all the time: a tenth of the value is needed to call it a change. */
function byValue(before: number | string, after: number | string, rising: boolean): Change {
  if (typeof before !== 'number' || typeof after !== 'number') return 'same';
  const difference = rising ? after - before : before - after;
  if (Math.abs(difference) < Math.max(Math.abs(before), Math.abs(after)) / 10) return 'same';
  return difference < 0 ? 'better' : 'worse';
}

function sideOf(result: RuleResult, other: RuleResult): Side {
  return {
    result: result.result,
    severity: result.result === 'fired' ? result.severity : null,
    text:
      result.result === 'unknown'
        ? result.reason
        : `${another(result, other)}${result.evidence.text}${andMore(result)}`,
  };
}

/**
 * What is fine shows the worst of several: where one disk was full and is not any more, that may be another disk, and
 * its figure must not look like the first one's.
 */
function another(result: RuleResult, other: RuleResult): string {
  if (result.result !== 'ok' || other.result !== 'fired' || result.evidence.unit === '') return '';
  const { text } = other.evidence;
  const named = Object.entries(other.params).flatMap(([key, value]) =>
    typeof value === 'string' && key !== 'variant' && text.includes(value) ? [value] : [],
  );
  return named.length > 0 && named.every((name) => !result.evidence.text.includes(name))
    ? 'the worst is at '
    : '';
}

function andMore(result: Exclude<RuleResult, { result: 'unknown' }>): string {
  const others = result.result === 'fired' ? othersOf(result) : 0;
  return others === 0 ? '' : `, and ${others} more`;
}

function worst({ before, after }: Compared): number {
  const rank = (side: Side) => (side.severity === null ? -1 : severityRank(side.severity));
  return Math.max(rank(before), rank(after));
}
