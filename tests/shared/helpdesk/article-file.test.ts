import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticleFile, writeArticleFile } from '../../../src-shared/helpdesk/article-file.ts';
import { readArticleFolder, writeArticleFolder } from '../../../src-shared/helpdesk/article-folder.ts';
import { anyArticle } from './arbitrary-article.ts';

const good = ['slug: a-printer', 'title: A printer', 'audience: both', 'language: en', 'state: draft'];
const file = (head: readonly string[], body = 'Text.') => `---\n${head.join('\n')}\n---\n\n${body}\n`;
const refused = (text: string) => {
  const read = readArticleFile(text);
  return read.ok ? 'taken' : read.error.say;
};

describe('an article as a file', () => {
  it('comes back as it was, whatever its texts hold', () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        const { id, version, ...content } = article;
        expect(readArticleFile(writeArticleFile(article))).toEqual({
          ok: true,
          value: { id, version, content },
        });
        expect(readArticleFile(writeArticleFile(content))).toEqual({
          ok: true,
          value: { id: null, version: null, content },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('may come from an editor with other line ends and a mark at its start', () => {
    const read = readArticleFile(`\uFEFF${file(good, 'One\n\nTwo').replaceAll('\n', '\r\n')}`);
    expect(read).toMatchObject({ ok: true, value: { content: { title: 'A printer', body: 'One\n\nTwo' } } });
  });

  it('needs only five lines; the rest has a plain meaning when it is left out', () => {
    expect(readArticleFile(file(good))).toMatchObject({
      ok: true,
      value: { id: null, content: { systems: [], tags: [], findingIds: [], reviewOn: null, pictures: [] } },
    });
  });

  it('keeps a line of three hyphens in its text', () => {
    expect(readArticleFile(file(good, 'a\n\n---\n\nb'))).toMatchObject({
      ok: true,
      value: { content: { body: 'a\n\n---\n\nb' } },
    });
  });
});

describe('a file that is not right is refused with what to do', () => {
  it.each([
    ['# Only text', /needs a head: fields between two lines of three hyphens/],
    ['---\ntitle: never ends\n', /needs a head/],
    ['---\n- a\n- b\n---\n', /needs lines such as “title:/],
    [file(good.slice(1)), /needs the field “slug”\. Use small letters/],
    [file([...good, 'titel: x']), /does not know: “titel”\. It knows id, slug, title/],
    [file(['slug: A Printer', ...good.slice(1)]), /“slug” is not right\. Use small letters/],
    [file([...good, 'findings: [DISK-99]']), /“findings” is not right\. .*\[DISK-01, DISK-02\]/],
    [file([...good, 'findings: [DISK-01, DISK-01]']), /“findings” is not right\. .*each once/],
    [file([...good, 'review: 31.5.2027']), /“review” is not right\. Write a day as 2027-05-31/],
    [file([...good, 'review: 2027-02-30']), /“review” is not right/],
    [file([...good, 'tags: printer']), /“tags” is not right\. Write a list/],
    [file([...good, 'systems: {windows: true}']), /“systems” is not right/],
    [file([...good, 'title: again']), /Line 7 of the file cannot be read/],
    [file([...good, 'tags: [a']), /Line \d of the file cannot be read/],
    [file(good, '![Back](printer-back.png)'), /shows “printer-back\.png”, which the head does not name/],
  ])('%j', (text, say) => {
    expect(refused(text)).toMatch(say);
  });
});

describe('a hostile file', () => {
  it('is not read at all when it or its head is huge', () => {
    expect(refused(`---\n${'a'.repeat(80_000)}\n---\n`)).toMatch(/too long/);
    expect(refused(file([...good, `tags: [${'x, '.repeat(7000)}]`]))).toMatch(/head is too long/);
    expect(refused(file(good, 'x'.repeat(60_001)))).toMatch(/“body” is not right.*60,000/);
  });

  it('may not multiply itself through aliases', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a]', 'c: [*b,*b,*b,*b,*b,*b]'];
    expect(refused(file(bomb))).toMatch(/holds an (?:alias|anchor)/);
    expect(refused(file([...good, 'tags: &t [a]']))).toMatch(/holds an anchor/);
    expect(refused(file([...good, 'tags: *t']))).toMatch(/cannot be read|holds an alias/);
  });

  it.each([
    '__proto__: {x: 1}',
    'constructor: 1',
    'toString: 1',
    '<<: {state: published}',
    '? [a]\n: b',
    '1: a',
  ])('gets no key past the list: %s', (line) => {
    expect(refused(file([...good, line]))).toMatch(/a field it does not know/);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each(['!!js/function "x"', '!!binary aGk=', '!own x', '!!set {a}'])(
    'makes no objects by tag: %s',
    (value) => {
      expect(refused(file([...good, `tags: ${value}`]))).toMatch(/holds a tag|cannot be read/);
    },
  );

  it('does not go down into a thousand brackets', () => {
    for (const open of ['[', '{a: ', '- ', '? '])
      expect(refused(file([...good, `tags:\n  ${open.repeat(3000)}`]))).toMatch(/cannot be read/);
    const closed = refused(file([...good, `tags: ${'['.repeat(200)}${']'.repeat(200)}`]));
    expect(closed).toMatch(/“tags” is not right/);
  });

  it.each([
    ...[
      '../../etc/passwd',
      '/etc/passwd.png',
      'a/b.png',
      'a\\b.png',
      '..png',
      '.png',
      'a.svg',
      'a.png.html',
      'C:a.png',
    ],
    ...[
      'https://evil.invalid/a.png',
      'data:image/png;base64,x',
      'a.PNG',
      'con/.png',
      'a .png',
      'a\u0000.png',
    ],
  ])('names no picture outside of its folder: %j', (name) => {
    expect(refused(file([...good, `pictures: [${JSON.stringify(name)}]`]))).not.toBe('taken');
    expect(refused(file(good, `![x](<${name.replaceAll('\u0000', '')}>)`))).toMatch(
      /the head does not name|not right/,
    );
  });

  it.each(['\u202Egnp.exe', 'a\u0007b', 'a\u2028b', '\uD800'])('hides nothing in its title: %j', (title) => {
    expect(
      refused(file([`title: ${JSON.stringify(title)}`, ...good.filter((line) => !line.startsWith('title'))])),
    ).toMatch(/“title” is not right/);
  });

  it('is quoted in the answer only in short and without what cannot be seen', () => {
    const say = refused(file([...good, `"${'k'.repeat(300)}\\u202E\\u0007": 1`]));
    expect(say.length).toBeLessThan(300);
    expect(say).not.toMatch(/[\u202E\u0007]/);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...good), fc.string({ unit: 'binary' }))),
        fc.string(),
        (head, body) => {
          expect(typeof readArticleFile(file(head, body)).ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a folder of articles', () => {
  it('comes back whole, one file an article under its language', () => {
    const one = fc.uniqueArray(anyArticle, {
      selector: ({ language, slug }) => `${language}/${slug}`,
      maxLength: 6,
    });
    fc.assert(
      fc.property(one, (articles) => {
        const { articles: back, troubles } = readArticleFolder(writeArticleFolder(articles));
        expect(troubles).toEqual([]);
        expect(back.map(({ id }) => id).toSorted()).toEqual(articles.map(({ id }) => id).toSorted());
      }),
      { numRuns: 50 },
    );
  });

  it('takes what is right and says of each other file what is wrong', () => {
    const { articles, troubles } = readArticleFolder([
      { name: 'en/a-printer.md', text: file(good) },
      { name: 'en/other.md', text: file(good) },
      { name: 'en/broken.md', text: 'x' },
      { name: 'README.md', text: 'About this folder' },
      { name: 'en/a-printer/back.png', text: '' },
    ]);
    expect(articles.length).toBe(1);
    expect(troubles.map(({ name }) => name)).toEqual(['en/other.md', 'en/broken.md']);
    expect(troubles[0]?.say).toBe('Its head says that it is “en/a-printer.md”. Change one of both.');
  });
});
