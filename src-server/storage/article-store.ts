import type { Kysely } from 'kysely';
import type { ArticleSummary } from '../../src-shared/helpdesk/api/knowledge-routes.ts';
import {
  articleContentSchema,
  articleSchema,
  type Article,
  type ArticleContent,
} from '../../src-shared/helpdesk/article.ts';
import type { Helped } from '../../src-shared/helpdesk/article-review.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { readJson } from './read-json.ts';
import type { ArticleTable, Tables } from './tables.ts';

/** An article with what the store knows besides. */
export interface StoredArticle {
  readonly article: Article;
  readonly updatedAt: number;
  readonly updatedBy: string;
}

const PAGE = 200;

export function toStored(row: ArticleTable): StoredArticle {
  const content = articleContentSchema.parse(readJson<unknown>(row.content, null));
  return {
    article: articleSchema.parse({ ...content, id: row.id, version: row.version }),
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

export async function articleRow(db: Kysely<Tables>, tenantId: Id, id: Id): Promise<StoredArticle | null> {
  const row = await db
    .selectFrom('article')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toStored(row);
}

/** All of an organisation's, a page at a time, by id. */
export async function* articlePages(
  db: Kysely<Tables>,
  tenantId: Id,
): AsyncGenerator<readonly StoredArticle[]> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('article')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length > 0) yield rows.map(toStored);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** The answers to "did this help?" about each article's newest version. */
export async function votesOf(db: Kysely<Tables>, tenantId: Id): Promise<ReadonlyMap<Id, Helped>> {
  const rows = await db
    .selectFrom('article_vote')
    .innerJoin('article', (join) =>
      join
        .onRef('article.tenant_id', '=', 'article_vote.tenant_id')
        .onRef('article.id', '=', 'article_vote.article_id')
        .onRef('article.version', '=', 'article_vote.version'),
    )
    .select(['article_vote.article_id', 'article_vote.helped', (eb) => eb.fn.countAll<number>().as('count')])
    .where('article_vote.tenant_id', '=', tenantId)
    .groupBy(['article_vote.article_id', 'article_vote.helped'])
    .execute();
  const votes = new Map<Id, { yes: number; no: number }>();
  for (const { article_id: id, helped, count } of rows) {
    const one = votes.get(id) ?? { yes: 0, no: 0 };
    one[helped === 1 ? 'yes' : 'no'] += Number(count);
    votes.set(id, one);
  }
  return votes;
}

export function toArticleSummary(
  { article, updatedAt }: StoredArticle,
  votes: Helped | undefined,
): ArticleSummary {
  const { body: _body, ...rest } = article;
  return { ...rest, updatedAt, helped: votes?.yes ?? 0, notHelped: votes?.no ?? 0 };
}

export interface Written {
  readonly tenantId: Id;
  readonly id: Id;
  readonly version: number;
  readonly content: ArticleContent;
  readonly at: number;
  readonly by: string;
}

/** Keeps a version, the first one too. */
export async function writeArticle(
  tx: Kysely<Tables>,
  { tenantId, id, version, content, at, by }: Written,
): Promise<void> {
  const text = JSON.stringify(content);
  const { slug, language, title, state } = content;
  const fields = { slug, language, title, state, content: text, version, updated_at: at, updated_by: by };
  if (version === 1)
    await tx
      .insertInto('article')
      .values({ tenant_id: tenantId, id, ...fields })
      .execute();
  else
    await tx
      .updateTable('article')
      .set(fields)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  await tx
    .insertInto('article_version')
    .values({ tenant_id: tenantId, article_id: id, version, content: text, at, by_name: by })
    .execute();
}
