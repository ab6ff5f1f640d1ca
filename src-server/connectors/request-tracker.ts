import { z } from 'zod';
import type { SettingsOf } from '../../src-shared/helpdesk/connector-settings.ts';
import { trouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../src-shared/result.ts';
import type {
  Answer,
  Connector,
  ConnectorCapabilities,
  OutgoingFile,
  OutgoingNote,
  OutgoingTicket,
  RemoteTicket,
  SendContext,
} from '../domain/connector.ts';
import { keyOf, markedSubject, markedText } from '../domain/session-marker.ts';
import {
  failed,
  failedBy,
  mapped,
  mappedFields,
  passed,
  secretOf,
  tooLarge,
  verdict,
  withoutSlash,
} from './connector-parts.ts';
import type { ConnectorParts } from './connector-parts.ts';
import { mediaType } from './multipart.ts';
import { createRemote, type Refusal, type Remote } from './remote.ts';

/*
 * Request Tracker 5, REST2. It says 200 to a state that it refuses, and 201 to a custom field that does not exist: states
 * are read back, fields are checked by the connection test. An unknown queue is 403, a comment on an unknown ticket 400.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 60_000, message: 60_000 }, // searches read the database itself
  maxFileBytes: 7_000_000, // RT takes 10 MB; base64 makes a third more of it
  maxFilesBytes: 20_000_000,
  actionsPerMinute: 30, // a call takes RT about a second
};

const MAX_PAGES = 50;
const idText = z.union([z.string(), z.number()]).transform(String);
const madeTicket = z.object({ id: idText });
const said = z.array(z.string());
const ticketAnswer = z.object({ id: idText, Status: z.string() });
const ticketList = z.object({ items: z.array(z.object({ id: idText, Subject: z.string().nullish() })) });
const history = z.object({
  pages: z.number().nullish(), // null for users who may not see everything
  items: z.array(z.object({ Type: z.string(), Data: z.string().nullish() })),
});
const queueAnswer = z.object({
  TicketCustomFields: z.array(z.object({ name: z.string() })),
  _hyperlinks: z.array(z.object({ ref: z.string() })),
});
const versionAnswer = z.object({ Version: z.string() });

type Parts = ConnectorParts<SettingsOf<'rt'>>;

export function createRequestTracker(parts: Parts): Connector {
  const origin = withoutSlash(parts.settings.address);
  const token = secretOf(parts, 'token');
  const headers = { authorization: `token ${token}` };
  const remote = createRemote({ ...parts, base: `${origin}/REST/2.0`, headers, secrets: [token], refusal });
  return {
    kind: 'rt',
    capabilities,
    testConnection: () => test(parts, remote),
    createTicket: (ticket, context) => create(parts, { remote, origin }, ticket, context),
    addNote: (to, note, context) => message(remote, `${ticketPath(to)}/comment`, note, context),
    addReply: (to, note, context) => message(remote, `${ticketPath(to)}/correspond`, note, context),
    setStatus: async (of, state) => {
      const status = mapped(parts.mapping.states, state, 'state');
      return status.ok ? setStatus(remote, of, status.value) : status;
    },
    findByMarker: (marker) => find(remote, origin, marker),
    hasMessage: (on, marker) => hasMessage(remote, on, marker),
  };
}

async function test({ settings, mapping }: Parts, remote: Remote) {
  const version = await remote.call({ method: 'GET', path: '/rt', expect: [200], read: versionAnswer });
  if (!version.ok) return verdict([failedBy(version.error, 'sign-in')]);
  const known = [passed('reach', `Request Tracker ${version.value.Version}`), passed('sign-in')];
  const path = `/queue/${encodeURIComponent(settings.queue)}`;
  const queue = await remote.call({ method: 'GET', path, expect: [200], read: queueAnswer });
  if (!queue.ok) return verdict([...known, failedBy(queue.error, 'queue')]);
  const mayCreate = queue.value._hyperlinks.some(({ ref }) => ref === 'create');
  const fields = new Set(queue.value.TicketCustomFields.map(({ name }) => name));
  const wanted = [settings.sessionField, ...mapping.fields.map(({ to }) => to)];
  const missing = wanted.filter((name) => name !== undefined && !fields.has(name));
  return verdict([
    ...known,
    passed('queue', settings.queue),
    mayCreate ? passed('create') : failed('create', `It may not create tickets in ${settings.queue}.`),
    missing.length === 0
      ? passed('fields')
      : failed(
          'fields',
          `${settings.queue} has no custom field ${missing.join(', ')}: RT would drop it silently.`,
        ),
  ]);
}

interface Place {
  readonly remote: Remote;
  readonly origin: string;
}

async function create(
  { mapping, settings }: Parts,
  { remote, origin }: Place,
  ticket: OutgoingTicket,
  { marker }: SendContext,
): Promise<Answer<RemoteTicket>> {
  const priority = mapped(mapping.priorities, ticket.priority, 'priority');
  if (!priority.ok) return priority;
  const session = settings.sessionField === undefined ? {} : { [settings.sessionField]: keyOf(marker) };
  const made = await remote.call({
    method: 'POST',
    path: '/ticket',
    json: {
      Queue: settings.queue,
      Subject: markedSubject(ticket.subject, marker),
      Requestor: [ticket.requester.email],
      Priority: priority.value,
      Content: markedText(ticket.text, marker),
      ContentType: 'text/plain',
      CustomFields: { ...Object.fromEntries(mappedFields(mapping, ticket)), ...session },
    },
    expect: [201],
    read: madeTicket,
  });
  return made.ok ? ok(toRemote(origin, made.value.id)) : made;
}

/** The subject of a comment stands in the ticket's history, where it is found without reading every attachment. */
async function message(
  remote: Remote,
  path: string,
  { text, minutes, files }: OutgoingNote,
  { marker }: SendContext,
): Promise<Answer<undefined>> {
  const refusedSize = tooLarge(files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const json = {
    Subject: `Remote session ${marker}`,
    Content: markedText(text, marker),
    ContentType: 'text/plain',
    ...(minutes === undefined ? {} : { TimeTaken: minutes }),
    ...(files.length === 0 ? {} : { Attachments: files.map(toAttachment) }),
  };
  const made = await remote.call({ method: 'POST', path, json, expect: [201], read: said });
  return made.ok ? ok(undefined) : made;
}

function toAttachment({ name, type, bytes }: OutgoingFile) {
  return {
    FileName: name,
    FileType: mediaType(type),
    FileContent: Buffer.from(bytes).toString('base64'),
  };
}

async function setStatus(remote: Remote, of: RemoteTicket, status: string): Promise<Answer<undefined>> {
  const path = ticketPath(of);
  const put = await remote.call({ method: 'PUT', path, json: { Status: status }, expect: [200], read: said });
  if (!put.ok) return put;
  const after = await remote.call({ method: 'GET', path, expect: [200], read: ticketAnswer });
  if (!after.ok) return after;
  if (after.value.Status === status) return ok(undefined);
  const words = put.value.join(' ');
  const kind = /permission denied/i.test(words) ? 'permission' : 'validation';
  return err(trouble(kind, `${words} It stayed ${after.value.Status}.`.trim(), { field: 'Status' }));
}

async function find(
  remote: Remote,
  origin: string,
  marker: string,
): Promise<Answer<RemoteTicket | undefined>> {
  const query = { query: `Subject LIKE '${marker}'`, fields: 'Subject' };
  const list = await remote.call({ method: 'GET', path: '/tickets', query, expect: [200], read: ticketList });
  if (!list.ok) return list;
  // "_" stands for any character in LIKE
  const ticket = list.value.items.find(({ Subject }) => Subject?.includes(marker));
  return ok(ticket === undefined ? undefined : toRemote(origin, ticket.id));
}

async function hasMessage(remote: Remote, on: RemoteTicket, marker: string): Promise<Answer<boolean>> {
  const path = `${ticketPath(on)}/history`;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = { fields: 'Type,Data', per_page: '100', page: String(page) };
    const list = await remote.call({ method: 'GET', path, query, expect: [200], read: history });
    if (!list.ok) return list;
    const here = list.value.items.some(
      ({ Type, Data }) => (Type === 'Comment' || Type === 'Correspond') && Data?.includes(marker),
    );
    if (here) return ok(true);
    // without a number of pages the one behind the last is empty
    if (list.value.items.length === 0 || page >= (list.value.pages ?? Infinity)) return ok(false);
  }
  return err(trouble('too_large', 'The ticket has too long a history to look through.'));
}

function ticketPath({ id }: RemoteTicket): string {
  return `/ticket/${encodeURIComponent(id)}`;
}

function toRemote(origin: string, id: string): RemoteTicket {
  return { id, number: id, url: `${origin}/Ticket/Display.html?id=${encodeURIComponent(id)}` };
}

const errorAnswer = z.object({ message: z.string() });

function refusal(_status: number, body: unknown): Refusal {
  const said = errorAnswer.safeParse(body);
  if (!said.success) return {};
  const { message: detail } = said.data;
  // 400, also for a ticket that is not there
  if (/^permission denied/i.test(detail)) return { kind: 'permission', detail };
  const field =
    /^(\w+) is a required field/.exec(detail)?.[1] ?? (/queue/i.test(detail) ? 'Queue' : undefined);
  return { detail, field };
}
