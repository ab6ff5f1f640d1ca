import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src-shared/findings/finding.ts';
import { articleIdSchema, type Article } from '../../../src-shared/helpdesk/article.ts';
import { errorCodesIn } from '../../../src-shared/helpdesk/error-codes.ts';
import { createKnowledgeIndex } from '../../../src-shared/helpdesk/knowledge-index.ts';
import { suggestArticles, type Known } from '../../../src-shared/helpdesk/suggest-articles.ts';
import { reasonForPerson, reasonWords } from '../../../src-shared/words/suggestion-words.ts';
import { starterArticles } from './starter.ts';
import { cases } from './suggestion-cases.ts';

const articles = starterArticles();
const index = createKnowledgeIndex(articles);
const base = articles[0];
if (base === undefined) throw new Error('no starter articles');
const made = (name: string, change: Partial<Article>): Article => ({
  ...base,
  id: articleIdSchema.parse(name.padEnd(22, '-')),
  slug: name,
  title: 'Title',
  body: 'Text',
  systems: [],
  tags: [],
  findingIds: [],
  ...change,
});
const suggested = (known: Partial<Known>, of = index) =>
  suggestArticles(of, { reader: 'technician', ...known });

describe('suggestions', () => {
  it('have the right article among the first three in 9 of 10 labelled tickets, first in 3 of 4', () => {
    const places = cases.map(({ known, right }) =>
      suggestArticles(index, known).findIndex(({ slug }) => right.includes(slug)),
    );
    const share = (fits: (place: number) => boolean) => places.filter(fits).length / places.length;
    expect(cases.length).toBeGreaterThanOrEqual(100);
    expect(share((place) => place >= 0 && place < 3)).toBeGreaterThanOrEqual(0.9);
    expect(share((place) => place === 0)).toBeGreaterThanOrEqual(0.75);
  });

  it('are labelled with articles that there are', () => {
    const known = new Set(articles.map(({ slug }) => slug));
    expect(cases.flatMap(({ right }) => right).filter((slug) => !known.has(slug))).toEqual([]);
  });

  it.each(articles.flatMap(({ slug, findingIds }) => findingIds.map((id) => ({ id, slug }))))(
    'put $slug first when $id was found, and say so',
    ({ id, slug }) => {
      const [first] = suggested({ findings: [{ id, severity: 'medium' }] });
      expect(first?.slug).toBe(slug);
      expect(first?.reasons.map(reasonWords)).toEqual([`because ${id} was found`]);
    },
  );

  it('count a worse finding more, and let words decide over a light one', () => {
    const findings = (severity: Severity) => [{ id: 'DISK-01' as const, severity }];
    const subject = 'Printer offline';
    expect(suggested({ findings: findings('critical'), subject })[0]?.slug).toBe('make-room-on-your-disk');
    expect(suggested({ findings: findings('info'), subject })[0]?.slug).toBe('printer-does-not-answer');
  });

  it('know error codes, however they are written', () => {
    const [first] = suggested({ lastRequesterMessage: 'it said ERROR 0X800F0922 and gave up' });
    expect(first?.slug).toBe('updates-keep-failing');
    expect(first?.reasons[0]).toEqual({ kind: 'code', code: '0x800f0922' });
    expect(JSON.stringify(first?.reasons.slice(1))).not.toContain('0x800f0922');
  });

  it('know names of programs and printers, but not words that are in many articles', () => {
    const store = createKnowledgeIndex([...articles, made('kyocera', { tags: ['kyocera ecosys'] })]);
    const [first, second] = suggested({ printers: ['Kyocera ECOSYS P2040 Printer'] }, store);
    expect([first?.slug, second]).toEqual(['kyocera', undefined]);
    expect(first?.reasons.map(reasonWords)).toEqual(['because of Kyocera ECOSYS P2040 Printer']);
  });

  it('prefer an article about this version, and leave out other systems', () => {
    const store = createKnowledgeIndex([
      made('ten', { title: 'Zebra trouble', tags: ['windows 10'] }),
      made('eleven', { title: 'Zebra trouble', tags: ['windows 11'] }),
      made('mac', { title: 'Zebra trouble', systems: ['macos'] }),
    ]);
    const found = suggested({ subject: 'zebra', system: 'windows', systemVersion: 'Windows 11 24H2' }, store);
    expect(found.map(({ slug }) => slug)).toEqual(['eleven', 'ten']);
    expect(found[0]?.reasons.map(reasonWords)).toContain('because it is about windows 11');
  });

  it('name the words that led to it', () => {
    const [first] = suggested({ subject: 'Firewall', lastRequesterMessage: 'hello' });
    expect(first?.reasons.map(reasonWords)).toEqual(['because of the words “firewall”']);
  });

  it('tell a person the finding by its topic, not by its id', () => {
    const [first] = suggested({ reader: 'person', findings: [{ id: 'DISK-02', severity: 'critical' }] });
    expect(first?.reasons.map(reasonForPerson)).toEqual(['because of what we found: Room to save your work']);
  });

  it('never show a person what is for technicians, nor anybody a draft', () => {
    const store = createKnowledgeIndex([
      made('inside', { findingIds: ['DISK-01'], audience: 'technicians' }),
      made('draft', { findingIds: ['DISK-01'], state: 'draft' }),
    ]);
    const findings = [{ id: 'DISK-01' as const, severity: 'high' as const }];
    expect(suggested({ reader: 'person', findings }, store)).toEqual([]);
    expect(suggested({ findings }, store).map(({ slug }) => slug)).toEqual(['inside']);
  });

  it('are none when nothing is known or nothing fits', () => {
    expect(suggested({})).toEqual([]);
    expect(suggested({ subject: 'Hello', lastRequesterMessage: 'Please can you help me?' })).toEqual([]);
    expect(suggested({ subject: 'qqqzzzxxx' })).toEqual([]);
  });
});

describe('error codes', () => {
  it.each([
    ['failed with 0x80070070!', ['0x80070070']],
    ['NET::ERR_CERT_DATE_INVALID', ['ERR_CERT_DATE_INVALID']],
    ['Event ID: 41 and event 6008', ['event 41', 'event 6008']],
    ['error code -43, Error 407, error E05', ['error -43', 'error 407', 'error E05']],
    ['call me at 0123 456 or write A_b', []],
  ])('in %j', (text, codes) => {
    expect(errorCodesIn(text)).toEqual(codes);
  });
});
