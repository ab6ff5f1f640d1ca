import { z } from 'zod';
import type { DeskDouble, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

/** As a real Request Tracker 5.0.3 answers; `request-tracker.slow.ts` runs the same tests against one. */
const token = '1-14-0123456789abcdef';
const states = ['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted'];

const newTicket = z.strictObject({
  Queue: z.string(),
  Subject: z.string(),
  Requestor: z.array(z.string()),
  Priority: z.string(),
  Content: z.string(),
  ContentType: z.literal('text/plain'),
  CustomFields: z.record(z.string(), z.string()),
});
const newMessage = z.strictObject({
  Subject: z.string(),
  Content: z.string(),
  ContentType: z.string(),
  TimeTaken: z.number().optional(),
  Attachments: z
    .array(z.strictObject({ FileName: z.string(), FileType: z.string(), FileContent: z.base64() }))
    .optional(),
});

type Ticket = DeskTicket & { readonly history: { Type: string; Data: string }[] };

export async function startRequestTracker(): Promise<DeskDouble> {
  const tickets: Ticket[] = [];
  const ticketOf = (id: string | undefined) => tickets.find((entry) => entry.id === id);
  const desk = await startStrictDesk(admit, [
    {
      method: 'GET',
      path: /^\/REST\/2\.0\/rt$/,
      answer: () => ({ status: 200, json: { Version: '5.0.3', Plugins: [] } }),
    },
    { method: 'GET', path: /^\/REST\/2\.0\/queue\/(.+)$/, answer: (_asked, [name]) => queue(name) },
    { method: 'POST', path: /^\/REST\/2\.0\/ticket$/, answer: (asked) => create(tickets, asked) },
    {
      method: 'GET',
      path: /^\/REST\/2\.0\/tickets$/,
      query: ['query', 'fields'],
      answer: ({ query }) => search(tickets, query['query'] ?? ''),
    },
    {
      method: 'POST',
      path: /^\/REST\/2\.0\/ticket\/(\d+)\/(comment|correspond)$/,
      answer: (asked, [id, kind]) => message(ticketOf(id), asked, kind === 'correspond'),
    },
    {
      method: 'PUT',
      path: /^\/REST\/2\.0\/ticket\/(\d+)$/,
      answer: (asked, [id]) => update(ticketOf(id), asked),
    },
    {
      method: 'GET',
      path: /^\/REST\/2\.0\/ticket\/(\d+)$/,
      answer: (_asked, [id]) => {
        const ticket = ticketOf(id);
        return ticket === undefined
          ? notFound
          : { status: 200, json: { id: Number(id), Status: ticket.status } };
      },
    },
    {
      method: 'GET',
      path: /^\/REST\/2\.0\/ticket\/(\d+)\/history$/,
      query: ['fields', 'per_page', 'page'],
      answer: ({ query }, [id]) => history(ticketOf(id), query),
    },
  ]);
  return {
    desk,
    settings: { kind: 'rt', address: desk.origin, queue: 'General', sessionField: 'RemoteSessionId' },
    secrets: { token },
    mapping: { fields: [{ from: 'sessionUrl', to: 'RemoteSession' }] },
    tickets,
    says: {
      denied: { status: 403, json: { message: "No permission to create tickets in the queue 'Nope'" } },
      invalid: { status: 400, json: { message: 'ContentType is a required field for application/json' } },
      field: 'ContentType',
      missing: notFound,
      tooMany: { status: 429, headers: { 'retry-after': '93' } },
      broken: { status: 500, json: { message: 'Internal Server Error' } },
    },
  };
}

const notFound: Told = { status: 404, json: { message: 'Not Found' } };

function admit({ headers }: Asked): Told | undefined {
  return headers.authorization === `token ${token}`
    ? undefined
    : { status: 401, json: { message: 'Unauthorized' } };
}

function queue(name: string | undefined): Told {
  if (name !== 'General') return notFound;
  const fields = ['RemoteSessionId', 'RemoteSession'].map((field, id) => ({
    id: String(id),
    name: field,
    type: 'customfield',
  }));
  const links = ['self', 'history', 'create'].map((ref) => ({ ref, _url: '' }));
  return { status: 200, json: { id: 1, Name: 'General', TicketCustomFields: fields, _hyperlinks: links } };
}

function create(tickets: Ticket[], asked: Asked): Told {
  const ticket = newTicket.parse(asked.json());
  if (ticket.Queue !== 'General')
    return {
      status: 403,
      json: { message: `No permission to create tickets in the queue '${ticket.Queue}'` },
    };
  const id = String(tickets.length + 1);
  tickets.push({
    id,
    subject: Buffer.from(ticket.Subject).subarray(0, 200).toString('utf8'), // cut without a word
    status: 'new',
    requester: ticket.Requestor.join(','),
    messages: [{ text: ticket.Content, public: true, files: [] }],
    custom: ticket.CustomFields,
    history: [{ Type: 'Create', Data: '' }],
  });
  return {
    status: 201,
    headers: { location: `/REST/2.0/ticket/${id}` },
    json: { id, type: 'ticket', _url: '' },
  };
}

/** LIKE: "_" is any character, "%" any text. */
function search(tickets: readonly Ticket[], query: string): Told {
  const words = /^Subject LIKE '([^']+)'$/.exec(query)?.[1] ?? violate(`not TicketSQL: ${query}`);
  const pattern = words
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('_', '.')
    .replaceAll('%', '.*');
  const found = tickets.filter(({ subject }) => new RegExp(pattern).test(subject));
  const items = found.map(({ id, subject }) => ({ id, type: 'ticket', Subject: subject, _url: '' }));
  return {
    status: 200,
    json: { items, count: items.length, total: items.length, page: 1, pages: 1, per_page: 20 },
  };
}

function message(ticket: Ticket | undefined, asked: Asked, isPublic: boolean): Told {
  if (ticket === undefined) return { status: 400, json: { message: 'Permission Denied' } };
  const comment = newMessage.parse(asked.json());
  const files = (comment.Attachments ?? []).map((file) => ({
    name: file.FileName,
    type: file.FileType,
    bytes: Buffer.from(file.FileContent, 'base64'),
  }));
  ticket.messages.push({ text: comment.Content, public: isPublic, files });
  ticket.history.push({ Type: isPublic ? 'Correspond' : 'Comment', Data: `${comment.Subject}\n` });
  return { status: 201, json: [isPublic ? 'Correspondence added' : 'Comments added'] };
}

/** It answers 200 to a state that it refuses: the trap. */
function update(ticket: Ticket | undefined, asked: Asked): Told {
  if (ticket === undefined) return notFound;
  const { Status } = z.strictObject({ Status: z.string() }).parse(asked.json());
  if (!states.includes(Status))
    return {
      status: 200,
      json: [`Ticket ${ticket.id}: Status '${Status}' isn't a valid status for this ticket.`],
    };
  if (Status === ticket.status) return { status: 200, json: [] };
  const words = `Ticket ${ticket.id}: Status changed from '${ticket.status}' to '${Status}'`;
  ticket.status = Status;
  return { status: 200, json: [words] };
}

function history(ticket: Ticket | undefined, query: Asked['query']): Told {
  if (ticket === undefined) return notFound;
  const size = Number(query['per_page']);
  if (!(size >= 1 && size <= 100)) return violate('a page has at most 100');
  const page = Number(query['page']);
  const items = ticket.history.slice((page - 1) * size, page * size);
  return {
    status: 200,
    // a user who may not see every transaction gets no number of pages
    json: { items, page, pages: null, total: null, per_page: size },
  };
}
