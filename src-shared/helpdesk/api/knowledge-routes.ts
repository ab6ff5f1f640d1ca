import { z } from 'zod';
import { severitySchema } from '../../findings/finding.ts';
import { ruleIdSchema } from '../../findings/rule-ids.ts';
import {
  articleContentSchema,
  articleSchema,
  articleStateSchema,
  articleSystemSchema,
  languageSchema,
  pictureNameSchema,
} from '../article.ts';
import { idSchema, timeSchema } from '../id.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });
/** Largest picture of an article, in bytes. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
/** Most files, and longest text of all, of one import. */
export const MAX_IMPORT_FILES = 500;
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

export const articleSummarySchema = z.strictObject({
  ...articleSchema.omit({ body: true }).shape,
  updatedAt: timeSchema,
  /** How often somebody said that it helped, and that it did not. */
  helped: z.number().int(),
  notHelped: z.number().int(),
});
export type ArticleSummary = z.infer<typeof articleSummarySchema>;

export const articlePageSchema = z.strictObject({
  ...articleSchema.shape,
  updatedAt: timeSchema,
  updatedBy: z.string(),
  helped: z.number().int(),
  notHelped: z.number().int(),
});

const pieceSchema = z.strictObject({ text: z.string(), hit: z.boolean() });
export const searchAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-asked') }),
  z.strictObject({ kind: z.literal('nothing'), query: z.string() }),
  z.strictObject({
    kind: z.literal('found'),
    words: z.enum(['all', 'some']),
    total: z.number().int(),
    hits: z.array(
      z.strictObject({
        id: idSchema,
        slug: z.string(),
        title: z.array(pieceSchema),
        excerpt: z.array(pieceSchema),
        score: z.number(),
      }),
    ),
  }),
]);

export const suggestionSchema = z.strictObject({
  id: idSchema,
  slug: z.string(),
  title: z.string(),
  reasons: z.array(
    z.union([
      z.strictObject({ kind: z.literal('finding'), id: ruleIdSchema }),
      z.strictObject({ kind: z.literal('code'), code: z.string() }),
      z.strictObject({ kind: z.enum(['program', 'printer', 'version']), name: z.string() }),
      z.strictObject({ kind: z.literal('words'), words: z.array(z.string()) }),
    ]),
  ),
  score: z.number(),
});

/** What is known, as a desk with a session says it. */
export const knownSchema = z.strictObject({
  language: languageSchema.optional(),
  findings: z
    .array(z.strictObject({ id: ruleIdSchema, severity: severitySchema }))
    .max(200)
    .default([]),
  system: articleSystemSchema.optional(),
  systemVersion: z.string().max(80).optional(),
  programs: z.array(z.string().max(120)).max(20).default([]),
  printers: z.array(z.string().max(120)).max(20).default([]),
  subject: z.string().max(200).optional(),
  lastRequesterMessage: z.string().max(20_000).optional(),
});

