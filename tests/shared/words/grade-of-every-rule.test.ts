import { describe, expect, it } from 'vitest';
import { changes } from '../../../src-shared/findings/compare.ts';
import { ruleIds } from '../../../src-shared/findings/finding.ts';
import { changeWord, doubtWords } from '../../../src-shared/words/comparison-words.ts';
import { findingsEn } from '../../../src-shared/words/findings-en.ts';
import type { RuleWords, Steps } from '../../../src-shared/words/rule-words.ts';
import { openedWords, openTroubleWords } from '../../../src-shared/words/snapshot-file-words.ts';
import { ok } from '../../../src-shared/result.ts';
import { machine } from '../findings/machine.ts';
import { readingGrade } from './reading-grade.ts';

/*
 * A grade of one short sentence says little: one long word more and it jumps by three. So what is read together is
 * graded together: what was found with what it means, the steps of one system as one list, with their button. Every
 * case of every rule is read from its words, whether or not a test ever made it fire.
 */
interface Group {
  readonly name: string;
  readonly text: string;
}

const systems = ['win32', 'darwin', 'linux'] as const;

/** The words as they are read: numbers and names filled in, every line a sentence. */
const read = (lines: readonly string[]) =>
  lines
    .map((line) =>
      line
        .replace(/\{\w+\|plural:([^},]*),[^}]*\}/g, '$1')
        .replace(/\{(?:name|host|program|volume|service)\w*[^}]*\}/g, 'Word')
        .replace(/\{[^}]*\}/g, '12')
        .replace(/[.:?]*$/, '.'),
    )
    .join(' ');

function stepsOf(steps: Steps): readonly (readonly [string, readonly string[]])[] {
  if ('win32' in steps) return systems.map((system) => [system, steps[system]] as const);
  return [['every system', steps] as const];
}

function groupsOf(words: RuleWords): readonly Group[] {
  const cases = [['', {}] as const, ...Object.entries(words.variants ?? {})];
  return cases.flatMap(([variant, changed]) => {
    const { title, meaning, tryThis } = { ...words, ...changed };
    return [
      { name: `${variant} title and meaning`, text: read([title, meaning]) },
      ...stepsOf(tryThis.steps).map(([system, steps]) => ({
        name: `${variant} steps on ${system}`,
        text: read([tryThis.label, ...steps]),
      })),
    ];
  });
}

describe('every group of sentences a person reads', () => {
  it.each(ruleIds)('%s is at reading grade 8 or lower, case by case and system by system', (id) => {
    for (const { name, text } of groupsOf(findingsEn[id])) {
      expect(readingGrade(text), `${id} ${name}: ${text}`).toBeLessThanOrEqual(8);
    }
  });

  it.each(ruleIds)('%s has no sentence of more than 20 words', (id) => {
    for (const { name, text } of groupsOf(findingsEn[id])) {
      for (const sentence of text.split(/(?<=[.?])\s+/)) {
        expect(sentence.split(/\s+/).length, `${id} ${name}: ${sentence}`).toBeLessThanOrEqual(20);
      }
    }
  });

  it('tells what changed, and why a file was not opened, as plainly', () => {
    const troubles = [
      openedWords(ok({ snapshot: machine(), unread: ['disks', 'network'] })) ?? '',
      openTroubleWords({ why: 'empty' }),
      openTroubleWords({ why: 'too-large' }),
      openTroubleWords({ why: 'not-json' }),
      openTroubleWords({ why: 'not-snapshot' }),
      openTroubleWords({ why: 'newer', schema: 2 }),
      openTroubleWords({ why: 'damaged', at: 'takenAt' }),
    ];
    const side = { result: 'ok', severity: null, text: '' } as const;
    const words = changes.map((change) => changeWord({ change, before: side }));
    for (const lines of [words, Object.values(doubtWords), troubles])
      expect(readingGrade(read(lines)), lines.join(' ')).toBeLessThanOrEqual(8);
  });
});
