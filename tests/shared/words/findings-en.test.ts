import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../src-shared/diagnostics/snapshot.ts';
import { ruleIds, type Finding } from '../../../src-shared/findings/finding.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { isFormat, placeholdersOf } from '../../../src-shared/words/fill.ts';
import { deskWords, personWords, topicWords, unknownWords } from '../../../src-shared/words/finding-words.ts';
import { findingsEn } from '../../../src-shared/words/findings-en.ts';
import type { RuleWords } from '../../../src-shared/words/rule-words.ts';
import { cases } from '../findings/cases.ts';
import { machine, NOW } from '../findings/machine.ts';
import { readingGrade } from './reading-grade.ts';

const platforms: readonly Platform[] = ['linux', 'win32', 'darwin', 'other'];

/** Every finding that the cases of the rules produce. */
const found: readonly Finding[] = cases.flatMap(
  ({ patch, platform }) => judge(machine(patch, platform), { now: NOW }).findings,
);

/** Everything a person can be shown: title, meaning, button and steps, filled. */
const personTexts = found.flatMap((finding) =>
  platforms.map((platform) => {
    const { title, meaning, tryThis } = personWords(finding, platform);
    return { id: finding.id, title, meaning, label: tryThis.label, steps: tryThis.steps };
  }),
);

const templatesOf = (words: RuleWords) =>
  [words, ...Object.values(words.variants ?? {})].flatMap(({ title, meaning, short, tryThis }) => {
    const steps =
      tryThis === undefined
        ? []
        : Array.isArray(tryThis.steps)
          ? tryThis.steps
          : Object.values(tryThis.steps).flat();
    return [title, meaning, short, tryThis?.label, ...steps].filter(
      (text): text is string => typeof text === 'string',
    );
  });

describe('the words of the findings', () => {
  it('are there for every rule, and every rule was seen to fire', () => {
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ruleIds));
    for (const id of ruleIds) expect(findingsEn[id].topic).not.toBe('');
  });

  it('use formats that exist', () => {
    for (const id of ruleIds) {
      for (const { format } of templatesOf(findingsEn[id]).flatMap(placeholdersOf)) {
        if (format !== undefined) expect(isFormat(format), `${id}: ${format}`).toBe(true);
      }
    }
  });

  it('have a parameter for each placeholder', () => {
    for (const finding of found) {
      const { variant } = finding.params;
      const words = findingsEn[finding.id];
      const texts = { ...words, ...(typeof variant === 'string' ? words.variants?.[variant] : {}) };
      for (const { name } of templatesOf({ ...texts, variants: {} }).flatMap(placeholdersOf)) {
        expect(Object.keys(finding.params), `${finding.id} {${name}}`).toContain(name);
      }
      expect(JSON.stringify([deskWords(finding), personWords(finding, 'linux')])).not.toMatch(
        /not known|undefined|NaN|[{}]\w/,
      );
    }
  });

  it('are all used: each variant is one that the rule gives', () => {
    for (const id of ruleIds) {
      const given = new Set(
        found.filter((finding) => finding.id === id).map(({ params }) => params['variant']),
      );
      for (const variant of Object.keys(findingsEn[id].variants ?? {}))
        expect(given, `${id} ${variant}`).toContain(variant);
    }
  });

  it('speak as the pictures do', () => {
    const one = (id: string) =>
      personTexts
        .filter((text) => text.id === id)
        .map(({ title, meaning, label }) => `${title} | ${meaning} | ${label}`);
    expect(one('OS-02')).toContain(
      'Your computer has not restarted for 38 days | A restart often makes it quicker. | See how',
    );
    expect(one('PRN-02')).toContain(
      'Prints are stuck | 6 prints are waiting. The oldest has waited 1 minute. | See what to try',
    );
    expect(one('DISK-01')).toContain(
      'Your disk is nearly full | It has 99 GB left. That can make everything slow. | Free some space',
    );
  });

  it('count one and many', () => {
    const meanings = personTexts.filter(({ id }) => id === 'PRN-02').map(({ meaning }) => meaning);
    expect(meanings).toContain('1 print is waiting. The oldest has waited 15 minutes.');
  });
});

