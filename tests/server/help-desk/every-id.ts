import { z } from 'zod';
import { exampleOf } from '../../../src-shared/helpdesk/api/example-of.ts';
import type { JsonSchema } from '../../../src-shared/helpdesk/api/open-api.ts';
import type { Route } from '../../../src-shared/helpdesk/api/route.ts';

/** What is sent, with a name of what is meant, as "<ticket>", wherever an id stands. */
export interface Sent {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One place of a route at which an id stands. */
export interface IdPlace {
  readonly route: Route;
  /** For people: "POST /api/tickets/:id/links body.toId". */
  readonly title: string;
  readonly part: 'params' | 'query' | 'body';
  readonly path: readonly (string | number)[];
  readonly sent: Sent;
}

/** A picture's name, and its bytes as far as anybody looks. */
export const PICTURE = 'a.png';
export const PNG = Uint8Array.from(
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
);

/** What examples have for an id. */
const EXAMPLE = 'A1b2C3d4E5f6G7h8I9j0Kw';

/** A session of two apps: the server has no record of it and looks nothing up by it. */
const ofNoRecord = new Set(['sessionId']);

/** Bodies in which an id is a plain text for the schema. */
const byHand: Readonly<Record<string, unknown>> = {
  'POST /api/macros': {
    name: 'Macro <count>',
    kind: 'internal',
    text: 'x',
    actions: [
      { type: 'move', queueId: EXAMPLE },
      { type: 'assign', to: EXAMPLE },
    ],
  },
  'PUT /api/macros/:id': {
    version: 1,
    name: 'Macro <count>',
    kind: 'internal',
    text: 'x',
    actions: [
      { type: 'move', queueId: EXAMPLE },
      { type: 'assign', to: EXAMPLE },
    ],
  },
  'PUT /api/sla': {
    version: '<sla version>',
    calendars: [{ id: 'c', name: 'c', zone: 'UTC', hours: 'always', holidays: [] }],
    policies: [
      {
        id: 'p',
        name: 'p',
        calendarId: 'c',
        queueIds: [EXAMPLE],
        targets: { low: {}, normal: {}, high: {}, urgent: {} },
      },
    ],
  },
  'PUT /api/articles/:id': {
    version: 1,
    content: {
      slug: 'how-<count>',
      title: 'How',
      body: 'So.',
      audience: 'both',
      systems: [],
      language: 'en',
      tags: [],
      findingIds: [],
      state: 'published',
      reviewOn: null,
      pictures: [],
    },
  },
};

/** All places of a route at which an id stands, with everything else around it as it may be. */
export function idPlaces(route: Route): IdPlace[] {
  const title = `${route.method} ${route.path}`;
  const found = new Map<string, IdPlace>();
  for (const variant of [0, 1, 2]) {
    const raw = {
      params: named(example(route.params, variant)),
      query: without(example(route.query, variant), [
        'after',
        'text',
        'due',
        'dueBefore',
        'state',
        'tag',
        'priority',
      ]),
      body: byHand[title] ?? example(route.body, variant),
    };
    const sent = {
      params: texts(mark(raw.params, [], title)),
      query: texts(mark(raw.query, [], title)),
      body: route.bytes === undefined ? mark(raw.body, [], title) : PNG,
    };
    for (const part of ['params', 'query', 'body'] as const)
      for (const path of route.bytes !== undefined && part === 'body' ? [] : pathsTo(raw[part], [])) {
        const name = `${title} ${[part, ...path].join('.')}`;
        if (!found.has(name)) found.set(name, { route, title: name, part, path, sent });
      }
  }
  return [...found.values()];
}

/** What nothing would be found with. */
function without(value: unknown, keys: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !keys.includes(key)));
}

function named(value: unknown): unknown {
  const all = Object.entries(value ?? {});
  return Object.fromEntries(all.map(([key, one]) => [key, key === 'name' ? PICTURE : one]));
}

function example(schema: z.ZodType, variant: number): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json.type === undefined && json.anyOf === undefined ? undefined : exampleOf(choose(json, variant));
}

/** The schema with one choice of each union. */
function choose(value: unknown, variant: number): JsonSchema {
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, inner]) =>
        (key === 'anyOf' || key === 'oneOf') && Array.isArray(inner)
          ? [key, [walk(inner[Math.min(variant, inner.length - 1)])]]
          : [key, walk(inner)],
      ),
    );
  };
  return walk(value) as JsonSchema;
}

function pathsTo(value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (value === EXAMPLE) return [path];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).filter(([key]) => !ofNoRecord.has(key));
  return entries.flatMap(([key, inner]) =>
    pathsTo(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Names instead of ids; without what would make the second call a repetition of the first. */
function mark(value: unknown, path: readonly string[], title: string): unknown {
  if (value === EXAMPLE) return `<${meant(path, title)}>`;
  if (Array.isArray(value)) return value.map((one) => mark(one, path, title));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'key' && key !== 'attachmentIds')
      .map(([key, inner]) => [key, mark(inner, [...path, key], title)]),
  );
}

/** Whose id stands in a field, by its name; `id` of a path is what the path is about. */
function meant(path: readonly string[], title: string): string {
  const name = path.at(-1) ?? '';
  const plain = path.at(-2) === 'requester' ? 'requester' : name.replace(/Ids?$/, '');
  const known: Readonly<Record<string, string>> = {
    to: title.includes('macros') ? 'member' : 'other',
    from: 'other',
    assignee: 'member',
    watcher: 'member',
    technician: 'member',
    ids: 'ticket',
    id: title.includes('/people/') ? 'requester' : (/\/([\w-]+?)s\/:id/.exec(title)?.[1] ?? 'unknown'),
  };
  return known[plain] ?? plain;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, one]) => [key, String(one)]));
}

/** What is sent, with real ids for the names, and this one at the place. */
export function filled({ part, path, sent }: IdPlace, id: string, names: ReadonlyMap<string, unknown>): Sent {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (names.has(value)) return names.get(value);
      return value.replace('<count>', String(names.get('<count>')));
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  const all = {
    params: texts(fill(sent.params)),
    query: texts(fill(sent.query)),
    body: sent.body === undefined ? undefined : fill(sent.body),
  };
  return { ...all, [part]: withAt(all[part], path, id) };
}

function withAt(value: unknown, path: readonly (string | number)[], id: string): unknown {
  const [key, ...more] = path;
  if (key === undefined) return id;
  if (typeof value !== 'object' || value === null) {
    const inner = withAt(undefined, more, id);
    return typeof key === 'number' ? [inner] : { [key]: inner };
  }
  if (!Array.isArray(value)) return { ...value, [key]: withAt(Reflect.get(value, key), more, id) };
  return value.map((one, at) => (at === key ? withAt(one, more, id) : one));
}
