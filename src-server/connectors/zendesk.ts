import { z } from 'zod';
import type { SettingsOf } from '../../src-shared/helpdesk/connector-settings.ts';
import { trouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../src-shared/result.ts';
import type {
  Answer,
  Connector,
  ConnectorCapabilities,
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
 * Zendesk, Ticketing API v2. Its idempotency key is kept for two hours, for creating only. Comments can't be made by
 * themselves: a note is an update of the ticket, and files go by upload first.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 110 * 60_000, message: 0 }, // two hours, less the longest request
  settleMs: { create: 60_000, message: 60_000 }, // lists read the database, not the search index
  maxFileBytes: 20_000_000,
  maxFilesBytes: 50_000_000,
  actionsPerMinute: 60, // updates: 100 a minute and account
};

const id = z.number().int().positive();
const ticketAnswer = z.object({ ticket: z.object({ id, status: z.string() }) });
const ticketList = z.object({ tickets: z.array(z.object({ id, external_id: z.string().nullable() })) });
const commentList = z.object({ comments: z.array(z.object({ body: z.string() })) });
const uploadAnswer = z.object({ upload: z.object({ token: z.string().min(1) }) });
// whoever is not signed in is a user as well: one without an id
const meAnswer = z.object({ user: z.object({ id: id.nullable(), role: z.string() }) });

type Parts = ConnectorParts<SettingsOf<'zendesk'>>;

export function createZendesk(parts: Parts): Connector {
  const origin = withoutSlash(parts.settings.address ?? `https://${parts.settings.subdomain}.zendesk.com`);
  const token = secretOf(parts, 'token');
  const { email } = parts.settings;
  const basic = Buffer.from(`${email}/token:${token}`).toString('base64');
  const authorization = email === undefined ? `Bearer ${token}` : `Basic ${basic}`;
  const secrets = [token, basic];
  const remote = createRemote({
    ...parts,
    base: `${origin}/api/v2`,
    headers: { authorization },
    secrets,
    refusal,
  });
  const message = async (
    to: RemoteTicket,
    note: OutgoingNote,
    how: { context: SendContext; public: boolean },
  ) => comment(remote, to, note, how);
  return {
    kind: 'zendesk',
    capabilities,
    testConnection: async () => test(remote),
    createTicket: (ticket, context) => create(parts, { remote, origin }, ticket, context),
    addNote: (to, note, context) => message(to, note, { context, public: false }),
    addReply: (to, note, context) => message(to, note, { context, public: true }),
    setStatus: async (of, state) => {
      const status = mapped(parts.mapping.states, state, 'state');
      return status.ok ? setStatus(remote, of, status.value) : status;
    },
    findByMarker: (marker) => find(remote, origin, marker),
    hasMessage: async (on, marker) => {
      const path = `${ticketPath(on)}/comments.json`;
      const query = { sort_order: 'desc', per_page: '100' };
      const list = await remote.call({ method: 'GET', path, query, expect: [200], read: commentList });
      return list.ok ? ok(list.value.comments.some(({ body }) => body.includes(marker))) : list;
    },
  };
}

async function test(remote: Remote) {
  const me = await remote.call({ method: 'GET', path: '/users/me.json', expect: [200], read: meAnswer });
  if (!me.ok) return verdict([failedBy(me.error, 'sign-in')]);
  const { user } = me.value;
  if (user.id === null)
    return verdict([passed('reach'), failed('sign-in', 'Zendesk took us for a visitor.')]);
  const agent = user.role === 'agent' || user.role === 'admin';
  return verdict([
    passed('reach'),
    passed('sign-in'),
    agent ? passed('role', user.role) : failed('role', `${user.role}: notes need an agent`),
  ]);
}

interface Place {
  readonly remote: Remote;
  readonly origin: string;
}

