import { severityRank, type Fired, type RuleResult, type Unknown } from './finding.ts';

/** How many of the others a finding names. */
const MAX_MORE = 20;

/**
 * One result for a rule that looks at several things (volumes, disks, printers): the worst that fired, naming the
 * others; "unknown" when none fired and one could not be judged; else the first that is fine. `none` answers for an
 * empty list, which is never "ok".
 */
export function worstOf(results: readonly RuleResult[], none: Unknown): RuleResult {
  const fired = results.filter((result): result is Fired => result.result === 'fired');
  const [worst, ...others] = fired.map((result, i) => ({ result, i })).sort(bySeverityThenPlace);
  if (worst)
    return withOthers(
      worst.result,
      others.map(({ result }) => result.evidence.text),
    );
  return results.find((result) => result.result === 'unknown') ?? results[0] ?? none;
}

interface Placed {
  readonly result: Fired;
  readonly i: number;
}

function bySeverityThenPlace(a: Placed, b: Placed): number {
  return (
    severityRank(b.result.severity) - severityRank(a.result.severity) ||
    b.result.level - a.result.level ||
    a.i - b.i
  );
}

function withOthers(worst: Fired, texts: readonly string[]): Fired {
  if (texts.length === 0) return worst;
  return {
    ...worst,
    evidence: { ...worst.evidence, more: texts.slice(0, MAX_MORE) },
    params: { ...worst.params, others: texts.length },
  };
}
