import { describe, expect, test } from 'vitest';
import { apiErrors, apiErrorSchema } from '../../../src-shared/helpdesk/api/api-error.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { exampleOf } from '../../../src-shared/helpdesk/api/example-of.ts';
import {
  isBytes,
  isNothing,
  jsonSchema,
  openApiDocument,
} from '../../../src-shared/helpdesk/api/open-api.ts';
import { takesTokens, type Route } from '../../../src-shared/helpdesk/api/route.ts';
import { permissions } from '../../../src-shared/helpdesk/permissions.ts';
import { startServer } from '../test-server.ts';

const document = openApiDocument(allRoutes, '1.2.3');
const named = Object.entries(allRoutes).flatMap(([area, routes]) =>
  Object.entries(routes as Record<string, Route>).map(([name, route]) => ({ id: `${area}.${name}`, route })),
);
const operationOf = ({ path, method }: Route) =>
  document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

describe('the interface as OpenAPI', () => {
  test('every route is in it, and nothing else, with who may call it', () => {
    const operations = Object.values(document.paths).flatMap((one) => Object.values(one));
    expect(operations.map((one) => one.operationId).toSorted()).toEqual(named.map(({ id }) => id).toSorted());
    for (const { id, route } of named) {
      const operation = operationOf(route);
      expect(operation, id).toMatchObject({
        operationId: id,
        summary: route.summary,
        'x-needs': route.needs,
      });
      const scopes = (operation?.security ?? []).map((one) => Object.values(one).flat());
      if (route.needs === 'nobody') expect(scopes, id).toEqual([]);
      else {
        const scope = route.needs === 'signed-in' ? [] : [route.needs];
        expect(scopes, id).toEqual(takesTokens(route) ? [scope, scope] : [scope]);
      }
    }
  });

  test('it keeps the rules of OpenAPI 3.1: parameters for each part of a path, one id an operation, references that lead somewhere', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document['x-permissions']).toEqual(permissions);
    for (const [path, item] of Object.entries(document.paths)) {
      expect(path).toMatch(/^\/api(?:\/(?:[a-z.-]+|\{\w+\}))+$/);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
      for (const [method, operation] of Object.entries(item)) {
        expect(['get', 'post', 'put', 'patch', 'delete']).toContain(method);
        const params = operation.parameters.filter((one) => one.in === 'path');
        expect(params.map((one) => one.name).toSorted(), path).toEqual(inPath);
        expect(params.every((one) => one.required)).toBe(true);
        expect(Object.keys(operation.responses)[0]).toBe('200');
        if (method === 'get') expect(operation.requestBody, path).toBeUndefined();
      }
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, at]) => at ?? '',
    );
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references))
      expect(at(document, reference.split('/')), reference).toBeDefined();
  });

  test('no schema is empty but that of bytes: a field nobody can describe would be a hole in the contract', () => {
    for (const { id, route } of named) {
      if (!isBytes(route.answers))
        expect(Object.keys(jsonSchema(route.answers, 'output')), id).not.toEqual([]);
      if (!isBytes(route.body) && !isNothing(route.body))
        expect(Object.keys(jsonSchema(route.body, 'input')), id).not.toEqual([]);
    }
  });

  test('each example on the page is one that the route itself takes or answers', () => {
    for (const { id, route } of named) {
      if (!isBytes(route.body) && !isNothing(route.body)) {
        const body = route.body.safeParse(exampleOf(jsonSchema(route.body, 'input')));
        expect(body.error?.issues ?? [], `${id} body`).toEqual([]);
      }
      if (isBytes(route.answers)) continue;
      const answer = route.answers.safeParse(exampleOf(jsonSchema(route.answers, 'output')));
      expect(answer.error?.issues ?? [], `${id} answer`).toEqual([]);
    }
  });

  test('the page is read without scripts and names every route, permission and refusal', async () => {
    const { url } = await startServer();
    const served = await fetch(`${url}/api/openapi.json`);
    expect(await served.json()).toMatchObject({
      openapi: '3.1.0',
      paths: JSON.parse(JSON.stringify(document.paths)),
    });
    const response = await fetch(`${url}/api/docs`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(page).not.toMatch(/<script|style=|\son\w+=/i);
    const style = /href="(\/api\/[^"]+\.css)"/.exec(page)?.[1] ?? '';
    expect((await fetch(`${url}${style}`)).headers.get('content-type')).toContain('text/css');
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const { id } of named) expect(anchors, id).toContain(id);
    for (const permission of permissions.filter((one) => page.includes(`#permission-${one}"`)))
      expect(anchors).toContain(`permission-${permission}`);
    for (const code of Object.keys(apiErrors).filter((one) => one !== 'UNREACHABLE'))
      expect(anchors).toContain(`error-${code}`);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    for (const link of links) expect(anchors).toContain(link);
  });

  test('what is refused looks as the document says', async () => {
    const { url } = await startServer();
    const refused = await fetch(`${url}/api/tickets`);
    expect(apiErrorSchema.parse(await refused.json()).error).toBe('SIGN_IN');
  });
});

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
