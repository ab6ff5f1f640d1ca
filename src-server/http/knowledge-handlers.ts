import type { knowledgeRoutes } from '../../src-shared/helpdesk/api/knowledge-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { ArticlePictures } from '../desk/article-pictures.ts';
import type { Knowledge } from '../desk/knowledge.ts';
import type { KnowledgeFinder } from '../desk/knowledge-finder.ts';
import type { Handlers } from './mount-routes.ts';

export function knowledgeHandlers(
  knowledge: Knowledge,
  finder: KnowledgeFinder,
  pictures: ArticlePictures,
): Handlers<typeof knowledgeRoutes> {
  return {
    list: async ({ actor, query }) => ok(await knowledge.list(actor, query.state)),
    create: ({ actor, body }) => knowledge.create(actor, body),
    get: ({ actor, params }) => knowledge.get(actor, params.id),
    change: ({ actor, params, body }) => knowledge.change(actor, params.id, body),
    versions: ({ actor, params }) => knowledge.versions(actor, params.id),
    vote: ({ actor, params, body }) => knowledge.vote(actor, params.id, body),
    review: async ({ actor }) => ok(await knowledge.review(actor)),
    async search({ actor, query: { text, limit, ...filters } }) {
      const answer = await finder.search(actor.tenantId, text, { reader: 'technician', ...filters }, limit);
      return ok(copy(answer));
    },
    async suggest({ actor, body }) {
      return ok(copy(await finder.suggest(actor.tenantId, { reader: 'technician', ...body })));
    },
    async suggestForTicket({ actor, params }) {
      const found = await finder.forTicket(actor, params.id);
      return found.ok ? ok(copy(found.value)) : found;
    },
    export: async ({ actor }) => ok(await knowledge.exportFiles(actor)),
    import: ({ actor, body }) => knowledge.importFiles(actor, body),
    async picture({ actor, params, reply }) {
      const read = await pictures.read(actor, params);
      if (!read.ok) return read;
      reply.headers({
        'content-type': read.value.type,
        'content-security-policy': "default-src 'none'; sandbox",
      });
      return ok(Buffer.from(read.value.bytes));
    },
    putPicture: ({ actor, params, body }) => pictures.put(actor, params, body),
  };
}

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

/** What the search answers is read-only by type; the schemas of answers are not. */
function copy<T>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>;
}
