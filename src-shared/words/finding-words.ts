import type { Platform } from '../diagnostics/snapshot.ts';
import type {
  Evidence,
  Finding,
  Params,
  RuleId,
  Severity,
  Unknown,
  UnknownCause,
} from '../findings/finding.ts';
import { fill } from './fill.ts';
import { findingsEn } from './findings-en.ts';
import { signed } from './format.ts';
import type { RuleWords, Steps } from './rule-words.ts';

type Told = Pick<Finding, 'id' | 'params'>;

/** What the person reads: a card, and the steps behind its button. */
export interface PersonWords {
  readonly title: string;
  readonly meaning: string;
  readonly tryThis: { readonly label: string; readonly steps: readonly string[] };
}

export function personWords({ id, params }: Told, platform: Platform, words = findingsEn): PersonWords {
  const { title, meaning, tryThis } = textsOf(words[id], params);
  return {
    title: fill(title, params),
    meaning: [fill(meaning, params), ...others(params)].join(' '),
    tryThis: {
      label: tryThis.label,
      steps: stepsFor(tryThis.steps, platform).map((step) => fill(step, params)),
    },
  };
}

/** What the technician reads: the row's title, and the lines below it. */
export interface DeskWords {
  readonly title: string;
  readonly severity: string;
  /** "94.1 % used, 14.1 of 237 GB free". */
  readonly value: string;
  /** "90 %, clears under 80 %"; null where the rule has no number. */
  readonly limit: string | null;
  /** The limit was published for a longer measurement. */
  readonly note: string | null;
}

export function deskWords(
  finding: Pick<Finding, 'id' | 'params' | 'severity' | 'evidence' | 'shortSample'>,
): DeskWords {
  const { id, params, severity, evidence, shortSample } = finding;
  return {
    title: fill(textsOf(findingsEn[id], params).short, params),
    severity: severityWords[severity],
    value: evidence.text,
    limit: limitWords(evidence),
    note: shortSample ? 'Short sample, one level milder' : null,
  };
}

/** What a check is about, for lists: "Space on your disk". */
export function topicWords(id: RuleId): string {
  return findingsEn[id].topic;
}

export const severityWords: Readonly<Record<Severity, string>> = {
  info: 'Info',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

const causeWords: Readonly<Record<UnknownCause, string>> = {
  missing: 'Not known',
  unavailable: 'Not known',
  denied: 'Not allowed',
  failed: 'Did not work',
  withheld: 'Hidden',
  notRelevant: 'Not needed here',
};

/** Why a check could not be made, as one line for both sides: "Not known: no answer in 3 s". */
export function unknownWords({ cause, reason }: Pick<Unknown, 'cause' | 'reason'>): string {
  return `${causeWords[cause]}: ${reason}`;
}

/** "90 %, clears under 80 %". */
function limitWords({ limit, clear, unit }: Evidence): string | null {
  if (limit === null) return null;
  const withUnit = (value: number) => `${signed(value)} ${unit}`.trim();
  if (typeof limit === 'string') return limit;
  if (clear === undefined) return withUnit(limit);
  return `${withUnit(limit)}, clears ${clear < limit ? 'under' : 'from'} ${withUnit(clear)}`;
}

function textsOf(words: RuleWords, params: Params): RuleWords {
  const variant = params['variant'];
  return typeof variant === 'string' ? { ...words, ...words.variants?.[variant] } : words;
}

function others({ others: count }: Params): readonly string[] {
  return typeof count === 'number' && count > 0 ? [`The same is true of ${count} more.`] : [];
}

function stepsFor(steps: Steps, platform: Platform): readonly string[] {
  if (isOneList(steps)) return steps;
  return platform === 'other' ? steps.linux : steps[platform];
}

// Array.isArray does not narrow readonly arrays
function isOneList(steps: Steps): steps is readonly string[] {
  return Array.isArray(steps);
}
