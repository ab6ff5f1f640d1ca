import type { AreaId } from '../../../../src-shared/diagnostics/area.ts';
import { areaTitles } from '../../../../src-shared/diagnostics/facts.ts';
import { severityRank, type RuleResult, type Severity } from '../../../../src-shared/findings/finding.ts';
import { areaOfRule } from '../../../../src-shared/findings/rule-areas.ts';
import { deskWords, topicWords, unknownWords } from '../../../../src-shared/words/finding-words.ts';

/** What the technician wants to see of all checks. */
export interface CheckFilter {
  readonly text: string;
  /** This severity and worse; of what did not fire there is none, so it stays. */
  readonly severity: Severity | 'any';
  readonly area: AreaId | 'any';
}
export const noFilter: CheckFilter = { text: '', severity: 'any', area: 'any' };

export const resultKinds = ['fired', 'unknown', 'ok', 'notRelevant'] as const;
export type ResultKind = (typeof resultKinds)[number];

export function kindOf(result: RuleResult): ResultKind {
  return result.result === 'unknown' && result.cause === 'notRelevant' ? 'notRelevant' : result.result;
}

export function filterResults(results: readonly RuleResult[], filter: CheckFilter): readonly RuleResult[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return results.filter((result) => {
    if (filter.area !== 'any' && areaOfRule(result.id) !== filter.area) return false;
    if (result.result === 'fired' && filter.severity !== 'any') {
      if (severityRank(result.severity) < severityRank(filter.severity)) return false;
    }
    const text = words.length === 0 ? '' : textOf(result).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The areas that any of the rules looks at, in the order of the report. */
export function areasOf(results: readonly RuleResult[], all: readonly AreaId[]): readonly AreaId[] {
  const present = new Set(results.map(({ id }) => areaOfRule(id)));
  return all.filter((area) => present.has(area));
}

function textOf(result: RuleResult): string {
  const common = [result.id, topicWords(result.id), areaTitles[areaOfRule(result.id)]];
  switch (result.result) {
    case 'fired':
      return [...common, deskWords(result).title, result.evidence.text, result.evidence.source].join(' ');
    case 'ok':
      return [...common, result.evidence.text, result.evidence.source].join(' ');
    case 'unknown':
      return [...common, unknownWords(result)].join(' ');
  }
}