export const knowledgeRoutes = {
  list: route({
    method: 'GET',
    path: '/api/articles',
    needs: 'knowledge.read',
    summary: 'All articles without their texts, by title.',
    params: nothing,
    query: z.strictObject({ state: articleStateSchema.optional() }),
    body: none,
    answers: z.array(articleSummarySchema),
  }),
  create: route({
    method: 'POST',
    path: '/api/articles',
    needs: 'knowledge.write',
    summary: 'Makes an article. Its slug must be free.',
    params: nothing,
    query: nothing,
    body: articleContentSchema,
    answers: articlePageSchema,
  }),
  get: route({
    method: 'GET',
    path: '/api/articles/:id',
    needs: 'knowledge.read',
    summary: 'One article.',
    params: byId,
    query: nothing,
    body: none,
    answers: articlePageSchema,
  }),
  change: route({
    method: 'PUT',
    path: '/api/articles/:id',
    needs: 'knowledge.write',
    summary: 'Keeps a new version. CONFLICT with what is there when somebody else was quicker.',
    params: byId,
    query: nothing,
    body: z.strictObject({ version: z.number().int().min(1), content: articleContentSchema }),
    answers: articlePageSchema,
  }),
  versions: route({
    method: 'GET',
    path: '/api/articles/:id/versions',
    needs: 'knowledge.read',
    summary: 'Every version that was kept, newest first.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.array(
      z.strictObject({
        version: z.number().int(),
        at: timeSchema,
        by: z.string(),
        content: articleContentSchema,
      }),
    ),
  }),
  vote: route({
    method: 'POST',
    path: '/api/articles/:id/votes',
    needs: 'knowledge.read',
    summary: 'Says whether it helped; one voice a ticket.',
    params: byId,
    query: nothing,
    body: z.strictObject({ helped: z.boolean(), ticketId: idSchema.optional() }),
    answers: z.strictObject({ helped: z.number().int(), notHelped: z.number().int() }),
  }),
  review: route({
    method: 'GET',
    path: '/api/knowledge/review',
    needs: 'knowledge.read',
    summary:
      'Articles that do not help (five answers at least, less than half of them yes), or whose day to be read again has come.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(
      z.strictObject({
        article: articleSummarySchema,
        why: z.array(z.enum(['does-not-help', 'day-has-come'])),
      }),
    ),
  }),
  search: route({
    method: 'GET',
    path: '/api/knowledge/search',
    needs: 'knowledge.read',
    summary: 'Finds articles as somebody types, with slips forgiven and what was found marked.',
    params: nothing,
    query: z.strictObject({
      text: z.string().max(400),
      system: articleSystemSchema.optional(),
      language: languageSchema.optional(),
      state: articleStateSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    body: none,
    answers: searchAnswerSchema,
  }),
  suggest: route({
    method: 'POST',
    path: '/api/knowledge/suggestions',
    needs: 'knowledge.read',
    summary: 'The articles that may help, with the reasons: findings first, then codes, names and words.',
    params: nothing,
    query: nothing,
    body: knownSchema,
    answers: z.array(suggestionSchema),
  }),
  suggestForTicket: route({
    method: 'GET',
    path: '/api/tickets/:id/suggestions',
    needs: 'knowledge.read',
    summary:
      'The same for a ticket: its tags that are findings, its subject, and what the requester said last.',
    params: byId,
    query: nothing,
    body: none,
    answers: z.array(suggestionSchema),
  }),
  export: route({
    method: 'GET',
    path: '/api/knowledge/files',
    needs: 'knowledge.read',
    summary: 'Every article as a Markdown file.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(z.strictObject({ name: z.string(), text: z.string() })),
  }),
  import: route({
    method: 'POST',
    path: '/api/knowledge/files',
    needs: 'knowledge.write',
    summary:
      'Takes Markdown files in: an article of the same slug gets a new version. Those with faults are named.',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      files: z
        .array(z.strictObject({ name: z.string().max(255), text: z.string().max(100_000) }))
        .min(1)
        .max(MAX_IMPORT_FILES),
      /** Also what was changed here since the files were exported. */
      overwrite: z.boolean().default(false),
    }),
    answers: z.strictObject({
      made: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      faults: z.array(z.strictObject({ name: z.string(), say: z.string() })),
    }),
    jsonBytes: MAX_IMPORT_BYTES,
  }),
  picture: route({
    method: 'GET',
    path: '/api/articles/:id/pictures/:name',
    needs: 'knowledge.read',
    summary: 'A picture of an article.',
    params: z.strictObject({ id: idSchema, name: pictureNameSchema }),
    query: nothing,
    body: none,
    answers: z.instanceof(Uint8Array),
  }),
  putPicture: route({
    method: 'PUT',
    path: '/api/articles/:id/pictures/:name',
    needs: 'knowledge.write',
    summary: 'Stores a picture (PNG, JPEG, WebP or GIF) under a name that the text may use.',
    params: z.strictObject({ id: idSchema, name: pictureNameSchema }),
    query: nothing,
    body: z.instanceof(Uint8Array),
    answers: z.strictObject({ name: pictureNameSchema, size: z.number().int() }),
    bytes: MAX_PICTURE_BYTES,
  }),
} as const;
