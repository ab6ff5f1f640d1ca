import { expect, test } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { apiErrors } from '../../../src-shared/helpdesk/api/api-error.ts';
import { exampleOf } from '../../../src-shared/helpdesk/api/example-of.ts';
import { isBytes, isNothing, jsonSchema } from '../../../src-shared/helpdesk/api/open-api.ts';
import type { Route } from '../../../src-shared/helpdesk/api/route.ts';
import { servedDesk } from './set-up-desk.ts';
import { newPostgresDatabase } from './shared-postgres.ts';

/** What no database takes, what is cut in two, and what is no number. */
const hostile = ['text\0text', `\u202e \ud83d ${'9'.repeat(40)}`];

/** The same value with one text at a time replaced. */
function* withEach(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield text;
  else if (Array.isArray(value)) {
    for (const [at, one] of value.entries())
      for (const other of withEach(one, text)) yield value.with(at, other);
  } else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value))
      for (const other of withEach(one, text)) yield { ...value, [key]: other };
}

const exampleFor = (schema: Route['body']) =>
  isNothing(schema) || isBytes(schema) ? undefined : exampleOf(jsonSchema(schema, 'input'));

/** Ids of things that are there, so that a call gets as far as writing. */
function withIds(value: unknown, ids: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one) => withIds(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      ids[key] !== undefined && typeof one === 'string' ? ids[key] : withIds(one, ids),
    ]),
  );
}

interface Call {
  readonly path: string;
  readonly body: unknown;
}

function* callsOf(route: Route, ids: Readonly<Record<string, string>>): Generator<Call> {
  const path = route.path.replaceAll(/:\w+/g, ids['id'] ?? '');
  const query = withIds(exampleFor(route.query), ids) as Readonly<Record<string, string>>;
  const asked = (parts: unknown) => `?${new URLSearchParams(parts as Record<string, string>).toString()}`;
  const body = withIds(exampleFor(route.body), ids);
  for (const text of hostile) {
    for (const name of Object.keys(query)) yield { path: path + asked({ [name]: text }), body };
    for (const other of withEach(body, text)) yield { path, body: other };
  }
}

// on PostgreSQL, which refuses more than SQLite
test(
  'every route takes any text in any place, or refuses it: no text makes it fail',
  { timeout: 60_000 },
  async () => {
    const databaseUrl = await newPostgresDatabase();
    const { owner } = await servedDesk({ config: { databaseUrl, apiCallsPerMinute: 1_000_000 } });
    const ticket = await owner.call(allRoutes.tickets.create, { body: { subject: 'Printer', body: 'x' } });
    const people = await owner.call(allRoutes.members.list);
    const ids: Record<string, string> = { id: ticket.answer.id, queueId: ticket.answer.queueId };
    for (const name of ['memberId', 'assigneeId', 'watcherIds']) ids[name] = people.answer[0]?.id ?? '';
    const failed: string[] = [];
    for (const route of Object.values(allRoutes).flatMap((area) => Object.values(area) as Route[])) {
      // signing out ends what the other calls need, and hashing passwords takes its time
      if (route.method === 'DELETE' && route.path === allRoutes.session.signOut.path) continue;
      if (JSON.stringify(exampleFor(route.body) ?? '').includes('"password"')) continue;
      for (const { path, body } of callsOf(route, ids)) {
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        const headers = body === undefined ? {} : { 'content-type': 'application/json' };
        const { status } = await owner.raw(route.method, path, { ...sent, headers });
        // a provider that an earlier call has named cannot be reached: that is no fault of the text
        if (status >= 500 && status !== apiErrors.UNREACHABLE)
          failed.push(`${status} ${route.method} ${path} ${sent.body ?? ''}`);
      }
    }
    expect(failed).toEqual([]);
  },
);
