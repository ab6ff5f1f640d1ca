import { areaData, type Snapshot } from '../diagnostics/snapshot.ts';
import { LEFT_OUT } from '../diagnostics/withheld.ts';
import { allRules } from './all-rules.ts';
import { groupByCause } from './causes.ts';
import {
  lowered,
  severityRank,
  type Active,
  type Counts,
  type Finding,
  type Fired,
  type Judgement,
  type RuleResult,
} from './finding.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { RuleContext } from './look.ts';
import { unknown } from './no-answer.ts';
import type { Rule } from './rule.ts';
import { excuses, watchWithheld, type WatchedSnapshot } from './withheld-reads.ts';

export interface JudgeOptions {
  /** Epoch ms. */
  readonly now: number;
  /** `activeOf` the judgement before: keeps a value that swings around a limit from coming and going. */
  readonly active?: Active;
  /** The organisation's limits, made with `mergeLimits`. */
  readonly limits?: Limits;
}

/**
 * Judges every rule over a snapshot, complete or still filling. Pure: the host and the desk run the same code over
 * the same redacted snapshot and come to the same findings.
 */
export function judge(
  snapshot: Snapshot,
  { now, active = new Map(), limits = defaultLimits }: JudgeOptions,
): Judgement {
  const context: RuleContext = { now, active };
  const watched = watchWithheld(snapshot);
  const results = allRules.map((rule) =>
    shortSampleLowered(judgeOne(rule, watched, limits, context), limits),
  );
  const findings = groupByCause(results.filter((result): result is Fired => result.result === 'fired'));
  return { findings: [...findings], results, counts: count(results) };
}

/** One rule; what it says after looking at a field that was left out is "left out", unless it found something. */
export function judgeOne(
  rule: Rule,
  watched: WatchedSnapshot,
  limits: Limits,
  context: RuleContext,
): RuleResult {
  const { id, area } = rule;
  const { snapshot } = watched;
  if (rule.only && !rule.only.includes(snapshot.platform)) {
    return unknown(id, area, 'notRelevant', 'not a matter on this system');
  }
  if (rule.realMachineOnly && areaData(snapshot, 'system')?.virtual === true) {
    return unknown(id, area, 'notRelevant', 'this is a virtual computer');
  }
  const { result, read } = watched.readsWithheld(() => rule.judge(snapshot, limits, context));
  const needed =
    result.result === 'fired' ? (excuses[id] ?? []).some((path) => read.has(path)) : read.size > 0;
  return needed ? unknown(id, area, 'withheld', LEFT_OUT) : result;
}

/** A limit published for ten minutes says less about two seconds: one level milder, and marked. */
function shortSampleLowered(result: RuleResult, limits: Limits): RuleResult {
  if (result.result !== 'fired') return result;
  const { windowMs } = limits[result.id];
  if (windowMs === undefined || (result.evidence.sampleMs ?? 0) >= windowMs) return result;
  return { ...result, severity: lowered(result.severity), shortSample: true };
}

function count(results: readonly RuleResult[]): Counts {
  const tally = { fired: 0, ok: 0, unknown: 0, notRelevant: 0 };
  for (const result of results) {
    tally[result.result === 'unknown' && result.cause === 'notRelevant' ? 'notRelevant' : result.result] += 1;
  }
  return tally;
}

/** What is active now, to hand to the next `judge`. */
export function activeOf(judgement: Judgement): Active {
  return new Map(judgement.findings.map(({ id, level }) => [id, level]));
}

/** The findings a person sees first: causes without their effects, worst first; a cause is as bad as its worst effect. */
export function topFindings(
  judgement: { readonly findings: readonly Finding[] },
  most = 5,
): readonly Finding[] {
  const byId = new Map(judgement.findings.map((finding) => [finding.id, finding]));
  const weight = (finding: Finding) =>
    Math.max(
      severityRank(finding.severity),
      ...finding.explains.map((id) => severityRank(byId.get(id)?.severity ?? 'info')),
    );
  return judgement.findings
    .filter(({ explainedBy }) => explainedBy === null)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, most);
}
