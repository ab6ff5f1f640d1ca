import { describe, expect, test } from 'vitest';
import { common } from '../../../src-renderer/words/en/common.ts';
import { host } from '../../../src-renderer/words/en/host.ts';
import { indicator } from '../../../src-renderer/words/en/indicator.ts';
import { clockText, leftText, spanText } from '../../../src-renderer/words/time.ts';
import { readingGrade } from '../../shared/words/reading-grade.ts';

type Words = { readonly [key: string]: string | Words };

function texts(words: Words, path: string): [path: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}.${key}`, value] as [string, string]]
      : texts(value, `${path}.${key}`),
  );
}

const all = [...texts(host, 'host'), ...texts(indicator, 'indicator'), ...texts(common, 'common')];
/** As somebody reads it: with a name and a number filled in. */
const read = (text: string) => text.replace(/\{\{name\}\}/g, 'Daniel').replace(/\{\{\w+\}\}/g, '12');

describe('the words of the helped person', () => {
  test('read at grade 8 or lower, part by part', () => {
    for (const [part, words] of Object.entries(host)) {
      const sentences = texts(words, part).map(([, text]) => read(text).replace(/[.:?]*$/, '.'));
      expect(readingGrade(sentences.join(' ')), part).toBeLessThanOrEqual(8);
    }
  });

  test('no sentence of eight words or more is above grade 10', () => {
    for (const [path, text] of all) {
      const words = read(text).split(/\s+/);
      if (words.length >= 8) expect(readingGrade(read(text)), `${path}: ${text}`).toBeLessThanOrEqual(10);
    }
  });

  test('do not shout, blame or ask to wait', () => {
    for (const [path, text] of all)
      expect(text, path).not.toMatch(/!|please wait|invalid|failed|error|illegal/i);
  });

  test('never say "N/A" or "null"', () => {
    for (const [path, text] of all) expect(text, path).not.toMatch(/\bN\/A\b|\bnull\b/);
  });
});

describe('times', () => {
  test.each([
    [21_000, '0:21'],
    [401_000, '6:41'],
    [20_001, '0:21'],
    [0, '0:00'],
    [3_729_000, '1:02:09'],
  ])('%d ms on a clock is %s', (ms, text) => expect(clockText(ms)).toBe(text));

  test.each([
    [53 * 60_000, '53 min'],
    [401_000, '6 min 41 s'],
    [41_000, '41 s'],
    [486_000, '8 min 6 s'],
  ])('%d ms are %s left', (ms, text) => expect(leftText(ms)).toBe(text));

  test.each([
    [20_000, 'less than a minute'],
    [60_000, '1 minute'],
    [22 * 60_000, '22 minutes'],
    [65 * 60_000, '1 hour 5 minutes'],
    [120 * 60_000, '2 hours'],
  ])('%d ms took %s', (ms, text) => expect(spanText(ms)).toBe(text));
});
