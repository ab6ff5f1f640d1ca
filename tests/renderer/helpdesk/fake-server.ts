import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { apiErrors, type ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import type { Route } from '../../../src-shared/helpdesk/api/route.ts';
import type { Identity, Member } from '../../../src-shared/helpdesk/member.ts';
import { permissionsOf, type Role } from '../../../src-shared/helpdesk/permissions.ts';
import type { Message, Ticket, TicketSummary } from '../../../src-shared/helpdesk/ticket.ts';
import { createApiClient } from '../../../src-renderer/helpdesk/api-client.ts';
import { createHelpDesk } from '../../../src-renderer/helpdesk/help-desk.ts';
import { createPresent, type Live } from '../../../src-renderer/helpdesk/live.ts';
import type { PasskeyDevice } from '../../../src-renderer/helpdesk/passkey-device.ts';
import type { Transport } from '../../../src-renderer/helpdesk/transport.ts';
import { createListeners } from '../../../src-shared/listeners.ts';

export const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const MINUTE = 60_000;

/** Ids have 22 characters. */
export const id = (name: string) => name.padEnd(22, '0');

export function member(name: string, role: Role = 'technician', change: Partial<Member> = {}): Member {
  return {
    id: id(name.split(' ')[0] ?? ''),
    name,
    email: `${(name.split(' ')[0] ?? '').toLowerCase()}@example.org`,
    role,
    active: true,
    createdAt: NOW - 90 * 24 * 60 * MINUTE,
    lastSeenAt: NOW - 5 * MINUTE,
    ...change,
  };
}

export function identity(role: Role = 'owner', name = 'Daniel Okoye'): Identity {
  return {
    member: member(name, role),
    organisation: { id: id('org'), name: 'Northfield Library Trust' },
    permissions: [...permissionsOf(role)],
    by: 'password',
  };
}

export const margaret = { id: id('margaret'), name: 'Margaret Ellison', email: 'margaret@example.org' };

export function summary(number: number, change: Partial<TicketSummary> = {}): TicketSummary {
  return {
    id: id(`ticket-${number}-`),
    number,
    subject: `Prints are stuck ${number}`,
    state: 'new',
    priority: 'normal',
    queueId: id('desk'),
    requester: margaret,
    assigneeId: null,
    device: null,
    tags: [],
    createdAt: NOW - number * MINUTE,
    updatedAt: NOW - number * MINUTE,
    version: 1,
    due: null,
    ...change,
  };
}

export function message(name: string, change: Partial<Message> = {}): Message {
  return {
    id: id(name),
    kind: 'public',
    author: { type: 'member', id: id('Daniel'), name: 'Daniel Okoye' },
    body: 'Seven prints wait behind a **poster**.',
    at: NOW - 10 * MINUTE,
    attachments: [],
    ...change,
  };
}

export function ticket(number: number, change: Partial<Ticket> = {}): Ticket {
  return {
    ...summary(number),
    watcherIds: [],
    messages: [message('first')],
    history: [],
    links: [],
    mergedIntoId: null,
    ...change,
  };
}

export interface Asked {
  readonly name: string;
  readonly path: string;
  readonly body: unknown;
}

type Answers = Readonly<Record<string, (asked: Asked) => unknown>>;

/** Answers by the name of the route, "tickets.get"; what a test does not say is answered as an empty help desk would. */
export function fakeServer(answers: Answers = {}) {
  const asked: Asked[] = [];
  const all: Answers = { ...usual, ...answers };
  const transport: Transport = async ({ method, path, body }) => {
    const name = nameOf(method, path);
    const one: Asked = { name, path, body: typeof body === 'string' ? JSON.parse(body) : body };
    asked.push(one);
    const answer = await all[name]?.(one);
    if (answer === undefined) return null; // nobody answers
    const refusal = isRefusal(answer) ? answer : null;
    return {
      status: refusal === null ? 200 : apiErrors[refusal.error],
      bytes:
        answer instanceof Uint8Array
          ? new Uint8Array(answer)
          : new TextEncoder().encode(JSON.stringify(answer)),
    };
  };
  return { transport, asked, of: (name: string) => asked.filter((one) => one.name === name) };
}

function isRefusal(answer: unknown): answer is ApiError {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}

const usual: Answers = {
  'session.state': () => ({ setUp: true, identity: identity() }),
  'session.signOut': () => ({ ended: 1 }),
  'members.list': () => [member('Daniel Okoye', 'owner'), member('Grace Hall', 'admin')],
  'tickets.queues': () => [{ id: id('desk'), name: 'Help desk', public: true, waiting: 0 }],
  'tickets.list': () => ({ tickets: [], next: null, total: 0 }),
  'tickets.requesters': () => [],
  'passkeys.list': () => [],
  'tokens.list': () => [],
  'audit.list': () => ({ entries: [], whole: true }),
};

/** The route that a request is for: the one with the same shape of path. */
function nameOf(method: string, path: string): string {
  const parts = path.split('?')[0]?.split('/') ?? [];
  for (const [area, routes] of Object.entries(allRoutes))
    for (const [name, route] of Object.entries(routes as Record<string, Route>)) {
      const wanted = route.path.split('/');
      const fits = wanted.every((part, index) => part.startsWith(':') || part === parts[index]);
      if (route.method === method && wanted.length === parts.length && fits) return `${area}.${name}`;
    }
  throw new Error(`no route for ${method} ${path}`);
}

/** A help desk whose "look again" is the test's. */
/** A browser whose person gives a passkey, or says no. */
const noPasskeys: PasskeyDevice = { isAble: false, create: async () => null, ask: async () => null };

export function deskOf(
  server: Pick<ReturnType<typeof fakeServer>, 'transport'>,
  storage = memoryStorage(),
  passkeyDevice = noPasskeys,
) {
  const told = createListeners<null>();
  const live: Live = {
    on: (listener) => told.on(listener),
    nudge: () => told.tell(null),
    at: () => undefined,
    present: createPresent(),
    close: told.clear,
  };
  let keys = 0;
  const newKey = () => `key-${String((keys += 1)).padStart(6, '0')}`;
  return createHelpDesk({ api: createApiClient(server.transport), live, storage, newKey, passkeyDevice });
}

export function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
