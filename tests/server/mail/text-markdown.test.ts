import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlText, safeHtml } from '../../../src-server/mail/html-text.ts';
import { textMarkdown } from '../../../src-server/mail/text-markdown.ts';
import { asHtml, elementsOf, textOf } from '../../shared/helpdesk/as-html.ts';
import { hostileTexts } from '../../shared/helpdesk/hostile-markdown.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileTexts, '> ', '\n', '\n\n', '> > deep', 'http://a.example/x)', '<', '\\'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 10 },
  )
  .map((all) => all.join(''));

describe('a mail’s text as Markdown', () => {
  it('is paragraphs, quotes, line breaks and web addresses, whatever was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const others = elementsOf(asHtml(textMarkdown(text))).filter(
          (name) => !['p', 'blockquote', 'br', 'a'].includes(name),
        );
        expect(others).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('links only to the web, and only to what can be read', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const [, href = '', words = ''] of asHtml(textMarkdown(text)).matchAll(
          /<a href="([^"]*)">([^<]*)<\/a>/gu,
        )) {
          expect(href).toMatch(/^(?:https?:|mailto:)/u);
          // the words are the address, but for what a browser writes in another way
          const shown = textOf(words);
          if (!href.startsWith('mailto:') && URL.canParse(shown))
            expect(new URL(textOf(href)).host).toBe(new URL(shown).host);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps lines and quotes', () => {
    expect(textMarkdown('a\nb\n\nc\n> d\n> e\n>> f')).toBe('a\\\nb\n\nc\n> d\\\n> e\n> > f');
  });
});

describe('a mail’s HTML', () => {
  const bad = [
    '<img src="https://x.example/a.gif">',
    '<img src=x onerror=alert(1)>',
    '<p style="background:url(https://x.example/b)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe src="https://x.example"></iframe>',
    '<link rel=stylesheet href=https://x.example/c.css>',
    '<form action="https://x.example"><input name=p></form>',
    '<base href="https://x.example">',
    '<meta http-equiv=refresh content="0;url=https://x.example">',
    '<video src="https://x.example/v"></video>',
    '<table background="https://x.example/t"><tr><td>x</td></tr></table>',
    '<<script>script>alert(1)<</script>/script>',
    '<div onclick=alert(1)>x</div>',
    '<!--[if mso]><img src="https://x.example/m.gif"><![endif]-->',
  ];

  it('loses all that runs, loads or sends', () => {
    for (const html of [...bad, bad.join('')]) {
      const clean = safeHtml(html);
      expect(clean, html).not.toMatch(/<(?!\/?(?:p|a|table|tbody|thead|tr|td|th|div)\b)/u);
      expect(clean, html).not.toMatch(/\bon\w+=|style=|src=|background=|javascript:|data:/iu);
    }
  });

  it('keeps its text whatever is nested in what', () => {
    const tags = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<ul>',
      '<li>',
      '</ul>',
      '<blockquote>',
      '</blockquote>',
      '<pre>',
      '</pre>',
      '<table>',
      '<tr>',
      '<td>',
      '</td>',
      '<br>',
      '<a href="https://a.example">',
      '</a>',
      'word1',
      'word2',
      '&amp;',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(tags, { maxLength: 25 }), (all) => {
        const text = htmlText(safeHtml(all.join('')));
        const words = (of: string): number => of.match(/word\d/gu)?.length ?? 0;
        expect(words(text)).toBe(words(all.join('')));
      }),
      { numRuns: 300 },
    );
  });

  it('nested ten thousand deep is read in time', () => {
    expect(htmlText(safeHtml(`${'<div>'.repeat(10_000)}deep`))).toBe('deep');
    expect(htmlText(safeHtml(`${'<blockquote>'.repeat(5_000)}deep`))).toContain('deep');
  });
});
