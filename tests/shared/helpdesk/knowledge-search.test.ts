import { describe, expect, it } from 'vitest';
import { articleIdSchema, type Article } from '../../../src-shared/helpdesk/article.ts';
import { excerptOf, highlighted } from '../../../src-shared/helpdesk/highlight.ts';
import { createKnowledgeIndex } from '../../../src-shared/helpdesk/knowledge-index.ts';
import { searchKnowledge, type SearchFilters } from '../../../src-shared/helpdesk/knowledge-search.ts';
import { starterArticles } from './starter.ts';

const starters = createKnowledgeIndex(starterArticles());
const made = (name: string, change: Partial<Article>): Article => ({
  id: articleIdSchema.parse(name.padEnd(22, '-')),
  slug: name,
  title: 'Title',
  body: 'Text',
  audience: 'both',
  systems: [],
  language: 'en',
  tags: [],
  findingIds: [],
  state: 'published',
  reviewOn: null,
  pictures: [],
  version: 1,
  ...change,
});

function slugs(query: string, filters: Partial<SearchFilters> = {}, index = starters): readonly string[] {
  const answer = searchKnowledge(index, query, { reader: 'person', ...filters });
  return answer.kind === 'found' ? answer.hits.map(({ slug }) => slug) : [answer.kind];
}

