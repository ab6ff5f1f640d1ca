import { z } from 'zod';
import { permissions } from '../permissions.ts';
import { apiErrors, apiErrorSchema, type ApiErrorCode } from './api-error.ts';
import { takesTokens, type Needs, type Route, type Routes } from './route.ts';

/** A schema of JSON (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;
type Reference = { readonly $ref: string };

export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Who may call; also for tools that do not read `security`. */
  readonly 'x-needs': Needs;
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<
    Record<string, Reference | { readonly description: string; readonly content: Content }>
  >;
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>;
  };
  readonly 'x-permissions': readonly string[];
}

export type Areas = Readonly<Record<string, Routes>>;

/** What each refusal means, for whoever reads the interface's page. */
export const refusals: Readonly<Record<ApiErrorCode, string>> = {
  SIGN_IN: 'Nobody is signed in, or the login has run out.',
  NOT_ALLOWED: 'The role or the token does not have the permission.',
  NOT_FOUND: 'There is none of that id in this organisation.',
  CONFLICT: 'Somebody else was quicker. `current` has what is there now.',
  TOO_LARGE: 'More was sent than the route takes.',
  INVALID: '`fields` says what is wrong with which field. Nothing was written.',
  TOO_MANY: 'Too many calls. `retryAfterS` and the header Retry-After say how long to wait.',
  SERVER_FAILED: 'Something went wrong here. The same call may be made again.',
  UNREACHABLE: 'No answer came: said by the client, never by the server.',
};

/** The interface as OpenAPI 3.1, made from the table of routes: what is not in the table is not in it. */
export function openApiDocument(areas: Areas, version: string): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const [area, routes] of Object.entries(areas))
    for (const [name, route] of Object.entries(routes)) {
      const path = route.path.replaceAll(/:(\w+)/gu, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(area, name, route) };
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Alongside help desk',
      version,
      description:
        'Times are milliseconds since 1970, UTC. Ids are 22 characters. Everything belongs to the organisation of whoever is signed in.',
    },
    servers: [{ url: '/' }],
    tags: Object.keys(areas).map((name) => ({ name })),
    paths,
    components: { schemas: { ApiError: jsonSchema(apiErrorSchema, 'output') }, responses, securitySchemes },
    'x-permissions': permissions,
  };
}

const securitySchemes = {
  login: { type: 'apiKey', in: 'cookie', name: '__Host-alongside', description: 'Set by signing in.' },
  token: { type: 'http', scheme: 'bearer', description: 'A token of the interface, with scopes.' },
} as const;

const responses = Object.fromEntries(
  Object.keys(apiErrors)
    .filter((code): code is ApiErrorCode => code in apiErrors && code !== 'UNREACHABLE')
    .map((code) => [
      code,
      {
        description: refusals[code],
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } },
      },
    ]),
);

function operation(area: string, name: string, route: Route): OpenApiOperation {
  const { body, answers, summary, needs } = route;
  return {
    operationId: `${area}.${name}`,
    tags: [area],
    summary,
    security:
      needs === 'nobody'
        ? []
        : [
            { login: needs === 'signed-in' ? [] : [needs] },
            ...(takesTokens(route) ? [{ token: needs === 'signed-in' ? [] : [needs] }] : []),
          ],
    'x-needs': needs,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(isNothing(body) ? {} : { requestBody: { required: true, content: content(body, 'input') } }),
    responses: {
      '200': { description: 'It went well.', content: content(answers, 'output', route.answersType) },
      ...Object.fromEntries(
        refusalsOf(route).map((code) => [
          String(apiErrors[code]),
          { $ref: `#/components/responses/${code}` },
        ]),
      ),
    },
  };
}

/** The refusals that a caller must reckon with, from what the route asks for. */
export function refusalsOf(route: Route): readonly ApiErrorCode[] {
  const open = route.needs === 'nobody';
  return [
    ...(open ? [] : (['SIGN_IN', 'NOT_ALLOWED'] as const)),
    ...(route.path.includes(':') ? (['NOT_FOUND'] as const) : []),
    ...(route.method === 'PATCH' || route.method === 'PUT' ? (['CONFLICT'] as const) : []),
    ...(isNothing(route.body) ? [] : (['TOO_LARGE'] as const)),
    'INVALID',
    'TOO_MANY',
    'SERVER_FAILED',
  ];
}

function parameters(schema: z.ZodType, place: OpenApiParameter['in']): readonly OpenApiParameter[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  const names = Array.isArray(required) ? required : [];
  return Object.entries(properties ?? {}).map(([name, property]: [string, JsonSchema]) => ({
    name,
    in: place,
    required: names.includes(name),
    schema: property,
  }));
}

function content(
  schema: z.ZodType,
  side: 'input' | 'output',
  bytesType = 'application/octet-stream',
): Content {
  return isBytes(schema)
    ? { [bytesType]: { schema: {} } }
    : { 'application/json': { schema: jsonSchema(schema, side) } };
}

/** Bytes are the only thing that is no JSON: `z.instanceof(Uint8Array)`. */
export function isBytes(schema: z.ZodType): boolean {
  return schema.def.type === 'custom';
}

export function isNothing(schema: z.ZodType): boolean {
  return schema.def.type === 'undefined';
}

export function jsonSchema(schema: z.ZodType, side: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' });
  return rest;
}
