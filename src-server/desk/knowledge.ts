import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { ArticleSummary, knowledgeRoutes } from '../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { ArticleContent } from '../../src-shared/helpdesk/article.ts';
import {
  fileNameOf,
  readArticleFolder,
  writeArticleFolder,
  type FolderFile,
} from '../../src-shared/helpdesk/article-folder.ts';
import { planImport } from '../../src-shared/helpdesk/article-import.ts';
import { reviewReasons } from '../../src-shared/helpdesk/article-review.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import {
  articlePages,
  articleRow,
  toArticleSummary,
  votesOf,
  writeArticle,
  type StoredArticle,
} from '../storage/article-store.ts';
import { hasRow } from '../storage/has-row.ts';
import { readJson } from '../storage/read-json.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';

type Routes = typeof knowledgeRoutes;
type Answers<K extends keyof Routes> = z.input<Routes[K]['answers']>;
type Body<K extends keyof Routes> = z.output<Routes[K]['body']>;
type Who = Pick<Actor, 'tenantId' | 'memberId' | 'name'>;

/** Articles as they are written, kept and judged. Finding them is {@link ./knowledge-finder.ts}'s. */
export interface Knowledge {
  list(actor: Who, state: ArticleContent['state'] | undefined): Promise<ArticleSummary[]>;
  get(actor: Who, id: Id): Promise<Result<Answers<'get'>, ApiError>>;
  create(actor: Who, content: ArticleContent): Promise<Result<Answers<'create'>, ApiError>>;
  change(actor: Who, id: Id, change: Body<'change'>): Promise<Result<Answers<'change'>, ApiError>>;
  versions(actor: Who, id: Id): Promise<Result<Answers<'versions'>, ApiError>>;
  vote(actor: Who, id: Id, vote: Body<'vote'>): Promise<Result<Answers<'vote'>, ApiError>>;
  review(actor: Who): Promise<Answers<'review'>>;
  exportFiles(actor: Who): Promise<FolderFile[]>;
  importFiles(actor: Who, body: Body<'import'>): Promise<Result<Answers<'import'>, ApiError>>;
}

const noArticle = apiError('NOT_FOUND', 'There is no such article.');
const nameTaken = apiError('INVALID', 'Another article has this name in this language.', {
  fields: { slug: 'is taken' },
});

export function createKnowledge(desk: Desk): Knowledge {
  const { db } = desk;
  const tell = ({ tenantId, memberId }: Who, id: Id, version: number) =>
    desk.events.tell({ tenantId, type: 'article.changed', id, version, byId: memberId });
  const page = async (tenantId: Id, id: Id): Promise<Answers<'get'> | null> => {
    const stored = await articleRow(db.query, tenantId, id);
    if (stored === null) return null;
    const votes = (await votesOf(db.query, tenantId)).get(id);
    const { article, updatedAt, updatedBy } = stored;
    return { ...article, updatedAt, updatedBy, helped: votes?.yes ?? 0, notHelped: votes?.no ?? 0 };
  };
  const read = async (tenantId: Id, id: Id): Promise<Result<Answers<'get'>, ApiError>> => {
    const found = await page(tenantId, id);
    return found === null ? err(noArticle) : ok(found);
  };

  return {
    async list({ tenantId }, state) {
      const votes = await votesOf(db.query, tenantId);
      const all = await allArticles(db.query, tenantId);
      return all
        .filter(({ article }) => state === undefined || article.state === state)
        .map((one) => toArticleSummary(one, votes.get(one.article.id)))
        .sort((one, other) => one.title.localeCompare(other.title));
    },

    get: ({ tenantId }, id) => read(tenantId, id),

    async create(actor, content) {
      const made = await attempt(db, (tx) => insertArticle(tx, desk, actor, content));
      if (!made.ok) return made;
      tell(actor, made.value, 1);
      return read(actor.tenantId, made.value);
    },

    async change(actor, id, { version, content }) {
      const { tenantId } = actor;
      const changed = await attempt(db, (tx) => keepVersion(tx, desk, actor, { id, version, content }));
      if (!changed.ok)
        return changed.error.error === 'CONFLICT'
          ? err({ ...changed.error, current: await page(tenantId, id) })
          : changed;
      tell(actor, id, changed.value);
      return read(tenantId, id);
    },

    async versions({ tenantId }, id) {
      const rows = await db.query
        .selectFrom('article_version')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('article_id', '=', id)
        .orderBy('version', 'desc')
        .execute();
      if (rows.length === 0) return err(noArticle);
      return ok(
        rows.map(({ version, at, by_name: by, content }) => ({
          version,
          at,
          by,
          content: readJson<ArticleContent | null>(content, null) as ArticleContent,
        })),
      );
    },

    async vote({ tenantId }, id, { helped, ticketId = null }) {
      const voted = await attempt(db, async (tx) => {
        const stored = await articleRow(tx, tenantId, id);
        if (stored === null) return err(noArticle);
        if (ticketId !== null && !(await hasRow(tx, 'ticket', tenantId, ticketId)))
          return err(apiError('INVALID', 'There is no such ticket.', { fields: { ticketId: 'is unknown' } }));
        const { version } = stored.article;
        const values = { version, helped: helped ? 1 : 0, at: desk.now() };
        await tx
          .insertInto('article_vote')
          .values({ tenant_id: tenantId, id: desk.newId(), article_id: id, ticket_id: ticketId, ...values })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'article_id', 'ticket_id']).doUpdateSet(values),
          )
          .execute();
        return ok(null);
      });
      if (!voted.ok) return voted;
      const votes = (await votesOf(db.query, tenantId)).get(id);
      return ok({ helped: votes?.yes ?? 0, notHelped: votes?.no ?? 0 });
    },

    async review({ tenantId }) {
      const votes = await votesOf(db.query, tenantId);
      const today = new Date(desk.now()).toISOString().slice(0, 10);
      return (await allArticles(db.query, tenantId)).flatMap((one) => {
        const mine = votes.get(one.article.id);
        const why = reviewReasons(one.article, mine ?? { yes: 0, no: 0 }, today);
        return why.length === 0 ? [] : [{ article: toArticleSummary(one, mine), why: [...why] }];
      });
    },

    async exportFiles({ tenantId }) {
      const all = await allArticles(db.query, tenantId);
      return [...writeArticleFolder(all.map(({ article }) => article))];
    },

    async importFiles(actor, { files, overwrite }) {
      const outcome = await attempt(db, (tx) => importInto(tx, desk, actor, files, overwrite));
      if (outcome.ok) for (const { id, version } of outcome.value.written) tell(actor, id, version);
      return outcome.ok ? ok(outcome.value.answer) : outcome;
    },
  };
}

