import fc from 'fast-check';
import { ruleIds } from '../../../src-shared/findings/rule-ids.ts';
import {
  articleContentSchema,
  articleIdSchema,
  articleSystems,
  tidyBody,
  type Article,
} from '../../../src-shared/helpdesk/article.ts';

const { shape } = articleContentSchema;

/** Texts that make trouble in YAML or Markdown, among plain ones. */
const trouble = fc.constantFrom(
  ...[
    'yes',
    'null',
    '~',
    '1e3',
    '0x1F',
    '2027-01-01',
    '- a',
    '# no',
    'a: b',
    '"',
    "'",
    '---',
    '...',
    '*a',
    '&a',
    '!x',
  ],
  ...[
    '{',
    '[',
    '| fold',
    '> fold',
    '%',
    '@',
    '`',
    '\\n',
    'ä: ö',
    '😀',
    '<<',
    '__proto__',
    'title',
    ' #',
    '? a',
    '👩‍💻',
  ],
);
const line = fc
  .oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), trouble)
  .map((text) => text.trim())
  .filter((text) => shape.title.safeParse(text).success);
const tag = fc
  .oneof(trouble, fc.string({ maxLength: 20 }))
  .map((text) => text.trim().toLowerCase())
  .filter((text) => shape.tags.safeParse([text]).success);
const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const body = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      trouble,
      fc.constantFrom('', '---', '# Head', '```', '    code'),
    ),
    {
      maxLength: 12,
    },
  )
  .map((lines) => tidyBody(lines.join('\n')))
  .filter((text) => !text.includes('![') && shape.body.safeParse(text).success);

/** Any article that may be kept. */
export const anyArticle: fc.Arbitrary<Article> = fc.record({
  id: fc.stringMatching(/^[\w-]{22}$/).map((id) => articleIdSchema.parse(id)),
  version: fc.integer({ min: 1, max: 1_000_000 }),
  slug: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('-')),
  title: line,
  body,
  audience: fc.constantFrom(...shape.audience.options),
  systems: fc.uniqueArray(fc.constantFrom(...articleSystems)),
  language: fc.constantFrom('en', 'de', 'pt-BR', 'no'),
  tags: fc.uniqueArray(tag, { maxLength: 8 }),
  findingIds: fc.uniqueArray(fc.constantFrom(...ruleIds), { maxLength: 8 }),
  state: fc.constantFrom(...shape.state.options),
  reviewOn: fc.constantFrom(null, '2027-05-31', '2028-02-29'),
  pictures: fc.uniqueArray(
    word.map((name) => `${name}.png`),
    { maxLength: 3 },
  ),
});
