import { errorCodesIn } from '../../../src-shared/helpdesk/error-codes.ts';
import { describe, expect, it } from 'vitest';
import { leadOf, partsOf, picturesIn, plainText } from '../../../src-shared/helpdesk/article-text.ts';

describe('an article in parts', () => {
  it('makes one part of the steps of neighbouring systems, whatever stands around them', () => {
    const body =
      'Lead.\n\n## Do\n\n### Windows\n\n1. a\n\n#### Note\n\n### macOS\n1. b\n### Linux\n\n1. c\n\n## Ask\n\nus';
    expect(partsOf(body)).toEqual([
      { kind: 'text', text: 'Lead.\n\n## Do' },
      { kind: 'systems', texts: { windows: '1. a\n\n#### Note', macos: '1. b', linux: '1. c' } },
      { kind: 'text', text: '## Ask\n\nus' },
    ]);
  });

  it('starts a new part when a system comes again', () => {
    expect(partsOf('### Windows\na\n### Windows\nb')).toEqual([
      { kind: 'systems', texts: { windows: 'a' } },
      { kind: 'systems', texts: { windows: 'b' } },
    ]);
  });

  it('leaves headings inside of code alone', () => {
    expect(partsOf('```\n### Windows\n```')).toEqual([{ kind: 'text', text: '```\n### Windows\n```' }]);
  });
});

describe('an article as plain text', () => {
  it('holds the words that are read, and none of the signs', () => {
    expect(plainText('# Head\n\n1. **Open** `x` [here](http://a.invalid)\n> - ![Back](b.png) ~~old~~')).toBe(
      'Head\nOpen x here\nBack old',
    );
  });

  it('is led by its first paragraph', () => {
    expect(leadOf('# Head\n\n- list\n\nThe **lead**\nof it.\n\nMore')).toBe('The lead\nof it.');
  });

  it('names every picture once, addresses too, but none in code', () => {
    expect(
      picturesIn(
        '![a](x.png) ![b](<y.png> "t") ![c](x.png)\n`![d](no.png)`\n```\n![e](no.png)\n```\n![f](http://z/p.png)',
      ),
    ).toEqual(['x.png', 'y.png', 'http://z/p.png']);
  });

  it.each([
    ' ',
    '#',
    '`',
    '[',
    '![',
    '](',
    '[a](',
    '|',
    '- ',
    '> ',
    '*',
    '_',
    '\n',
    '\n ',
    '# #',
    '"',
    'error ',
    'A_',
  ])('is made of any text in time, of 60,000 characters of %j too', (sign) => {
    const text = `# ${sign.repeat(60_000 / sign.length)}x`;
    expect(plainText(text).length).toBeLessThanOrEqual(text.length);
    expect([leadOf(text), picturesIn(text), partsOf(text), errorCodesIn(text)]).toBeDefined();
  });
});
