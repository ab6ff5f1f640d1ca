import { z } from 'zod';
import type { DeskDouble, DeskFile, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Route, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

const token = 'jira-token-0123456789';
const email = 'agent@example.org';

const newRequest = z.strictObject({
  serviceDeskId: z.literal('5'),
  requestTypeId: z.literal('20'),
  requestFieldValues: z.strictObject({
    summary: z.string(),
    description: z.string(),
    customfield_10050: z.string().optional(),
  }),
});
const newComment = z.strictObject({ body: z.string(), public: z.boolean() });
const newAttachment = z.strictObject({
  temporaryAttachmentIds: z.array(z.string()).min(1),
  public: z.boolean(),
  additionalComment: z.strictObject({ body: z.string() }),
});

/** From where a transition leads where; each has the status' name but one. */
const workflow = [
  {
    id: '11',
    name: 'In Progress',
    from: ['Waiting for support', 'Resolved', 'Waiting for customer'],
    to: 'In Progress',
  },
  {
    id: '12',
    name: 'Waiting for customer',
    from: ['Waiting for support', 'In Progress'],
    to: 'Waiting for customer',
  },
  {
    id: '13',
    name: 'Resolved',
    from: ['Waiting for support', 'In Progress', 'Waiting for customer'],
    to: 'Resolved',
  },
];

interface State {
  readonly tickets: DeskTicket[];
  readonly temporary: Map<string, DeskFile>;
}

export async function startJira(): Promise<DeskDouble> {
  const state: State = { tickets: [], temporary: new Map() };
  const desk = await startStrictDesk(admit, routes(state));
  return {
    desk,
    settings: { kind: 'jira', address: desk.origin, email, serviceDeskId: '5', requestTypeId: '20' },
    secrets: { token },
    mapping: {
      fields: [{ from: 'sessionUrl', to: 'customfield_10050' }],
      states: {
        open: 'In Progress',
        waiting: 'Waiting for customer',
        solved: 'Resolved',
        closed: 'Resolved',
      },
    },
    tickets: state.tickets,
    says: {
      denied: { status: 403, json: { errorMessage: 'You do not have permission', i18nErrorMessage: {} } },
      invalid: { status: 400, json: { errorMessages: [], errors: { summary: 'Summary is too long' } } },
      field: 'summary',
      missing: notFound,
      tooMany: { status: 429, headers: { 'retry-after': '93' } },
      broken: { status: 503, text: '' },
    },
  };
}

const notFound: Told = {
  status: 404,
  json: { errorMessage: 'The request does not exist', i18nErrorMessage: {} },
};

function admit({ headers }: Asked): Told | undefined {
  const wanted = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  return headers.authorization === wanted ? undefined : { status: 401, text: 'Client must be authenticated' };
}

function routes(state: State): Route[] {
  const desk = (path: string) => new RegExp(`^/rest/servicedeskapi/${path}$`);
  const key = '([A-Z]+-\\d+)';
  const ticketOf = (id: string | undefined) => state.tickets.find((entry) => entry.id === id);
  return [
    {
      method: 'GET',
      path: /^\/rest\/api\/3\/myself$/,
      answer: () => ({ status: 200, json: { accountId: 'a', active: true } }),
    },
    {
      method: 'GET',
      path: /^\/rest\/api\/3\/search\/jql$/,
      query: ['jql', 'fields', 'maxResults'],
      answer: (asked) => search(state, asked),
    },
    { method: 'GET', path: desk('servicedesk/5/requesttype/20/field'), answer: fields },
    {
      method: 'POST',
      path: desk('servicedesk/5/attachTemporaryFile'),
      answer: (asked) => upload(state, asked),
    },
    { method: 'POST', path: desk('request'), answer: (asked) => create(state, asked) },
    { method: 'GET', path: desk(`request/${key}`), answer: (_asked, [id]) => show(ticketOf(id)) },
    {
      method: 'POST',
      path: desk(`request/${key}/comment`),
      answer: (asked, [id]) => comment(ticketOf(id), asked),
    },
    {
      method: 'POST',
      path: desk(`request/${key}/attachment`),
      answer: (asked, [id]) => attach(state, ticketOf(id), asked),
    },
    {
      method: 'GET',
      path: desk(`request/${key}/comment`),
      query: ['public', 'internal', 'start', 'limit'],
      answer: (asked, [id]) => comments(ticketOf(id), asked),
    },
    {
      method: 'GET',
      path: desk(`request/${key}/transition`),
      answer: (_asked, [id]) => offered(ticketOf(id)),
    },
    {
      method: 'POST',
      path: desk(`request/${key}/transition`),
      answer: (asked, [id]) => move(ticketOf(id), asked),
    },
  ];
}

function fields(): Told {
  const requestTypeFields = [
    { fieldId: 'summary', name: 'Summary', required: true },
    { fieldId: 'description', name: 'Description', required: false },
    { fieldId: 'customfield_10050', name: 'Session', required: true },
  ];
  return { status: 200, json: { requestTypeFields, canRaiseOnBehalfOf: true } };
}

/** A phrase in a text search: words in their order, punctuation does not count. */
function search({ tickets }: State, { query }: Asked): Told {
  const phrase = /^summary ~ "\\"([A-Za-z0-9_.-]+)\\""$/.exec(query['jql'] ?? '')?.[1] ?? violate('not JQL');
  const words = (text: string) =>
    text
      .toLowerCase()
      .split(/[^a-z0-9_]+/)
      .join(' ');
  const found = tickets.filter(({ subject }) => words(subject).includes(words(phrase)));
  return {
    status: 200,
    json: {
      issues: found.map(({ id, subject }) => ({ key: id, fields: { summary: subject } })),
      isLast: true,
    },
  };
}

function create({ tickets }: State, asked: Asked): Told {
  const { requestFieldValues: values } = newRequest.parse(asked.json());
  const id = `HELP-${tickets.length + 1}`;
  tickets.push({
    id,
    subject: values.summary,
    status: 'Waiting for support',
    requester: /<([^>]+)>/.exec(values.description)?.[1] ?? '',
    messages: [{ text: values.description, public: true, files: [] }],
    custom: { customfield_10050: values.customfield_10050 },
  });
  return { status: 201, json: { issueId: '10001', issueKey: id } };
}

function show(ticket: DeskTicket | undefined): Told {
  return ticket === undefined
    ? notFound
    : { status: 200, json: { issueKey: ticket.id, currentStatus: { status: ticket.status } } };
}

function upload({ temporary }: State, asked: Asked): Told {
  if (asked.headers['x-atlassian-token'] !== 'no-check') return { status: 403, text: 'XSRF check failed' };
  if (asked.headers['x-experimentalapi'] !== 'opt-in')
    return violate('an experimental call without its header');
  const [part, ...more] = asked.form();
  if (part?.name !== 'file' || part.filename === undefined || more.length > 0)
    return violate('one part named file');
  const id = `temp${temporary.size + 1}`;
  temporary.set(id, { name: part.filename, type: part.type ?? '', bytes: part.bytes });
  return {
    status: 201,
    json: { temporaryAttachments: [{ temporaryAttachmentId: id, fileName: part.filename }] },
  };
}

function comment(ticket: DeskTicket | undefined, asked: Asked): Told {
  if (ticket === undefined) return notFound;
  const { body, public: seen } = newComment.parse(asked.json());
  ticket.messages.push({ text: body, public: seen, files: [] });
  return { status: 201, json: { id: '1', body, public: seen } };
}

function attach({ temporary }: State, ticket: DeskTicket | undefined, asked: Asked): Told {
  if (ticket === undefined) return notFound;
  const wanted = newAttachment.parse(asked.json());
  const files = wanted.temporaryAttachmentIds.map((id) => temporary.get(id) ?? violate('no such upload'));
  for (const id of wanted.temporaryAttachmentIds) temporary.delete(id);
  ticket.messages.push({ text: wanted.additionalComment.body, public: wanted.public, files });
  return { status: 201, json: { comment: {}, attachments: {} } };
}

function comments(ticket: DeskTicket | undefined, { query }: Asked): Told {
  if (ticket === undefined) return notFound;
  const start = Number(query['start']);
  const limit = Math.min(Number(query['limit']), 50); // it may give fewer than were asked for
  const list = ticket.messages.slice(1);
  const values = list.slice(start, start + limit).map(({ text }) => ({ body: text }));
  return {
    status: 200,
    json: { values, start, limit, size: values.length, isLastPage: start + limit >= list.length },
  };
}

function offered(ticket: DeskTicket | undefined): Told {
  if (ticket === undefined) return notFound;
  const values = workflow
    .filter(({ from }) => from.includes(ticket.status))
    .map(({ id, name }) => ({ id, name }));
  return { status: 200, json: { values, isLastPage: true } };
}

function move(ticket: DeskTicket | undefined, asked: Asked): Told {
  if (ticket === undefined) return notFound;
  const { id } = z.strictObject({ id: z.string() }).parse(asked.json());
  const step = workflow.find((entry) => entry.id === id && entry.from.includes(ticket.status));
  if (step === undefined)
    return { status: 400, json: { errorMessage: 'Transition is not valid', i18nErrorMessage: {} } };
  ticket.status = step.to;
  return { status: 204 };
}
