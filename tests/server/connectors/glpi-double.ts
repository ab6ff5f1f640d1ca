import { z } from 'zod';
import type { DeskDouble, DeskFile, DeskMessage, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Route, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

const userToken = 'glpi-user-token-0123456789';
const appToken = 'glpi-app-token-0123456789';

const newTicket = z.strictObject({
  input: z.strictObject({
    name: z.string(),
    content: z.string(),
    urgency: z.number().int().min(1).max(5),
    externalid: z.string().optional(),
  }),
});
const newFollowup = z.strictObject({
  input: z.strictObject({
    itemtype: z.literal('Ticket'),
    items_id: z.number().int(),
    content: z.string(),
    is_private: z.union([z.literal(0), z.literal(1)]),
  }),
});
const newLink = z.strictObject({
  input: z.strictObject({ documents_id: z.number(), itemtype: z.literal('Ticket'), items_id: z.number() }),
});
const newSolution = z.strictObject({
  input: z.strictObject({ itemtype: z.literal('Ticket'), items_id: z.number(), content: z.string() }),
});
const manifest = z.strictObject({
  input: z.strictObject({ name: z.string(), _filename: z.array(z.string()).length(1) }),
});
const change = z.strictObject({ input: z.strictObject({ status: z.number().int() }) });

interface Ticket extends DeskTicket {
  readonly documents: number[];
}

interface State {
  readonly tickets: Ticket[];
  readonly documents: { readonly name: string; readonly file: DeskFile }[];
  readonly sessions: Set<string>;
  readonly solutions: { count: number };
}

export interface GlpiDouble extends DeskDouble {
  /** Drops every session, as GLPI does when it cleans up. */
  readonly forgetSessions: () => void;
  readonly openSessions: () => number;
  readonly solutions: () => number;
}

export async function startGlpi(): Promise<GlpiDouble> {
  const state: State = { tickets: [], documents: [], sessions: new Set(), solutions: { count: 0 } };
  const desk = await startStrictDesk((asked) => admit(state, asked), routes(state));
  return {
    desk,
    settings: { kind: 'glpi', address: desk.origin },
    secrets: { userToken, appToken },
    mapping: { fields: [{ from: 'sessionUrl', to: 'externalid' }] },
    tickets: state.tickets,
    says: {
      denied: {
        status: 401,
        json: ['ERROR_RIGHT_MISSING', "You don't have permission to perform this action."],
      },
      invalid: { status: 400, json: ['ERROR_GLPI_ADD', 'Category is mandatory'] },
      missing: notFound,
      tooMany: { status: 429, headers: { 'retry-after': '93' } },
      broken: { status: 500, text: '' },
    },
    forgetSessions: () => state.sessions.clear(),
    openSessions: () => state.sessions.size,
    solutions: () => state.solutions.count,
  };
}

const notFound: Told = { status: 404, json: ['ERROR_ITEM_NOT_FOUND', 'Item not found'] };

function admit({ sessions }: State, { path, headers }: Asked): Told | undefined {
  if (headers['app-token'] !== appToken)
    return { status: 400, json: ['ERROR_WRONG_APP_TOKEN_PARAMETER', 'no'] };
  if (path === '/apirest.php/initSession')
    return headers.authorization === `user_token ${userToken}`
      ? undefined
      : { status: 401, json: ['ERROR_GLPI_LOGIN_USER_TOKEN', 'parameter user_token seems invalid'] };
  if (headers.authorization !== undefined) return violate('the user token goes to initSession only');
  const session = headers['session-token'];
  return typeof session === 'string' && sessions.has(session)
    ? undefined
    : { status: 401, json: ['ERROR_SESSION_TOKEN_INVALID', 'session_token seems invalid'] };
}

function routes(state: State): Route[] {
  const at = (path: string) => new RegExp(`^/apirest\\.php/${path}$`);
  const { sessions } = state;
  return [
    { method: 'GET', path: at('initSession'), answer: () => begin(sessions) },
    {
      method: 'GET',
      path: at('killSession'),
      answer: ({ headers }) => {
        sessions.delete(String(headers['session-token']));
        return { status: 200, json: true };
      },
    },
    {
      method: 'GET',
      path: at('getActiveProfile'),
      answer: () => ({ status: 200, json: { active_profile: { id: 6, name: 'Technician' } } }),
    },
    { method: 'POST', path: at('Ticket'), answer: (asked) => create(state, asked) },
    {
      method: 'GET',
      path: at('Ticket'),
      query: ['searchText[name]', 'range'],
      answer: (asked) => search(state, asked),
    },
    { method: 'GET', path: at('Ticket/(\\d+)'), answer: (_asked, [id]) => show(ticketOf(state, id)) },
    { method: 'PUT', path: at('Ticket/(\\d+)'), answer: (asked, [id]) => update(ticketOf(state, id), asked) },
    { method: 'POST', path: at('ITILFollowup'), answer: (asked) => followup(state, asked) },
    { method: 'POST', path: at('ITILSolution'), answer: (asked) => solve(state, asked) },
    {
      method: 'GET',
      path: at('Ticket/(\\d+)/ITILFollowup'),
      query: ['range'],
      answer: (asked, [id]) => followups(ticketOf(state, id), asked),
    },
    { method: 'POST', path: at('Document'), answer: (asked) => upload(state, asked) },
    { method: 'GET', path: at('Document/(\\d+)'), answer: (_asked, [id]) => showDocument(state, Number(id)) },
    { method: 'POST', path: at('Document_Item'), answer: (asked) => link(state, asked) },
    {
      method: 'GET',
      path: at('Ticket/(\\d+)/Document_Item'),
      query: ['range'],
      answer: (_asked, [id]) => {
        const documents = ticketOf(state, id)?.documents ?? [];
        return { status: 200, json: documents.map((document) => ({ documents_id: document })) };
      },
    },
  ];
}

function begin(sessions: Set<string>): Told {
  const session = `session${sessions.size}${Math.random()}`;
  sessions.add(session);
  return { status: 200, json: { session_token: session } };
}

function ticketOf({ tickets }: State, id: string | number | undefined): Ticket | undefined {
  return tickets.find((entry) => entry.id === String(id));
}

function create({ tickets }: State, asked: Asked): Told {
  const { input } = newTicket.parse(asked.json());
  const id = String(tickets.length + 15);
  const requester = /&lt;([^&]+)&gt;/.exec(input.content)?.[1] ?? '';
  const messages: DeskMessage[] = [{ text: input.content, public: true, files: [] }];
  const custom = { externalid: input.externalid };
  tickets.push({ id, subject: input.name, status: '1', requester, messages, custom, documents: [] });
  return { status: 201, json: { id: Number(id), message: '' } };
}

/** `searchText` compares like SQL: "_" is any character. */
function search({ tickets }: State, { query }: Asked): Told {
  const words = (query['searchText[name]'] ?? '')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('_', '.');
  const found = tickets.filter(({ subject }) => new RegExp(words).test(subject));
  return { status: 200, json: found.map(({ id, subject }) => ({ id: Number(id), name: subject })) };
}

function show(ticket: Ticket | undefined): Told {
  if (ticket === undefined) return notFound;
  return {
    status: 200,
    json: { id: Number(ticket.id), status: Number(ticket.status), name: ticket.subject },
  };
}

/** A state that does not exist is refused for the item, not for the call. */
function update(ticket: Ticket | undefined, asked: Asked): Told {
  if (ticket === undefined) return notFound;
  const { status } = change.parse(asked.json()).input;
  if (status === 5) return violate('solving is a solution');
  if (![1, 2, 3, 4, 6].includes(status))
    return { status: 207, json: [{ [ticket.id]: false, message: 'Bad status' }] };
  ticket.status = String(status);
  return { status: 200, json: [{ [ticket.id]: true, message: '' }] };
}

function followup(state: State, asked: Asked): Told {
  const { input } = newFollowup.parse(asked.json());
  const ticket = ticketOf(state, input.items_id);
  if (ticket === undefined) return notFound;
  const before = new Set(ticket.messages.flatMap(({ files }) => files));
  const files = ticket.documents.flatMap((id) => state.documents[id - 1]?.file ?? []);
  const text = input.content;
  ticket.messages.push({
    text,
    public: input.is_private === 0,
    files: files.filter((file) => !before.has(file)),
  });
  return { status: 201, json: { id: ticket.messages.length, message: '' } };
}

function solve(state: State, asked: Asked): Told {
  const { input } = newSolution.parse(asked.json());
  const ticket = ticketOf(state, input.items_id);
  if (ticket === undefined) return notFound;
  ticket.status = '5';
  state.solutions.count += 1;
  return { status: 201, json: { id: state.solutions.count, message: '' } };
}

function followups(ticket: Ticket | undefined, { query }: Asked): Told {
  if (ticket === undefined) return notFound;
  const [from = 0, to = 0] = (query['range'] ?? '').split('-').map(Number);
  const list = ticket.messages.slice(1);
  if (from > 0 && from >= list.length)
    return { status: 400, json: ['ERROR_RANGE_EXCEED_TOTAL', 'Provided range exceed total count of data'] };
  const page = list.slice(from, to + 1).map(({ text }, id) => ({ id, content: text }));
  return { status: page.length < list.length ? 206 : 200, json: page };
}

function upload({ documents }: State, asked: Asked): Told {
  const [first, second] = asked.form();
  if (first?.name !== 'uploadManifest' || first.type !== 'application/json') return violate('no manifest');
  if (second?.name !== 'filename[0]' || second.filename === undefined) return violate('no file');
  const { input } = manifest.parse(JSON.parse(first.bytes.toString('utf8')));
  if (input._filename[0] !== second.filename) return violate('the manifest names another file');
  const file = { name: second.filename, type: second.type ?? '', bytes: second.bytes };
  documents.push({ name: input.name, file });
  return {
    status: 201,
    json: { id: documents.length, message: 'Document move succeeded.', upload_result: {} },
  };
}

function showDocument({ documents }: State, id: number): Told {
  const document = documents[id - 1];
  return document === undefined ? notFound : { status: 200, json: { id, name: document.name } };
}

function link(state: State, asked: Asked): Told {
  const { input } = newLink.parse(asked.json());
  const ticket = ticketOf(state, input.items_id);
  if (ticket === undefined || state.documents[input.documents_id - 1] === undefined) return notFound;
  ticket.documents.push(input.documents_id);
  return { status: 201, json: { id: ticket.documents.length, message: '' } };
}
