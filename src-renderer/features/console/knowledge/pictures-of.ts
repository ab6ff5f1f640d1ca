import { knowledgeRoutes } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import { addressOf } from '../../../helpdesk/api-client.ts';
import type { Pictures } from '../../../knowledge/article-markdown.tsx';

/** Where an article's pictures are on this server: same origin, with the login's cookie. */
export function picturesOf(id: Id, names: readonly string[]): Pictures {
  return new Map(names.map((name) => [name, addressOf(knowledgeRoutes.picture, { params: { id, name } })]));
}