describe('the reading grade', () => {
  it('tells plain from heavy', () => {
    expect(readingGrade('Your disk is nearly full. It has 14 GB left.')).toBeLessThan(4);
    expect(readingGrade('The quick brown fox jumps over the lazy dog.')).toBeCloseTo(2.3, 0);
    const heavy =
      'Insufficient available storage capacity may negatively influence application responsiveness.';
    expect(readingGrade(heavy)).toBeGreaterThan(14);
  });
});

describe('what the person reads', () => {
  it.each(ruleIds)('%s is at reading grade 8 or lower', (id) => {
    for (const { title, meaning, label, steps } of personTexts.filter((text) => text.id === id)) {
      const all = [title, meaning, label, ...steps].map((text) => text.replace(/[.]?$/, '.')).join(' ');
      expect(readingGrade(all), all).toBeLessThanOrEqual(8);
      expect(readingGrade(`${title}. ${meaning}`), `${title}. ${meaning}`).toBeLessThanOrEqual(8);
    }
  });

  it('has no exclamation mark, no blame, no "please wait", and is short', () => {
    for (const { title, meaning, label, steps } of personTexts) {
      const all = [title, meaning, label, topicWords('DISK-01'), ...steps].join(' ');
      expect(all).not.toMatch(
        /!|please wait|you (?:should|must|failed|forgot|did not)|your fault|invalid|illegal|error code/i,
      );
      expect(title.length, title).toBeLessThanOrEqual(60);
      expect(meaning.length, meaning).toBeLessThanOrEqual(120);
      expect(label.length, label).toBeLessThanOrEqual(20);
      expect(title).not.toMatch(/\.$/);
      expect(meaning).toMatch(/[.?]$/);
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) expect(step, step).toMatch(/[.?]$/);
    }
  });

  it('is grade 8 or lower in the lists of checks too', () => {
    const topics = ruleIds.map(topicWords);
    expect(readingGrade(topics.map((topic) => `${topic}.`).join(' '))).toBeLessThanOrEqual(8);
    expect(new Set(topics).size).toBe(topics.length);
  });

  it('is grade 8 or lower where a check could not be made', () => {
    const reasons = new Set(
      cases.flatMap(({ patch, platform }) =>
        judge(machine(patch, platform), { now: NOW }).results.flatMap((result) =>
          result.result === 'unknown' ? [unknownWords(result)] : [],
        ),
      ),
    );
    expect(reasons.size).toBeGreaterThan(30);
    expect(readingGrade([...reasons].map((reason) => `${reason}.`).join(' '))).toBeLessThanOrEqual(8);
  });
});

describe('what the desk reads', () => {
  it('is the title, the value, the limit and what is special', () => {
    const finding = found.find(({ id, evidence }) => id === 'DISK-01' && evidence.value === 90.1);
    if (!finding) throw new Error('a case of DISK-01 has 90.1 %');
    expect(deskWords(finding)).toEqual({
      title: 'System disk is 90 % full',
      severity: 'Medium',
      value: '90.1 % used, 99 GB of 1 TB free',
      limit: '90 %, clears under 80 %',
      note: null,
    });
  });

  it('says when the sample was short', () => {
    const finding = found.find(({ shortSample }) => shortSample);
    expect(finding && deskWords(finding).note).toBe('Short sample, one level milder');
  });

  it('shows limits below zero and rising clear limits', () => {
    const weak = found.find(({ id, evidence }) => id === 'NET-19' && evidence.value === -68);
    const memory = found.find(({ id }) => id === 'MEM-01');
    expect(weak && deskWords(weak).limit).toBe('−67 dBm');
    expect(memory && deskWords(memory).limit).toBe('10 %, clears from 15 %');
  });

  it('keeps titles short', () => {
    for (const finding of found) expect(deskWords(finding).title.length).toBeLessThanOrEqual(60);
  });
});
