import { z } from 'zod';
import type { DeskDouble, DeskFile, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

const token = 'zendesk-token-0123456789';
const email = 'agent@example.org';

const newTicket = z.strictObject({
  ticket: z.strictObject({
    subject: z.string().min(1),
    comment: z.strictObject({ body: z.string().min(1), public: z.boolean() }),
    requester: z.strictObject({ name: z.string(), email: z.email() }),
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    tags: z.array(z.string()),
    external_id: z.string(),
    custom_fields: z.array(z.strictObject({ id: z.number(), value: z.string() })),
  }),
});
const statuses = z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']);
const change = z.strictObject({
  ticket: z.union([
    z.strictObject({ status: statuses }),
    z.strictObject({
      comment: z.strictObject({
        body: z.string().min(1),
        public: z.boolean(),
        uploads: z.array(z.string()).min(1).optional(),
      }),
    }),
  ]),
});

interface State {
  readonly tickets: (DeskTicket & { readonly external: string })[];
  readonly uploads: Map<string, DeskFile>;
  readonly keys: Map<string, { body: string; id: string }>;
}

export async function startZendesk(): Promise<DeskDouble> {
  const state: State = { tickets: [], uploads: new Map(), keys: new Map() };
  const desk = await startStrictDesk(admit, [
    {
      method: 'GET',
      path: /^\/api\/v2\/users\/me\.json$/,
      answer: () => ({ status: 200, json: { user: { id: 7, role: 'agent', email } } }),
    },
    { method: 'POST', path: /^\/api\/v2\/tickets\.json$/, answer: (asked) => create(state, asked) },
    {
      method: 'GET',
      path: /^\/api\/v2\/tickets\.json$/,
      query: ['external_id'],
      answer: ({ query }) => {
        const found = state.tickets.filter(({ external }) => external === query['external_id']);
        const tickets = found.map(({ id, external }) => ({ id: Number(id), external_id: external }));
        return { status: 200, json: { tickets, count: tickets.length } };
      },
    },
    {
      method: 'POST',
      path: /^\/api\/v2\/uploads\.json$/,
      query: ['filename'],
      answer: (asked) => upload(state, asked),
    },
    {
      method: 'PUT',
      path: /^\/api\/v2\/tickets\/(\d+)\.json$/,
      answer: (asked, [id]) => update(state, asked, id),
    },
    {
      method: 'GET',
      path: /^\/api\/v2\/tickets\/(\d+)\/comments\.json$/,
      query: ['sort_order', 'per_page'],
      answer: (_asked, [id]) => {
        const comments = ticketOf(state, id)?.messages.map(({ text, public: seen }) => ({
          body: text,
          public: seen,
        }));
        return comments === undefined ? notFound : { status: 200, json: { comments: comments.toReversed() } };
      },
    },
  ]);
  const invalid = {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { priority: [{ description: 'Priority is odd' }] },
  };
  return {
    desk,
    settings: { kind: 'zendesk', subdomain: 'acme', email, address: desk.origin },
    secrets: { token },
    mapping: { fields: [{ from: 'sessionUrl', to: '4711' }] },
    tickets: state.tickets,
    says: {
      denied: { status: 403, json: { error: { title: 'Forbidden', message: 'no' } } },
      invalid: { status: 422, json: invalid },
      field: 'priority',
      missing: notFound,
      tooMany: { status: 429, headers: { 'retry-after': '93', 'x-rate-limit': '700' } },
      broken: { status: 503, text: 'maintenance' },
    },
  };
}

const notFound: Told = { status: 404, json: { error: 'RecordNotFound', description: 'Not found' } };

function admit({ headers }: Asked): Told | undefined {
  const wanted = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  return headers.authorization === wanted
    ? undefined
    : { status: 401, json: { error: "Couldn't authenticate you" } };
}

function create(state: State, asked: Asked): Told {
  const key = asked.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length === 0 || key.length > 255) return violate('no idempotency key');
  const body = asked.body.toString('utf8');
  const known = state.keys.get(key);
  const headers = { 'x-idempotency-lookup': known === undefined ? 'miss' : 'hit' };
  if (known !== undefined && known.body !== body)
    return { status: 400, json: { error: 'IdempotentRequestError', description: 'other parameters' } };
  if (known !== undefined)
    return { status: 201, headers, json: { ticket: { id: Number(known.id), status: 'open' } } };
  const { ticket } = newTicket.parse(asked.json());
  const id = String(state.tickets.length + 101);
  state.tickets.push({
    id,
    subject: ticket.subject,
    status: 'new',
    requester: ticket.requester.email,
    messages: [{ text: ticket.comment.body, public: ticket.comment.public, files: [] }],
    custom: Object.fromEntries(ticket.custom_fields.map((field) => [field.id, field.value])),
    external: ticket.external_id,
  });
  state.keys.set(key, { body, id });
  return { status: 201, headers, json: { ticket: { id: Number(id), status: 'new' } } };
}

function upload(state: State, { query, headers, body }: Asked): Told {
  if (headers['content-type'] === 'application/json' && body.length === 0) return violate('an empty upload');
  const token = `up-${state.uploads.size + 1}`;
  const file = { name: query['filename'] ?? '', type: headers['content-type'] ?? '', bytes: body };
  state.uploads.set(token, file);
  return { status: 201, json: { upload: { token } } };
}

function update(state: State, asked: Asked, id: string | undefined): Told {
  if (asked.headers['idempotency-key'] !== undefined) return violate('PUT takes no idempotency key');
  const ticket = ticketOf(state, id);
  if (ticket === undefined) return notFound;
  const { ticket: wanted } = change.parse(asked.json());
  if ('status' in wanted) ticket.status = wanted.status;
  else {
    const files = (wanted.comment.uploads ?? []).map((token) => {
      const file = state.uploads.get(token) ?? violate('an upload that is not there');
      state.uploads.delete(token);
      return file;
    });
    ticket.messages.push({ text: wanted.comment.body, public: wanted.comment.public, files });
  }
  return { status: 200, json: { ticket: { id: Number(id), status: ticket.status } } };
}

function ticketOf(state: State, id: string | undefined): DeskTicket | undefined {
  return state.tickets.find((ticket) => ticket.id === id);
}
