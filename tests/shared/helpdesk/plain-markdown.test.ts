import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fencedMarkdown, plainMarkdown } from '../../../src-shared/helpdesk/plain-markdown.ts';
import { asHtml, elementsOf, textOf } from './as-html.ts';
import { hostileTexts } from './hostile-markdown.ts';

/** What must be read in the end: the text on one line, without the marks that keep addresses from becoming links. */
function oneLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\s]+/gu, ' ')
    .trim();
}
const read = (html: string): string => oneLine(textOf(html).replace(/\u200b/gu, ''));

/** Pieces that mean something in Markdown, in any order. */
const signs = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...hostileTexts,
        '\n',
        ' ',
        '\\',
        '<',
        '&',
        '#',
        '|',
        '-',
        '=',
        '1.',
        '@',
        '://',
        'www.',
      ),
      fc.string({ maxLength: 5 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join('').replace(/\u200b/gu, ''));

describe('text by others in Markdown', () => {
  it.each(hostileTexts)('reads as itself at the beginning of a line and within one: %j', (text) => {
    const alone = asHtml(plainMarkdown(text));
    expect(elementsOf(alone)).toEqual(oneLine(text) === '' ? [] : ['p']);
    expect(read(alone)).toBe(oneLine(text));
    const within = asHtml(`Name: ${plainMarkdown(text)} (end)`);
    expect(elementsOf(within)).toEqual(['p']);
    expect(read(within)).toBe(oneLine(`Name: ${text} (end)`));
  });

  it('reads as itself whatever it is, in a list and in a table', () => {
    fc.assert(
      fc.property(signs, (text) => {
        const list = asHtml(`- ${plainMarkdown(text)} end\n- last`);
        expect(elementsOf(list)).toEqual(['ul', 'li', 'li']);
        expect(read(list)).toBe(oneLine(`${text} end last`));
        const table = asHtml(`| a | b |\n|---|---|\n| ${plainMarkdown(text)} | end |`);
        expect(elementsOf(table)).toEqual(['table', 'thead', 'tr', 'th', 'th', 'tbody', 'tr', 'td', 'td']);
      }),
      { numRuns: 150 },
    );
  });

  it('with lines of its own stays in its block', () => {
    fc.assert(
      fc.property(signs, (text) => {
        const html = asHtml(`before\n\n${fencedMarkdown(text)}\n\nafter`);
        expect(elementsOf(html)).toEqual(['p', 'pre', 'code', 'p']);
      }),
      { numRuns: 150 },
    );
  });
});