async function create(
  { mapping }: Parts,
  { remote, origin }: Place,
  ticket: OutgoingTicket,
  { marker, idempotencyKey }: SendContext,
): Promise<Answer<RemoteTicket>> {
  const priority = mapped(mapping.priorities, ticket.priority, 'priority');
  if (!priority.ok) return priority;
  const custom = mappedFields(mapping, ticket).map(([to, value]) => ({ id: Number(to), value }));
  const made = await remote.call({
    method: 'POST',
    path: '/tickets.json',
    headers: { 'idempotency-key': idempotencyKey },
    json: {
      ticket: {
        subject: markedSubject(ticket.subject, marker),
        comment: { body: markedText(ticket.text, marker), public: false },
        requester: ticket.requester,
        priority: priority.value,
        tags: mapping.tags,
        external_id: keyOf(marker),
        custom_fields: custom,
      },
    },
    expect: [201],
    read: ticketAnswer,
  });
  if (made.ok) return ok(toRemote(origin, made.value.ticket.id));
  if (!/IdempotentRequestError/.test(made.error.detail)) return made;
  // the key was used with other words, before the mapping was changed: the ticket is there
  const found = await find(remote, origin, marker);
  return found.ok && found.value !== undefined ? ok(found.value) : made;
}

async function comment(
  remote: Remote,
  to: RemoteTicket,
  note: OutgoingNote,
  how: { readonly context: SendContext; readonly public: boolean },
): Promise<Answer<undefined>> {
  const refusedSize = tooLarge(note.files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const uploads: string[] = [];
  for (const { name, type, bytes } of note.files) {
    const raw = { type: mediaType(type), bytes };
    const query = { filename: name };
    const up = await remote.call({
      method: 'POST',
      path: '/uploads.json',
      query,
      raw,
      expect: [201],
      read: uploadAnswer,
    });
    if (!up.ok) return err({ ...up.error, mayHaveHappened: false }); // a file without its note is seen by nobody
    uploads.push(up.value.upload.token);
  }
  const body = markedText(note.text, how.context.marker);
  const json = {
    ticket: { comment: { body, public: how.public, ...(uploads.length > 0 ? { uploads } : {}) } },
  };
  const path = `${ticketPath(to)}.json`;
  const put = await remote.call({ method: 'PUT', path, json, expect: [200], read: ticketAnswer });
  return put.ok ? ok(undefined) : put;
}

async function setStatus(remote: Remote, of: RemoteTicket, status: string): Promise<Answer<undefined>> {
  const path = `${ticketPath(of)}.json`;
  const put = await remote.call({
    method: 'PUT',
    path,
    json: { ticket: { status } },
    expect: [200],
    read: ticketAnswer,
  });
  if (!put.ok) return put;
  const now = put.value.ticket.status;
  return now === status
    ? ok(undefined)
    : err(trouble('validation', `The ticket stayed ${now} instead of ${status}.`, { field: 'status' }));
}

async function find(
  remote: Remote,
  origin: string,
  marker: string,
): Promise<Answer<RemoteTicket | undefined>> {
  const query = { external_id: keyOf(marker) };
  const list = await remote.call({
    method: 'GET',
    path: '/tickets.json',
    query,
    expect: [200],
    read: ticketList,
  });
  if (!list.ok) return list;
  const found = list.value.tickets.find(({ external_id }) => external_id === keyOf(marker));
  return ok(found === undefined ? undefined : toRemote(origin, found.id));
}

function ticketPath({ id }: RemoteTicket): string {
  return `/tickets/${encodeURIComponent(id)}`;
}

function toRemote(origin: string, id: number): RemoteTicket {
  return { id: String(id), number: String(id), url: `${origin}/agent/tickets/${id}` };
}

const errorAnswer = z.object({
  error: z.union([z.string(), z.object({ title: z.string() }).transform(({ title }) => title)]),
  description: z.string().optional(),
  details: z.record(z.string(), z.array(z.object({ description: z.string() }))).optional(),
});

function refusal(status: number, body: unknown): Refusal {
  const said = errorAnswer.safeParse(body);
  // a create with the same key is under way: its outcome is not known yet
  if (status === 409) return { kind: 'transient', detail: 'still at work on it', mayHaveHappened: true };
  if (!said.success) return {};
  const { error, description, details } = said.data;
  const [field, [first] = []] = Object.entries(details ?? {})[0] ?? [];
  const detail = [error, first?.description ?? description].filter((part) => part !== undefined).join(': ');
  if (error === 'IdempotentRequestError') return { kind: 'conflict', detail, mayHaveHappened: true };
  return { detail, field };
}
