import type { Ok, RuleResult, Unknown } from '../findings/finding.ts';
import { defaultLimits, type Compare, type Limits } from '../findings/limits.ts';
import { unknownWords } from './finding-words.ts';
import { signed } from './format.ts';

const compareWords: Readonly<Record<Compare, string>> = {
  over: 'over',
  atLeast: 'from',
  under: 'under',
  atMost: 'at or under',
};

/** Why a rule did not fire, or could not be judged: "41 % used; fires over 90 %", "Not allowed: needs root". */
export function whyNotWords(result: Ok | Unknown, limits: Limits = defaultLimits): string {
  if (result.result === 'unknown') return unknownWords(result);
  const { limit, unit, text } = result.evidence;
  if (typeof limit !== 'number') return text;
  return `${text}; fires ${compareWords[limits[result.id].compare]} ${signed(limit)} ${unit}`.trimEnd();
}

/** Checks that share one reason for having no answer. */
export interface SameReason {
  /** "Not allowed: needs administrator rights". */
  readonly words: string;
  readonly results: readonly Unknown[];
}

/** By reason, the one that explains most first; inside in the order of the catalogue. */
export function byReason(results: readonly RuleResult[]): readonly SameReason[] {
  const groups = new Map<string, Unknown[]>();
  for (const result of results) {
    if (result.result !== 'unknown') continue;
    const words = unknownWords(result);
    groups.set(words, [...(groups.get(words) ?? []), result]);
  }
  return [...groups]
    .map(([words, members]) => ({ words, results: members }))
    .sort((a, b) => b.results.length - a.results.length);
}
