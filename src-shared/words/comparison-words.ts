import type { Change, Compared, Side } from '../findings/compare.ts';
import type { Comparison, Doubt } from '../findings/comparison.ts';
import { severityWords } from './finding-words.ts';

const changeWords: Readonly<Record<Change, string>> = {
  gone: 'Fixed',
  better: 'Better',
  new: 'New',
  worse: 'Worse',
  same: 'As before',
  unsure: 'Could not tell',
};

/**
 * What became of a finding, in one or two words: for the person, the desk and the command line. What was only good to
 * know (a VPN is on) was no fault, so it is gone and not fixed.
 */
export function changeWord({ change, before }: Pick<Compared, 'change' | 'before'>): string {
  return change === 'gone' && before.severity === 'info' ? 'Gone' : changeWords[change];
}

export const doubtWords: Readonly<Record<Doubt, string>> = {
  backwards: 'The first of the two is the newer one.',
  'other-system': 'The two come from different systems.',
  'other-computer': 'The two may come from different computers.',
  withheld: 'The two do not leave out the same things.',
};

/** "2 fixed, 1 new, 3 as before"; "Nothing was found on either side." */
export function comparisonSummary({ compared }: Pick<Comparison, 'compared'>): string {
  const counts = new Map<string, number>();
  for (const one of compared) {
    const word = changeWord(one).toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = [...counts].map(([word, count]) => `${count} ${word}`);
  return parts.length === 0 ? 'Nothing was found before or after' : parts.join(', ');
}

/** "Medium: 94.1 % used, 14.1 of 237 GB free"; "Fine: …"; "Not known: …". */
export function sideWords({ result, severity, text }: Side): string {
  const what = result === 'unknown' ? 'Not known' : severity === null ? 'Fine' : severityWords[severity];
  return text === '' ? what : `${what}: ${text}`;
}
