import type { Change, Side } from '../findings/compare.ts';
import { countChanges, type Comparison, type Doubt } from '../findings/comparison.ts';
import { severityWords } from './finding-words.ts';

/** What became of a finding, in one or two words: for the person, the desk and the command line. */
export const changeWords: Readonly<Record<Change, string>> = {
  gone: 'Fixed',
  better: 'Better',
  new: 'New',
  worse: 'Worse',
  same: 'As before',
  unsure: 'Could not tell',
};

export const doubtWords: Readonly<Record<Doubt, string>> = {
  backwards: 'The first of the two is the newer one.',
  'other-system': 'The two come from different systems.',
  'other-computer': 'The two may come from different computers.',
  withheld: 'The two do not leave out the same things.',
};

/** "2 fixed, 1 new, 3 as before"; "Nothing was found on either side." */
export function comparisonSummary(comparison: Comparison): string {
  const counts = countChanges(comparison);
  const parts = Object.entries(counts).flatMap(([change, count]) => {
    const word = Object.entries(changeWords).find(([key]) => key === change)?.[1] ?? change;
    return count === 0 ? [] : [`${count} ${word.toLowerCase()}`];
  });
  return parts.length === 0 ? 'Nothing was found before or after' : parts.join(', ');
}

/** "Medium: 94.1 % used, 14.1 of 237 GB free"; "Fine: …"; "Not known: …". */
export function sideWords({ result, severity, text }: Side): string {
  const what = result === 'unknown' ? 'Not known' : severity === null ? 'Fine' : severityWords[severity];
  return text === '' ? what : `${what}: ${text}`;
}
