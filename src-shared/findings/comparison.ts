import { z } from 'zod';
import { areaData, snapshotHeadSchema, type Snapshot } from '../diagnostics/snapshot.ts';
import { changes, compare, comparedSchema, type Change } from './compare.ts';
import { activeOf, judge } from './judge.ts';
import { defaultLimits, type Limits } from './limits.ts';

/**
 * Why two snapshots may not be about the same thing: said beside the comparison, never a reason to refuse it.
 * "backwards": the first is newer than the second. "withheld": one side left out more than the other.
 */
export const doubtSchema = z.enum(['backwards', 'other-system', 'other-computer', 'withheld']);
export type Doubt = z.infer<typeof doubtSchema>;

const endSchema = snapshotHeadSchema.pick({ takenAt: true, platform: true, app: true });

/** Before and after of one computer: every rule that fired on one side at least, what changed first. */
export const comparisonSchema = z.strictObject({
  before: endSchema,
  after: endSchema,
  compared: z.array(comparedSchema).max(500),
  /** Rules that were judged on both sides and fired on neither. */
  fineThroughout: z.number().int().nonnegative(),
  doubts: z.array(doubtSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/**
 * Judges both snapshots, each at the time it was taken, and compares. The second is judged as what follows the first,
 * so that a value that swings around a limit is not told as fixed; what the screens list and what this says agree.
 */
export function compareSnapshots(
  before: Snapshot,
  after: Snapshot,
  limits: Limits = defaultLimits,
): Comparison {
  const first = judge(before, { now: before.takenAt, limits });
  const second = judge(after, { now: after.takenAt, limits, active: activeOf(first) });
  const later = new Map(second.results.map((result) => [result.id, result.result]));
  return {
    before: endOf(before),
    after: endOf(after),
    compared: [...compare(first, second, limits)],
    fineThroughout: first.results.filter(({ id, result }) => result === 'ok' && later.get(id) === 'ok')
      .length,
    doubts: doubtsOf(before, after),
  };
}

/** How many of each kind. */
export function countChanges({ compared }: Pick<Comparison, 'compared'>): Readonly<Record<Change, number>> {
  const count = (change: Change) => compared.filter((one) => one.change === change).length;
  const [gone, better, fresh, worse, same, unsure] = changes.map(count);
  return {
    gone: gone ?? 0,
    better: better ?? 0,
    new: fresh ?? 0,
    worse: worse ?? 0,
    same: same ?? 0,
    unsure: unsure ?? 0,
  };
}

function endOf({ takenAt, platform, app }: Snapshot): Comparison['before'] {
  return { takenAt, platform, app };
}

function doubtsOf(before: Snapshot, after: Snapshot): Doubt[] {
  const doubts: Doubt[] = [];
  if (before.takenAt > after.takenAt) doubts.push('backwards');
  if (before.platform !== after.platform) doubts.push('other-system');
  else if (marksOf(before).some((mark, i) => differ(mark, marksOf(after)[i]))) doubts.push('other-computer');
  if (JSON.stringify(before.withheld) !== JSON.stringify(after.withheld)) doubts.push('withheld');
  return doubts;
}

/** What a computer keeps as long as it is the same one, and what points to nobody. */
function marksOf(snapshot: Snapshot): readonly unknown[] {
  const system = areaData(snapshot, 'system');
  return [
    system?.manufacturer,
    system?.model,
    areaData(snapshot, 'cpu')?.brand,
    areaData(snapshot, 'os')?.arch,
  ];
}

/** Only where both sides know: an unknown is no difference. */
function differ(one: unknown, other: unknown): boolean {
  return one !== null && one !== undefined && other !== null && other !== undefined && one !== other;
}
