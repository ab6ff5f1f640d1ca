import { z } from 'zod';
import type { DeskDouble, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Told } from './strict-desk.ts';

const token = 'zammad-token-0123456789';

const newTicket = z.strictObject({
  title: z.string().min(1),
  group: z.literal('2nd Level'),
  customer_id: z.string().regex(/^guess:[^@\s]+@[^@\s]+$/),
  priority: z.enum(['1 low', '2 normal', '3 high']),
  remote_session: z.string().optional(),
  article: z.strictObject({
    subject: z.string(),
    body: z.string(),
    content_type: z.literal('text/html'),
    type: z.literal('note'),
    internal: z.boolean(),
  }),
});
const newArticle = z.strictObject({
  ticket_id: z.number().int(),
  subject: z.string(),
  body: z.string(),
  content_type: z.literal('text/html'),
  type: z.literal('note'), // one of type e-mail would be sent, even an internal one
  internal: z.boolean(),
  time_unit: z.string().regex(/^\d+$/).optional(),
  attachments: z
    .array(z.strictObject({ filename: z.string(), data: z.base64(), 'mime-type': z.string() }))
    .optional(),
});
const change = z.union([
  z.strictObject({ state: z.enum(['new', 'open', 'closed']) }),
  z.strictObject({ state: z.enum(['pending reminder', 'pending close']), pending_time: z.iso.datetime() }),
]);

/** Without its search index Zammad compares text as it is, so quotes in a search find nothing. */
export async function startZammad(indexed = true): Promise<DeskDouble> {
  const tickets: DeskTicket[] = [];
  const desk = await startStrictDesk(admit, [
    {
      method: 'GET',
      path: /^\/api\/v1\/users\/me$/,
      answer: () => ({ status: 200, json: { id: 5, active: true } }),
    },
    { method: 'POST', path: /^\/api\/v1\/tickets$/, answer: (asked) => create(tickets, asked) },
    {
      method: 'GET',
      path: /^\/api\/v1\/tickets\/search$/,
      query: ['query', 'expand', 'page', 'per_page'],
      answer: ({ query }) => {
        const words = query['query'] ?? '';
        const wanted = indexed ? words.replaceAll('"', '') : words;
        const found = tickets.filter(({ subject }) => subject.includes(wanted));
        return {
          status: 200,
          json: found.map(({ id, subject }) => ({ id: Number(id), number: `48${id}`, title: subject })),
        };
      },
    },
    { method: 'POST', path: /^\/api\/v1\/ticket_articles$/, answer: (asked) => addArticle(tickets, asked) },
    {
      method: 'GET',
      path: /^\/api\/v1\/ticket_articles\/by_ticket\/(\d+)$/,
      answer: (_asked, [id]) => {
        const list = tickets.find((entry) => entry.id === id)?.messages;
        return list === undefined
          ? notFound
          : { status: 200, json: list.map(({ text }) => ({ body: text, subject: '' })) };
      },
    },
    {
      method: 'PUT',
      path: /^\/api\/v1\/tickets\/(\d+)$/,
      answer: (asked, [id]) => update(tickets, asked, id),
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/tickets\/(\d+)$/,
      query: ['expand'],
      answer: (_asked, [id]) => {
        const ticket = tickets.find((entry) => entry.id === id);
        return ticket === undefined
          ? notFound
          : { status: 200, json: { id: Number(id), state: ticket.status } };
      },
    },
  ]);
  return {
    desk,
    settings: { kind: 'zammad', address: desk.origin, group: '2nd Level', pendingDays: 7 },
    secrets: { token },
    mapping: { fields: [{ from: 'sessionUrl', to: 'remote_session' }] },
    tickets,
    says: {
      denied: { status: 403, json: { error: 'Not authorized', error_human: 'Not authorized' } },
      invalid: { status: 422, json: { error: 'No lookup value found for group', error_human: null } },
      missing: notFound,
      tooMany: { status: 429, headers: { 'retry-after': '93' } },
      broken: { status: 502, text: '<html>Bad gateway</html>' },
    },
  };
}

const notFound: Told = {
  status: 404,
  json: { error: "Couldn't find Ticket", error_human: 'No such object' },
};

function admit({ headers }: Asked): Told | undefined {
  return headers.authorization === `Token token=${token}`
    ? undefined
    : { status: 401, json: { error: 'Invalid token', error_human: 'Invalid token' } };
}

function create(tickets: DeskTicket[], asked: Asked): Told {
  const ticket = newTicket.parse(asked.json());
  const id = String(tickets.length + 21);
  tickets.push({
    id,
    subject: ticket.title,
    status: 'new',
    requester: ticket.customer_id.slice('guess:'.length),
    messages: [{ text: ticket.article.body, public: !ticket.article.internal, files: [] }],
    custom: { remote_session: ticket.remote_session },
  });
  return { status: 201, json: { id: Number(id), number: `48${id}`, title: ticket.title } };
}

function addArticle(tickets: readonly DeskTicket[], asked: Asked): Told {
  const article = newArticle.parse(asked.json());
  const ticket = tickets.find(({ id }) => id === String(article.ticket_id));
  if (ticket === undefined) return notFound;
  const files = (article.attachments ?? []).map((file) => ({
    name: file.filename,
    type: file['mime-type'],
    bytes: Buffer.from(file.data, 'base64'),
  }));
  ticket.messages.push({ text: article.body, public: !article.internal, files });
  return { status: 201, json: { id: 700 + ticket.messages.length, ticket_id: article.ticket_id } };
}

function update(tickets: readonly DeskTicket[], asked: Asked, id: string | undefined): Told {
  const ticket = tickets.find((entry) => entry.id === id);
  if (ticket === undefined) return notFound;
  ticket.status = change.parse(asked.json()).state;
  return { status: 200, json: { id: Number(id), state_id: 2 } };
}
