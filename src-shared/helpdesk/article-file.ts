import { Document, isAlias, isMap, isScalar, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import {
  articleContentSchema,
  articleIdSchema,
  MAX_BODY,
  tidyBody,
  type Article,
  type ArticleContent,
  type ArticleId,
} from './article.ts';
import { picturesIn } from './article-text.ts';
import { articleWants } from './article-trouble.ts';

/** Longest head of a file, in UTF-16 units: far more than every field at its longest usual size. */
export const MAX_HEAD = 16_000;
const MAX_FILE = MAX_HEAD + MAX_BODY + 1000;

/** An article out of a file. One that was written by hand has no id and no version yet. */
export interface ArticleFile {
  readonly id: ArticleId | null;
  readonly version: number | null;
  readonly content: ArticleContent;
}

/** Why a file was not taken, in words that say what to do; `field` is the line of the head it is about. */
export interface ArticleFileTrouble {
  readonly field: string | null;
  readonly say: string;
}

/** The fields of the head as people read them, in the order they are written. */
const headSchema = z.strictObject({
  id: articleIdSchema.optional(),
  slug: articleContentSchema.shape.slug,
  title: articleContentSchema.shape.title,
  audience: articleContentSchema.shape.audience,
  systems: articleContentSchema.shape.systems.default([]),
  language: articleContentSchema.shape.language,
  tags: articleContentSchema.shape.tags.default([]),
  findings: articleContentSchema.shape.findingIds.default([]),
  state: articleContentSchema.shape.state,
  review: articleContentSchema.shape.reviewOn.default(null),
  version: z.number().int().positive().optional(),
  pictures: articleContentSchema.shape.pictures.default([]),
});
type Head = z.infer<typeof headSchema>;
const headKeys = Object.keys(headSchema.shape);

/** One article as a file: a head in YAML between two lines of three hyphens, then the text in Markdown. */
export function writeArticleFile(article: Article | ArticleContent): string {
  const { slug, title, audience, systems, language, tags, findingIds, state, reviewOn, pictures } = article;
  const known = 'id' in article ? { id: article.id } : {};
  const versioned = 'version' in article ? { version: article.version } : {};
  const some = (key: string, list: readonly string[]) => (list.length > 0 ? { [key]: list } : {});
  const head = {
    ...known,
    slug,
    title,
    audience,
    ...some('systems', systems),
    language,
    ...some('tags', tags),
    ...some('findings', findingIds),
    state,
    ...(reviewOn === null ? {} : { review: reviewOn }),
    ...versioned,
    ...some('pictures', pictures),
  };
  const document = new Document(head, { aliasDuplicateObjects: false });
  visit(document, { Seq: (_key, list) => void (list.flow = true) });
  return `---\n${document.toString({ lineWidth: 0, flowCollectionPadding: false })}---\n\n${tidyBody(article.body)}\n`;
}

/** Reads one file. The text may be anybody's: nothing in it is trusted, and every refusal says what to change. */
export function readArticleFile(text: string): Result<ArticleFile, ArticleFileTrouble> {
  if (text.length > MAX_FILE) return no(null, `The file is too long. ${articleWants['body']}`);
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const match = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(lines);
  if (match === null)
    return no(null, 'The file needs a head: fields between two lines of three hyphens (---) at its start.');
  const yaml = match[1] ?? '';
  if (yaml.length > MAX_HEAD)
    return no(null, `The head is too long: ${yaml.length} characters, at most ${MAX_HEAD}.`);
  const fields = fieldsOf(yaml);
  if (!fields.ok) return fields;
  const head = headSchema.safeParse(fields.value);
  if (!head.success) return troubleOf(head.error, fields.value);
  return article(head.data, lines.slice(match[0].length));
}

function article(head: Head, text: string): Result<ArticleFile, ArticleFileTrouble> {
  const { id, version, findings, review, ...rest } = head;
  const fields = { ...rest, findingIds: findings, reviewOn: review, body: text };
  const content = articleContentSchema.safeParse(fields);
  if (!content.success) return troubleOf(content.error, fields);
  const unknown = picturesIn(content.data.body).find((name) => !content.data.pictures.includes(name));
  if (unknown !== undefined)
    return no(
      'pictures',
      `The text shows “${shown(unknown)}”, which the head does not name. ${articleWants['pictures']}`,
    );
  return ok({ id: id ?? null, version: version ?? null, content: content.data });
}

/** The head's fields as plain values. Names are checked before any object is made of them. */
function fieldsOf(yaml: string): Result<Readonly<Record<string, unknown>>, ArticleFileTrouble> {
  const read = documentOf(yaml);
  if (!read.ok) return read;
  const { contents } = read.value;
  if (!isMap(contents)) return no(null, 'The head needs lines such as “title: The printer does not answer”.');
  const fields: Record<string, unknown> = {};
  for (const { key, value } of contents.items) {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : null;
    if (name === null || !headKeys.includes(name))
      return no(
        name,
        `The head has a field it does not know: “${shown(name ?? 'a list')}”. It knows ${headKeys.join(', ')}.`,
      );
    // an own property in any case: "__proto__" is not among the names
    fields[name] = isScalar(value) ? value.value : listIn(value, read.value);
  }
  return ok(fields);
}

function listIn(value: unknown, document: Document): unknown {
  if (isMap(value)) return 'a map'; // no field is one: the schema refuses the word with what it wants
  return typeof value === 'object' && value !== null && 'toJS' in value && typeof value.toJS === 'function'
    ? value.toJS(document)
    : null;
}

function documentOf(yaml: string): Result<Document, ArticleFileTrouble> {
  const document = parseDocument(yaml, { schema: 'core', version: '1.2', merge: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = (error.linePos?.[0].line ?? 0) + 1;
    return no(
      null,
      `Line ${line} of the file cannot be read. Put texts with colons or signs between double quotes. (${error.code})`,
    );
  }
  let clever: string | null = null;
  visit(document, {
    Alias: () => ((clever = 'an alias (*)'), visit.BREAK),
    Node(_key, node) {
      if (isAlias(node)) return;
      if ('anchor' in node && node.anchor !== undefined) clever = 'an anchor (&)';
      if (node.tag !== undefined) clever = 'a tag (!)';
    },
  });
  if (clever !== null)
    return no(null, `The head holds ${clever}. Write every value out, between quotes if it has signs.`);
  return ok(document);
}

const fileNames: Readonly<Record<string, string>> = { findingIds: 'findings', reviewOn: 'review' };

function troubleOf(error: z.ZodError, given: object): Result<never, ArticleFileTrouble> {
  const [issue] = error.issues;
  const key = String(issue?.path[0] ?? '');
  const field = fileNames[key] ?? key;
  const start = !(key in given)
    ? `The head needs the field “${field}”.`
    : `The field “${field}” is not right.`;
  return no(field === '' ? null : field, `${start} ${articleWants[field] ?? ''}`.trim());
}

function no(field: string | null, say: string): Result<never, ArticleFileTrouble> {
  return err({ field: field === null ? null : shown(field), say });
}

/** Words of a stranger in our own sentence: short, and nothing that cannot be seen. */
function shown(text: string): string {
  const plain = text.replace(/[\p{C}\u2028\u2029]/gu, '');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}