describe('search', () => {
  it('counts the title before the tags, and tags before the text', () => {
    const index = createKnowledgeIndex([
      made('in-text', { body: 'A zebra crosses' }),
      made('in-tags', { tags: ['zebra'] }),
      made('in-title', { title: 'Zebra' }),
    ]);
    expect(slugs('zebra', {}, index)).toEqual(['in-title', 'in-tags', 'in-text']);
  });

  it.each([
    ['printr ofline', 'printer-does-not-answer'],
    ['microfone', 'nobody-hears-or-sees-you'],
    ['batery', 'battery-worn-or-not-charging'],
    ['temviewer', 'somebody-else-may-control-this-computer'],
  ])('forgives spelling: %s', (query, slug) => {
    expect(slugs(query)[0]).toBe(slug);
  });

  it('finds on the way to a word, with every letter of it', () => {
    const word = 'updating';
    for (let end = 3; end <= word.length; end += 1)
      expect(slugs(word.slice(0, end)), word.slice(0, end)).toContain('install-updates');
    expect(slugs('firewal')[0]).toBe('switch-the-firewall-on');
  });

  it('does not take the start of a word for another one spelt wrong', () => {
    const index = createKnowledgeIndex([
      made('off', { title: 'Off' }),
      made('offline', { title: 'Offline' }),
    ]);
    expect(slugs('offl', {}, index)).toEqual(['offline']);
    expect(slugs('offz ', {}, index)).toEqual(['off']);
  });

  it.each([
    ['tunnel', 'vpn-does-not-connect'],
    ['wlan', 'weak-wi-fi'],
    ['wi fi', 'weak-wi-fi'],
    ['wi-fi', 'weak-wi-fi'],
    ['WIFI', 'weak-wi-fi'],
    ['reboot', 'restart-the-computer'],
    ['bsod', 'stops-without-warning'],
    ['webcam', 'nobody-hears-or-sees-you'],
    ['hard drive clicking', 'disk-is-failing'],
  ])('knows other words: %s', (query, slug) => {
    expect(slugs(query)).toContain(slug);
    expect(slugs(query).indexOf(slug)).toBeLessThan(3);
  });

  it('wants all of the words first, then tells that it found some of them', () => {
    const all = searchKnowledge(starters, 'printer offline', { reader: 'person' });
    expect(all).toMatchObject({ kind: 'found', words: 'all' });
    const some = searchKnowledge(starters, 'printer qqqzzzxxx', { reader: 'person' });
    expect(some).toMatchObject({ kind: 'found', words: 'some' });
    expect(some.kind === 'found' && some.total).toBeLessThan(starters.size / 2);
  });

  it('says that there is nothing, in place of a guess', () => {
    expect(searchKnowledge(starters, ' qqqzzzxxx ', { reader: 'person' })).toEqual({
      kind: 'nothing',
      query: 'qqqzzzxxx',
    });
    expect(searchKnowledge(starters, ' ?! ', { reader: 'person' })).toEqual({ kind: 'not-asked' });
  });

  it('shows a person only what is published for people', () => {
    const index = createKnowledgeIndex([
      made('for-both', { title: 'Zebra' }),
      made('for-people', { title: 'Zebra', audience: 'people' }),
      made('for-technicians', { title: 'Zebra', audience: 'technicians' }),
      made('a-draft', { title: 'Zebra', state: 'draft' }),
      made('archived', { title: 'Zebra', state: 'archived' }),
    ]);
    expect(slugs('zebra', {}, index).toSorted()).toEqual(['for-both', 'for-people']);
    expect(slugs('zebra', { state: 'draft' }, index).toSorted()).toEqual(['for-both', 'for-people']);
    expect(slugs('zebra', { reader: 'technician' }, index)).toHaveLength(3);
    expect(slugs('zebra', { reader: 'technician', state: 'draft' }, index)).toEqual(['a-draft']);
  });

  it('keeps to a system and a language; an article without systems is for all', () => {
    const index = createKnowledgeIndex([
      made('on-mac', { title: 'Zebra', systems: ['macos'] }),
      made('anywhere', { title: 'Zebra' }),
      made('deutsch', { title: 'Zebra', language: 'de' }),
    ]);
    expect(slugs('zebra', { system: 'windows', language: 'en' }, index)).toEqual(['anywhere']);
    expect(slugs('zebra', { system: 'macos' }, index).toSorted()).toEqual(['anywhere', 'deutsch', 'on-mac']);
  });

  it('forgets what was taken away or changed', () => {
    const index = createKnowledgeIndex([made('one', { title: 'Zebra', findingIds: ['DISK-01'] })]);
    const article = made('one', { title: 'Lion' });
    index.put(article);
    expect([slugs('zebra', {}, index), slugs('lion', {}, index)]).toEqual([['nothing'], ['one']]);
    expect([...index.withFinding('DISK-01')]).toEqual([]);
    index.remove(article.id);
    expect([slugs('lion', {}, index), index.size, index.frequency('lion')]).toEqual([['nothing'], 0, 0]);
  });

  it('marks what it found in pieces that make up the very text', () => {
    const answer = searchKnowledge(starters, 'printer offl', { reader: 'person' });
    const [hit] = answer.kind === 'found' ? answer.hits : [];
    expect(hit?.title.map(({ text }) => text).join('')).toBe('The printer does not answer');
    expect(hit?.title.filter((piece) => piece.hit)).toEqual([{ text: 'printer', hit: true }]);
    expect(hit?.excerpt.some((piece) => piece.hit && piece.text === 'Offline')).toBe(true);
  });

  it('does not grow with what somebody pastes', () => {
    expect(slugs(`${'x'.repeat(100_000)} printer`)).toEqual(['nothing']);
    expect(slugs('printer '.repeat(50_000))[0]).toMatch(/print/);
  });
});

describe('marks', () => {
  it('leave every sign of the text as text', () => {
    const text = '<b>Printer</b> & "printers"';
    const pieces = highlighted(text, new Set(['printer']));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['Printer', 'printers']);
  });

  it('cut a long text around what was found, at words', () => {
    const text = `${'before '.repeat(60)}zebra and lion ${'after '.repeat(60)}`;
    const excerpt = excerptOf(text, new Set(['zebra', 'lion']));
    const whole = excerpt.map((piece) => piece.text).join('');
    expect(whole).toMatch(/^… before .*zebra and lion after.* after …$/);
    expect(whole.length).toBeLessThan(190);
  });
});
