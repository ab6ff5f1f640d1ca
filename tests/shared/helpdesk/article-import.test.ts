import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src-shared/helpdesk/article.ts';
import { readArticleFolder, writeArticleFolder } from '../../../src-shared/helpdesk/article-folder.ts';
import { planImport } from '../../../src-shared/helpdesk/article-import.ts';
import { reviewReasons } from '../../../src-shared/helpdesk/article-review.ts';
import { anyArticle } from './arbitrary-article.ts';
import { starterArticles } from './starter.ts';

const [first, second] = starterArticles();
if (first === undefined || second === undefined) throw new Error('no starter articles');
const one: Article = { ...first, version: 3 };
const two: Article = second;
const fileOf = ({ id, version, ...content }: Article) => ({ id, version, content });
const byHand = (article: Article) => ({ ...fileOf(article), id: null, version: null });

describe('an import', () => {
  it('of what was exported changes nothing', () => {
    const store = fc.uniqueArray(anyArticle, {
      comparator: (a, b) => a.id === b.id || `${a.language}/${a.slug}` === `${b.language}/${b.slug}`,
      maxLength: 6,
    });
    fc.assert(
      fc.property(store, (articles) => {
        const { steps, troubles } = planImport(
          readArticleFolder(writeArticleFolder(articles)).articles,
          articles,
        );
        expect(troubles).toEqual([]);
        expect(steps.map(({ kind }) => kind)).toEqual(articles.map(() => 'same'));
      }),
      { numRuns: 50 },
    );
  });

  it('creates what is not there, and changes what is, by id or by name', () => {
    expect(planImport([byHand(one)], []).steps).toEqual([{ kind: 'create', content: fileOf(one).content }]);
    const renamed = { ...one, slug: 'new-name' };
    expect(planImport([fileOf(renamed)], [one]).steps).toMatchObject([
      { kind: 'change', id: one.id, version: 3 },
    ]);
    const rewritten = { ...one, body: 'New' };
    expect(planImport([byHand(rewritten)], [one]).steps).toMatchObject([
      { kind: 'change', id: one.id, version: 3 },
    ]);
  });

  it('takes over no id that is not of this organisation', () => {
    const [step] = planImport([fileOf(one)], []).steps;
    expect(step).toEqual({ kind: 'create', content: fileOf(one).content });
  });

  it('keeps what was changed here since the export, unless told otherwise', () => {
    const old = fileOf({ ...one, version: 2, body: 'Old' });
    expect(planImport([old], [one])).toMatchObject({
      steps: [],
      troubles: [
        { say: 'It was changed here since (version 3, the file has 2). Export it again, or overwrite it.' },
      ],
    });
    expect(planImport([old], [one], { overwrite: true }).steps).toMatchObject([
      { kind: 'change', version: 3 },
    ]);
  });

  it('gives no two articles one name, and lets no two files write one article', () => {
    const stolen = fileOf({ ...one, slug: two.slug });
    expect(planImport([stolen], [one, two])).toMatchObject({
      steps: [],
      troubles: [{ say: /has this name/ }],
    });
    const again = byHand({ ...one, body: 'Again' });
    const plan = planImport([fileOf({ ...one, body: 'New' }), again], [one]);
    expect([plan.steps.length, plan.troubles.length]).toEqual([1, 1]);
  });
});

describe('an article waits to be read again', () => {
  const published = { state: 'published', reviewOn: '2027-05-31' } as const;
  it.each([
    [published, { yes: 0, no: 0 }, '2027-05-30', []],
    [published, { yes: 0, no: 0 }, '2027-05-31', ['day-has-come']],
    [published, { yes: 2, no: 3 }, '2027-01-01', ['does-not-help']],
    [published, { yes: 3, no: 3 }, '2027-01-01', []],
    [published, { yes: 0, no: 4 }, '2027-01-01', []],
    [published, { yes: 0, no: 9 }, '2028-01-01', ['does-not-help', 'day-has-come']],
    [{ ...published, reviewOn: null }, { yes: 9, no: 0 }, '2099-01-01', []],
    [{ ...published, state: 'draft' }, { yes: 0, no: 9 }, '2099-01-01', []],
  ] as const)('%j with %j on %s: %j', (article, helped, today, reasons) => {
    expect(reviewReasons(article, helped, today)).toEqual(reasons);
  });
});
