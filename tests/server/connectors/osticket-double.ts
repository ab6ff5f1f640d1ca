import { z } from 'zod';
import type { DeskDouble, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

const apiKey = '0123456789ABCDEF0123456789ABCDEF';

/** "Unsupported field sent" is an error of its own in osTicket. */
const newTicket = z.strictObject({
  alert: z.boolean(),
  autorespond: z.boolean(),
  source: z.literal('API'),
  name: z.string().min(1),
  email: z.email(),
  subject: z.string().min(1),
  message: z.string().startsWith('data:text/html,'),
  topicId: z.number().int().optional(),
  session: z.string().optional(),
  attachments: z.array(z.record(z.string(), z.string().regex(/^data:[a-z/.+-]+;base64,/))).optional(),
});

export async function startOsticket(): Promise<DeskDouble> {
  const tickets: DeskTicket[] = [];
  const desk = await startStrictDesk(admit, [
    { method: 'POST', path: /^\/api\/tickets\.json$/, answer: (asked) => create(tickets, asked) },
  ]);
  return {
    desk,
    settings: { kind: 'osticket', address: desk.origin, topicId: '1', alert: true, autorespond: false },
    secrets: { apiKey },
    mapping: { fields: [{ from: 'sessionUrl', to: 'session' }] },
    tickets,
    says: {
      denied: { status: 403, text: 'Ticket denied' },
      invalid: {
        status: 400,
        text: 'Unable to create new ticket: validation errors:\nemail: Valid email required',
      },
      missing: { status: 404, text: 'URL not supported' },
      tooMany: { status: 429, headers: { 'retry-after': '93' } },
      broken: { status: 500, text: 'Unable to create new ticket: unknown error' },
    },
  };
}

function admit({ headers }: Asked): Told | undefined {
  return headers['x-api-key'] === apiKey ? undefined : { status: 401, text: 'Valid API key required' };
}

function create(tickets: DeskTicket[], asked: Asked): Told {
  const body = asked.json();
  if (JSON.stringify(body) === '{}')
    return { status: 400, text: 'Unable to create new ticket: validation errors:\nemail: required' };
  const ticket = newTicket.parse(body);
  const files = (ticket.attachments ?? []).map((entry) => {
    const [[name, data] = ['', ''], ...more] = Object.entries(entry);
    if (more.length > 0) return violate('one file an entry');
    const [head = '', content = ''] = data.split(',', 2);
    return { name, type: /^data:([^;]+)/.exec(head)?.[1] ?? '', bytes: Buffer.from(content, 'base64') };
  });
  // a data URL may be read with or without decoding: both have to give the same
  const html = ticket.message.slice('data:text/html,'.length);
  if (decodeURIComponent(html.replaceAll('+', ' ')) !== html)
    return violate('it reads differently when it is decoded');
  const number = String(100_200 + tickets.length);
  const { subject, email } = ticket;
  const custom = { session: ticket.session };
  tickets.push({
    id: number,
    subject,
    status: 'open',
    requester: email,
    messages: [{ text: html, public: true, files }],
    custom,
  });
  return { status: 201, text: number };
}
