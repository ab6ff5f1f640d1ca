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
import type { FormPart } from './multipart.ts';
import { plainHtml } from './plain-html.ts';
import { createRemote, type Refusal, type Remote } from './remote.ts';

/*
 * Freshdesk, API v2. It knows no idempotency keys: a tag with the session's id is searched, and its search is some
 * minutes behind. Texts are HTML, files make a call multipart.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 10 * 60_000, message: 60_000 },
  maxFileBytes: 19_000_000, // 20 MB a call, all of it
  maxFilesBytes: 19_000_000,
  actionsPerMinute: 30, // the smallest paid plan: 80 changes a minute and account
};

const PAGE = 100;
const MAX_PAGES = 50;
const id = z.number().int().positive();
const ticketAnswer = z.object({ id, status: z.number() });
const found = z.object({ results: z.array(z.object({ id, subject: z.string() })) });
const conversations = z.array(z.object({ body: z.string(), body_text: z.string().optional() }));
const agentAnswer = z.object({ id });
const anything = z.object({ id });

type Parts = ConnectorParts<SettingsOf<'freshdesk'>>;

export function createFreshdesk(parts: Parts): Connector {
  const origin = withoutSlash(parts.settings.address ?? `https://${parts.settings.domain}.freshdesk.com`);
  const apiKey = secretOf(parts, 'apiKey');
  const basic = Buffer.from(`${apiKey}:X`).toString('base64');
  const headers = { authorization: `Basic ${basic}` };
  const remote = createRemote({
    ...parts,
    base: `${origin}/api/v2`,
    headers,
    secrets: [apiKey, basic],
    refusal,
  });
  return {
    kind: 'freshdesk',
    capabilities,
    testConnection: async () => {
      const me = await remote.call({ method: 'GET', path: '/agents/me', expect: [200], read: agentAnswer });
      if (!me.ok) return verdict([failedBy(me.error, 'role')]);
      return verdict([passed('reach'), passed('sign-in'), passed('role', 'agent')]);
    },
    createTicket: (ticket, context) => create(parts, { remote, origin }, ticket, context),
    addNote: (to, note, context) => message(remote, to, note, { context, private: true }),
    addReply: (to, note, context) => message(remote, to, note, { context, private: false }),
    setStatus: async (of, state) => {
      const status = mapped(parts.mapping.states, state, 'state');
      return status.ok ? setStatus(remote, of, Number(status.value)) : status;
    },
    findByMarker: (marker) => find(remote, origin, marker),
    hasMessage: (on, marker) => hasMessage(remote, on, marker),
  };
}

interface Place {
  readonly remote: Remote;
  readonly origin: string;
}

async function create(
  { mapping }: Parts,
  { remote, origin }: Place,
  ticket: OutgoingTicket,
  { marker }: SendContext,
): Promise<Answer<RemoteTicket>> {
  const priority = mapped(mapping.priorities, ticket.priority, 'priority');
  if (!priority.ok) return priority;
  const made = await remote.call({
    method: 'POST',
    path: '/tickets',
    json: {
      subject: markedSubject(ticket.subject, marker),
      description: plainHtml(markedText(ticket.text, marker)),
      email: ticket.requester.email,
      name: ticket.requester.name,
      priority: Number(priority.value),
      status: 2, // open: all others come by their own action
      source: 2, // portal
      tags: [...mapping.tags, tagOf(marker)],
      custom_fields: Object.fromEntries(mappedFields(mapping, ticket)),
    },
    expect: [201],
    read: ticketAnswer,
  });
  return made.ok ? ok(toRemote(origin, made.value.id)) : made;
}

/** A private note or a public reply; with files it is a form. */
async function message(
  remote: Remote,
  to: RemoteTicket,
  { text, files }: OutgoingNote,
  how: { readonly context: SendContext; readonly private: boolean },
): Promise<Answer<undefined>> {
  const refusedSize = tooLarge(files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const path = `${ticketPath(to)}/${how.private ? 'notes' : 'reply'}`;
  const body = plainHtml(markedText(text, how.context.marker));
  const fields = how.private ? { body, private: true } : { body };
  const content = files.length === 0 ? { json: fields } : { form: toForm(fields, files) };
  const made = await remote.call({ method: 'POST', path, ...content, expect: [201], read: anything });
  return made.ok ? ok(undefined) : made;
}

function toForm(
  fields: Readonly<Record<string, string | boolean>>,
  files: OutgoingNote['files'],
): FormPart[] {
  const values = Object.entries(fields).map(([name, value]) => ({ name, value: String(value) }));
  return [...values, ...files.map((file) => ({ name: 'attachments[]', file }))];
}

async function setStatus(remote: Remote, of: RemoteTicket, status: number): Promise<Answer<undefined>> {
  const json = { status };
  const put = await remote.call({
    method: 'PUT',
    path: ticketPath(of),
    json,
    expect: [200],
    read: ticketAnswer,
  });
  if (!put.ok) return put;
  return put.value.status === status
    ? ok(undefined)
    : err(trouble('validation', `The ticket stayed in status ${put.value.status}.`, { field: 'status' }));
}

async function find(
  remote: Remote,
  origin: string,
  marker: string,
): Promise<Answer<RemoteTicket | undefined>> {
  const query = { query: `"tag:'${tagOf(marker)}'"` };
  const list = await remote.call({
    method: 'GET',
    path: '/search/tickets',
    query,
    expect: [200],
    read: found,
  });
  if (!list.ok) return list;
  const ticket = list.value.results.find(({ subject }) => subject.includes(marker));
  return ok(ticket === undefined ? undefined : toRemote(origin, ticket.id));
}

async function hasMessage(remote: Remote, on: RemoteTicket, marker: string): Promise<Answer<boolean>> {
  const path = `${ticketPath(on)}/conversations`;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = { page: String(page), per_page: String(PAGE) };
    const list = await remote.call({ method: 'GET', path, query, expect: [200], read: conversations });
    if (!list.ok) return list;
    if (list.value.some(({ body }) => body.includes(marker))) return ok(true);
    if (list.value.length < PAGE) return ok(false);
  }
  return err(trouble('too_large', 'The ticket has too many conversations to look through.'));
}

/** A tag has 32 characters at most; an id of ours has 22. */
function tagOf(marker: string): string {
  return `session-${keyOf(marker)}`.slice(0, 32);
}

function ticketPath({ id }: RemoteTicket): string {
  return `/tickets/${encodeURIComponent(id)}`;
}

function toRemote(origin: string, id: number): RemoteTicket {
  return { id: String(id), number: String(id), url: `${origin}/a/tickets/${id}` };
}

const errorAnswer = z.object({
  description: z.string().optional(),
  message: z.string().optional(),
  errors: z
    .array(z.object({ field: z.string().optional(), message: z.string(), code: z.string() }))
    .optional(),
});

function refusal(_status: number, body: unknown): Refusal {
  const said = errorAnswer.safeParse(body);
  if (!said.success) return {};
  const { description, message: text, errors } = said.data;
  const [first] = errors ?? [];
  if (first === undefined) return { detail: description ?? text };
  return { detail: `${first.message} (${first.code})`, field: first.field };
}
