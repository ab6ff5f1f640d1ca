import { ruleIds } from '../../../src-shared/findings/rule-ids.ts';
import { articleIdSchema, articleSystems, type Article } from '../../../src-shared/helpdesk/article.ts';
import { plainText } from '../../../src-shared/helpdesk/article-text.ts';

/*
 * A large store for measuring: articles of about 150 words, put together from sentences of real ones with made-up
 * names between them, so that words are as common and as rare as in a store that people wrote. The same every time.
 */
const SENTENCES = 14;
const MADE_UP_WORDS = 12;
const FIRST_SEED = 20_261_122;

export function madeArticles(real: readonly Article[], count: number): readonly Article[] {
  const chance = chanceFrom(FIRST_SEED);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(chance() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const some = <T>(count_: number, make: () => T) => Array.from({ length: count_ }, make);
  const sentences = real.flatMap(({ body }) => plainText(body).split(/(?<=[.?!])\s+/));
  const tags = real.flatMap((article) => article.tags);
  const names = some(6000, () => some(2 + Math.floor(chance() * 3), () => pick(syllables)).join(''));
  // a few names are in many articles, most in few
  const name = () => names[Math.floor(chance() ** 3 * names.length)] ?? 'name';
  return some(count, () => 0).map((_, index) => ({
    id: articleIdSchema.parse(`made-${String(index).padStart(17, '0')}`),
    slug: `made-${index}`,
    title: `${pick(real).title.slice(0, 80)}: ${name()} ${name()}`,
    body: some(
      SENTENCES,
      () => `${pick(sentences)} ${some(MADE_UP_WORDS / SENTENCES + 1, name).join(' ')}.`,
    ).join('\n\n'),
    audience: 'both',
    systems: chance() < 0.5 ? [] : [pick(articleSystems)],
    language: 'en',
    tags: [...new Set([pick(tags), name()])],
    findingIds: chance() < 0.3 ? [pick(ruleIds)] : [],
    state: 'published',
    reviewOn: null,
    pictures: [],
    version: 1,
  }));
}

const syllables =
  'ba be bo da de do fa fi ga go ka ke ki la le lo ma mi mo na ne no pa pe ra re ro sa si ta te to va vi za'.split(
    ' ',
  );

/** A small generator of numbers between 0 and 1 (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
