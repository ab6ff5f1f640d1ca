import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { ruleIds, ruleIdSchema, severitySchema } from './finding.ts';
import { defaultLimits, type Compare, type Level, type Limit, type Limits } from './limits.ts';

const levelOverride = z.strictObject({
  limit: z.number().optional(),
  clear: z.number().optional(),
  severity: severitySchema.optional(),
});
const limitOverride = z.strictObject({
  /** By place: the first changes the mildest level. Levels can be changed, not added. */
  levels: z.array(levelOverride).max(5).optional(),
  also: z.record(z.string().max(40), z.number()).optional(),
});
/** An organisation's own values: only what it wants to change. Arrives from a policy file, so it is decoded. */
export const limitOverridesSchema = z.partialRecord(ruleIdSchema, limitOverride);

type Override = z.infer<typeof limitOverride>;

/**
 * The limits with an organisation's values laid over them. A policy that cannot be right (unknown rule, levels in the
 * wrong order, a clear limit on the wrong side) is refused whole, with one plain sentence for each fault: half a
 * policy would judge in a way that nobody wrote down.
 */
export function mergeLimits(
  policy: unknown,
  base: Limits = defaultLimits,
): Result<Limits, readonly string[]> {
  const decoded = limitOverridesSchema.safeParse(policy);
  if (!decoded.success) {
    return err(decoded.error.issues.map((issue) => `${issue.path.join('.') || 'policy'}: ${issue.message}`));
  }
  const faults: string[] = [];
  const merged = { ...base };
  for (const id of ruleIds) {
    const override = decoded.data[id];
    if (override === undefined) continue;
    merged[id] = mergeOne(base[id], override);
    faults.push(...faultsOf(base[id], merged[id], override).map((fault) => `${id}: ${fault}`));
  }
  return faults.length > 0 ? err(faults) : ok(merged);
}

function mergeOne(limit: Limit, override: Override): Limit {
  const levels = limit.levels.map((level, i) => ({ ...level, ...withoutUndefined(override.levels?.[i]) }));
  return { ...limit, levels, also: { ...limit.also, ...override.also }, anchor: 'policy' };
}

/** A spread of `{limit: undefined}` would wipe the limit, so only what was written is laid over. */
function withoutUndefined(override: z.infer<typeof levelOverride> | undefined): Partial<Level> {
  return {
    ...(override?.limit !== undefined && { limit: override.limit }),
    ...(override?.clear !== undefined && { clear: override.clear }),
    ...(override?.severity !== undefined && { severity: override.severity }),
  };
}

function faultsOf(base: Limit, merged: Limit, override: Override): string[] {
  const rising = isRising(merged.compare);
  const faults: string[] = [];
  if ((override.levels?.length ?? 0) > base.levels.length)
    faults.push(`has only ${base.levels.length} level(s)`);
  for (const key of Object.keys(override.also ?? {})) {
    if (base.also?.[key] === undefined) faults.push(`has no number named ${key}`);
  }
  merged.levels.forEach((level, i) => {
    const before = merged.levels[i - 1];
    if (before && (rising ? level.limit < before.limit : level.limit > before.limit)) {
      faults.push(`level ${i + 1} comes before level ${i}`);
    }
    if (level.clear !== undefined && (rising ? level.clear > level.limit : level.clear < level.limit)) {
      faults.push(`level ${i + 1} would clear before it fires`);
    }
  });
  return faults;
}

/** True where higher values are worse. */
export function isRising(compare: Compare): boolean {
  return compare === 'over' || compare === 'atLeast';
}