async function allArticles(db: Kysely<Tables>, tenantId: Id): Promise<StoredArticle[]> {
  const all: StoredArticle[] = [];
  for await (const rows of articlePages(db, tenantId)) all.push(...rows);
  return all;
}

async function nameHolder(
  tx: Kysely<Tables>,
  tenantId: Id,
  { language, slug }: ArticleContent,
): Promise<Id | null> {
  const row = await tx
    .selectFrom('article')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('language', '=', language)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function insertArticle(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, name }: Who,
  content: ArticleContent,
): Promise<Result<Id, ApiError>> {
  if ((await nameHolder(tx, tenantId, content)) !== null) return err(nameTaken);
  const id = desk.newId();
  await writeArticle(tx, { tenantId, id, version: 1, content, at: desk.now(), by: name });
  return ok(id);
}

/** The next version, made upon the one that its author has seen. // HD-6 */
async function keepVersion(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, name }: Who,
  { id, version, content }: { readonly id: Id; readonly version: number; readonly content: ArticleContent },
): Promise<Result<number, ApiError>> {
  const stored = await articleRow(tx, tenantId, id);
  if (stored === null) return err(noArticle);
  if (stored.article.version !== version)
    return err(
      apiError('CONFLICT', `${stored.updatedBy} has changed this article meanwhile. Look at it and choose.`),
    );
  const holder = await nameHolder(tx, tenantId, content);
  if (holder !== null && holder !== id) return err(nameTaken);
  await writeArticle(tx, { tenantId, id, version: version + 1, content, at: desk.now(), by: name });
  return ok(version + 1);
}

interface Imported {
  readonly answer: Answers<'import'>;
  readonly written: readonly { readonly id: Id; readonly version: number }[];
}

async function importInto(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Who,
  files: readonly FolderFile[],
  overwrite: boolean,
): Promise<Result<Imported, ApiError>> {
  const { articles, troubles } = readArticleFolder(files);
  const existing = (await allArticles(tx, actor.tenantId)).map(({ article }) => article);
  const plan = planImport(articles, existing, { overwrite });
  const written: { id: Id; version: number }[] = [];
  const counts = { made: 0, changed: 0, same: 0 };
  for (const step of plan.steps) {
    if (step.kind === 'same') counts.same += 1;
    else if (step.kind === 'create') {
      const made = await insertArticle(tx, desk, actor, step.content);
      if (!made.ok)
        return err({ ...made.error, message: `${fileNameOf(step.content)}: ${made.error.message}` });
      counts.made += 1;
      written.push({ id: made.value, version: 1 });
    } else {
      const changed = await keepVersion(tx, desk, actor, step);
      if (!changed.ok) return changed;
      counts.changed += 1;
      written.push({ id: step.id, version: changed.value });
    }
  }
  const faults = [...troubles, ...plan.troubles].map(({ name, say }) => ({ name, say }));
  return ok({ answer: { ...counts, faults }, written });
}

/** What a new organisation begins with, in the transaction that makes it. */
export async function writeStarterArticles(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Who,
  files: readonly FolderFile[],
): Promise<void> {
  for (const { content } of readArticleFolder(files).articles) await insertArticle(tx, desk, actor, content);
}
