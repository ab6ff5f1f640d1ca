import type { FastifyInstance } from 'fastify';
import { allRoutes } from '../../src-shared/helpdesk/api/all-routes.ts';
import { openApiDocument } from '../../src-shared/helpdesk/api/open-api.ts';
import { apiPage } from './api-page.ts';
import { API_STYLE_PATH, apiStyle } from './api-style.ts';

export const OPEN_API_PATH = '/api/openapi.json';
export const API_PAGE_PATH = '/api/docs';

/** The interface for programs and for people: it is the same for everybody and says nothing about anybody. */
export function addApiPages(app: FastifyInstance, version: string): void {
  const document = openApiDocument(allRoutes, version);
  const text = JSON.stringify(document);
  const page = apiPage(allRoutes, document);
  app.get(OPEN_API_PATH, async (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
  app.get(API_PAGE_PATH, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get(API_STYLE_PATH, async (_request, reply) => reply.type('text/css; charset=utf-8').send(apiStyle));
}
