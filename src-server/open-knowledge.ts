import type { FastifyInstance } from 'fastify';
import { knowledgeRoutes } from '../src-shared/helpdesk/api/knowledge-routes.ts';
import { createArticlePictures } from './desk/article-pictures.ts';
import type { BeginOrganisation } from './desk/accounts.ts';
import type { Desk } from './desk/desk.ts';
import { createKnowledge, writeStarterArticles } from './desk/knowledge.ts';
import { createKnowledgeFinder } from './desk/knowledge-finder.ts';
import { knowledgeHandlers } from './http/knowledge-handlers.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import { readStarterArticles } from './starter-articles.ts';

/** Articles: kept, found and suggested. */
export interface OpenKnowledge {
  /** Writes the starter articles of a new organisation. */
  readonly begin: BeginOrganisation;
  mount(app: FastifyInstance, gate: Gate): void;
  close(): void;
}

export async function openKnowledge(desk: Desk): Promise<OpenKnowledge> {
  const starters = await readStarterArticles();
  const finder = createKnowledgeFinder(desk);
  return {
    begin: (tx, owner) => writeStarterArticles(tx, desk, owner, starters),
    mount(app, gate) {
      const handlers = knowledgeHandlers(createKnowledge(desk), finder, createArticlePictures(desk));
      mountRoutes(app, gate, knowledgeRoutes, handlers);
    },
    close: finder.close,
  };
}
