import { z } from 'zod';
import type { DeskDouble, DeskFile, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

const apiKey = 'freshdesk-key-0123456789';

const newTicket = z.strictObject({
  subject: z.string().min(1).max(255),
  description: z.string().startsWith('<'),
  email: z.email(),
  name: z.string(),
  priority: z.number().int().min(1).max(4),
  status: z.number().int().min(2).max(5),
  source: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(7), z.literal(9), z.literal(10)]),
  tags: z.array(z.string().max(32)),
  custom_fields: z.record(z.string().startsWith('cf_'), z.string()),
});
const noteBody = z.strictObject({ body: z.string().startsWith('<'), private: z.boolean() });
const replyBody = z.strictObject({ body: z.string().startsWith('<') });
const change = z.strictObject({ status: z.number().int().min(2).max(5) });

type Ticket = DeskTicket & { readonly tags: readonly string[] };

export async function startFreshdesk(): Promise<DeskDouble> {
  const tickets: Ticket[] = [];
  const desk = await startStrictDesk(admit, [
    { method: 'GET', path: /^\/api\/v2\/agents\/me$/, answer: () => ({ status: 200, json: { id: 3 } }) },
    { method: 'POST', path: /^\/api\/v2\/tickets$/, answer: (asked) => create(tickets, asked) },
    {
      method: 'GET',
      path: /^\/api\/v2\/search\/tickets$/,
      query: ['query'],
      answer: ({ query }) => search(tickets, query['query'] ?? ''),
    },
    {
      method: 'POST',
      path: /^\/api\/v2\/tickets\/(\d+)\/(notes|reply)$/,
      answer: (asked, [id, kind]) => message(tickets, asked, { id, isNote: kind === 'notes' }),
    },
    {
      method: 'PUT',
      path: /^\/api\/v2\/tickets\/(\d+)$/,
      answer: (asked, [id]) => update(tickets, asked, id),
    },
    {
      method: 'GET',
      path: /^\/api\/v2\/tickets\/(\d+)\/conversations$/,
      query: ['page', 'per_page'],
      answer: ({ query }, [id]) => conversations(tickets, query, id),
    },
  ]);
  const errors = [
    { field: 'priorty', message: 'Unexpected/invalid field in request', code: 'invalid_field' },
  ];
  return {
    desk,
    settings: { kind: 'freshdesk', domain: 'acme', address: desk.origin },
    secrets: { apiKey },
    mapping: { fields: [{ from: 'sessionUrl', to: 'cf_session' }] },
    tickets,
    says: {
      denied: { status: 403, json: { code: 'access_denied', message: 'You are not authorized' } },
      invalid: { status: 400, json: { description: 'Validation failed', errors } },
      field: 'priorty',
      missing: { status: 404 },
      tooMany: { status: 429, headers: { 'retry-after': '93', 'x-ratelimit-remaining': '0' } },
      broken: { status: 500, text: 'oops' },
    },
  };
}

function admit({ headers }: Asked): Told | undefined {
  const wanted = `Basic ${Buffer.from(`${apiKey}:X`).toString('base64')}`;
  const json = { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' };
  return headers.authorization === wanted ? undefined : { status: 401, json };
}

function create(tickets: Ticket[], asked: Asked): Told {
  const ticket = newTicket.parse(asked.json());
  const id = String(tickets.length + 11);
  tickets.push({
    id,
    subject: ticket.subject,
    status: String(ticket.status),
    requester: ticket.email,
    messages: [{ text: ticket.description, public: true, files: [] }],
    custom: ticket.custom_fields,
    tags: ticket.tags,
  });
  return { status: 201, json: { id: Number(id), status: ticket.status, subject: ticket.subject } };
}

/** The whole query stands in double quotes, a text in it in single ones. */
function search(tickets: readonly Ticket[], query: string): Told {
  const tag = /^"tag:'([^'"]+)'"$/.exec(query)?.[1] ?? violate(`not a search: ${query}`);
  const found = tickets.filter(({ tags }) => tags.includes(tag));
  const results = found.map(({ id, subject }) => ({ id: Number(id), subject }));
  return { status: 200, json: { results, total: results.length } };
}

function message(
  tickets: readonly Ticket[],
  asked: Asked,
  { id, isNote }: { readonly id: string | undefined; readonly isNote: boolean },
): Told {
  const ticket = tickets.find((entry) => entry.id === id);
  if (ticket === undefined) return { status: 404 };
  const { fields, files } = bodyOf(asked);
  if (asked.body.length > 20 * 1024 * 1024) return violate('more than 20 MB');
  const read = isNote ? noteBody.parse(fields) : { ...replyBody.parse(fields), private: false };
  ticket.messages.push({ text: read.body, public: !read.private, files });
  return { status: 201, json: { id: 900 + ticket.messages.length, body: read.body } };
}

function bodyOf(asked: Asked): { fields: unknown; files: DeskFile[] } {
  if (asked.headers['content-type'] === 'application/json') return { fields: asked.json(), files: [] };
  const fields: Record<string, unknown> = {};
  const files: DeskFile[] = [];
  for (const { name, filename, type, bytes } of asked.form()) {
    if (name === 'attachments[]' && filename !== undefined)
      files.push({ name: filename, type: type ?? '', bytes });
    else fields[name] = name === 'private' ? bytes.toString() === 'true' : bytes.toString('utf8');
  }
  if (files.length === 0) violate('a form without files');
  return { fields, files };
}

function update(tickets: readonly Ticket[], asked: Asked, id: string | undefined): Told {
  const ticket = tickets.find((entry) => entry.id === id);
  if (ticket === undefined) return { status: 404 };
  const { status } = change.parse(asked.json());
  ticket.status = String(status);
  return { status: 200, json: { id: Number(id), status } };
}

/** The description is no conversation. A page has at most 100. */
function conversations(tickets: readonly Ticket[], query: Asked['query'], id: string | undefined): Told {
  const size = Number(query['per_page']);
  if (!(size >= 1 && size <= 100)) return violate('a page has at most 100');
  const first = (Number(query['page']) - 1) * size;
  const list = tickets.find((entry) => entry.id === id)?.messages.slice(1);
  if (list === undefined) return { status: 404 };
  const page = list.slice(first, first + size);
  return {
    status: 200,
    json: page.map(({ text }) => ({ body: text, body_text: text.replaceAll(/<[^>]+>/g, '') })),
  };
}
