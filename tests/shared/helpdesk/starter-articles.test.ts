import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../../src-shared/findings/rule-ids.ts';
import { articleSystems } from '../../../src-shared/helpdesk/article.ts';
import { readArticleFolder } from '../../../src-shared/helpdesk/article-folder.ts';
import { leadOf, partsOf, plainText } from '../../../src-shared/helpdesk/article-text.ts';
import { readingGrade } from '../words/reading-grade.ts';
import { starterArticles, starterFiles } from './starter.ts';

const articles = starterArticles();

/** Sentences that are read together: every text under a heading, and the steps of each system on their own. */
function groupsOf(body: string): readonly string[] {
  return partsOf(body).flatMap((part) =>
    part.kind === 'systems' ? Object.values(part.texts) : part.text.split(/^#{2,3} .*$/m),
  );
}

/** As it is read aloud: every line a sentence of its own; names of buttons are read as they are, codes as one word. */
const read = (text: string) =>
  plainText(text)
    .split('\n')
    .map((line) =>
      line
        .replace(/\b[A-Z0-9]+_[A-Z0-9_]+\b/g, 'Code')
        .replace(/[\w.-]+\.(?:com|org)\b/g, 'Word')
        .replace(/[.:?!]*$/, '.'),
    )
    .join(' ');

describe('the starter articles', () => {
  it('are all taken by the import, at least thirty', () => {
    const { articles: taken, troubles } = readArticleFolder(starterFiles());
    expect(troubles).toEqual([]);
    expect(taken.length).toBeGreaterThanOrEqual(30);
  });

  it('answer every finding at most once, so that the one article for it comes first', () => {
    const all = articles.flatMap(({ findingIds }) => findingIds);
    expect(all.length).toBe(new Set(all).size);
  });

  it('leave out only what no person can act on: a power unit, a lost profile, a virtual computer', () => {
    const answered = new Set(articles.flatMap(({ findingIds }) => findingIds));
    expect(ruleIds.filter((id) => !answered.has(id))).toEqual(['BAT-06', 'OS-11', 'OS-12']);
  });

  it.each(articles)('$slug is complete: published for everybody, with a day to read it again', (article) => {
    const { audience, state, language, systems, tags, findingIds, reviewOn, title } = article;
    expect({ audience, state, language }).toEqual({ audience: 'both', state: 'published', language: 'en' });
    expect(systems).toEqual([...articleSystems]);
    expect(findingIds.length).toBeGreaterThan(0);
    expect(tags.length).toBeGreaterThan(3);
    expect(reviewOn).not.toBeNull();
    expect(title.length).toBeLessThanOrEqual(60);
  });

  it.each(articles)('$slug has steps for each of the three systems, and says when to ask', ({ body }) => {
    const steps = partsOf(body).filter((part) => part.kind === 'systems');
    expect(steps.length).toBeGreaterThan(0);
    for (const { texts } of steps) {
      expect(Object.keys(texts)).toEqual([...articleSystems]);
      for (const text of Object.values(texts)) expect(text).toMatch(/^1\. /);
    }
    expect(body).toMatch(/^## (?:When to ask|Whom to ask)/m);
    expect(leadOf(body).length).toBeGreaterThan(60);
  });

  it.each(articles)('$slug is read at grade 8 or lower, part by part', ({ body }) => {
    for (const group of groupsOf(body)
      .map(read)
      .filter((text) => text.length > 2))
      expect(readingGrade(group), group).toBeLessThanOrEqual(8);
  });

  it.each(articles)('$slug has no sentence of more than 20 words', ({ body }) => {
    for (const sentence of groupsOf(body).flatMap((group) => read(group).split(/(?<=[.?!])\s+/)))
      expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20);
  });
});
