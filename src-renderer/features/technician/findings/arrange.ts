import type { Finding, RuleId } from '../../../../src-shared/findings/finding.ts';
import { severityRank } from '../../../../src-shared/findings/finding.ts';

/** One row of the list: a finding, under its cause or on its own. */
export interface Row {
  readonly id: RuleId;
  /** The finding under which it is shown; null for a row of its own. */
  readonly under: RuleId | null;
}

/** Causes first, worst first, each followed by its effects: the order in which a calm list stands. */
export function byCause(findings: readonly Finding[]): readonly Row[] {
  const present = new Set(findings.map(({ id }) => id));
  const isEffect = ({ id, explainedBy }: Finding) =>
    explainedBy !== null && explainedBy !== id && present.has(explainedBy);
  const roots = findings.filter((finding) => !isEffect(finding));
  const shown = new Set<RuleId>();
  const rows: Row[] = [];
  const add = (finding: Finding, under: RuleId | null) => {
    if (shown.has(finding.id)) return;
    shown.add(finding.id);
    rows.push({ id: finding.id, under });
    // an effect of an effect stands under the first cause: two levels are enough to read
    for (const effect of findings) if (effect.explainedBy === finding.id) add(effect, under ?? finding.id);
  };
  for (const root of roots) add(root, null);
  for (const left of findings) add(left, null); // explained in a circle: shown all the same
  return rows;
}

/** Findings that stand on their own: what is counted beside the title. */
export function causeCount(findings: readonly Finding[]): number {
  return byCause(findings).filter(({ under }) => under === null).length;
}

/** Worst first, nothing nested. */
export function bySeverity(findings: readonly Finding[]): readonly Row[] {
  return [...findings]
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => severityRank(b.finding.severity) - severityRank(a.finding.severity) || a.index - b.index)
    .map(({ finding }) => ({ id: finding.id, under: null }));
}

/**
 * The next order. While `held` (parts still arrive, or somebody points at the list) nothing that is there moves: what
 * is gone goes, what is new comes below.
 */
export function arrange(shown: readonly Row[], wanted: readonly Row[], held: boolean): readonly Row[] {
  if (!held || shown.length === 0) return same(shown, wanted) ? shown : wanted;
  const still = new Set(wanted.map(({ id }) => id));
  const kept = shown.filter(({ id }) => still.has(id));
  const known = new Set(kept.map(({ id }) => id));
  const fresh = wanted.filter(({ id }) => !known.has(id)).map(({ id }) => ({ id, under: null }));
  const next = [...kept, ...fresh];
  return same(shown, next) ? shown : next;
}

function same(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, i) => row.id === b[i]?.id && row.under === b[i]?.under);
}
