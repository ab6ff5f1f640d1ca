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
  unknown,
  verdict,
  withoutSlash,
} from './connector-parts.ts';
import type { ConnectorParts } from './connector-parts.ts';
import { mediaType } from './multipart.ts';
import { plainHtml } from './plain-html.ts';
import { createRemote, type Refusal, type Remote } from './remote.ts';

/*
 * Zammad, API v1. Articles are always of type `note`: one of type e-mail is sent even when it is internal. Its search is
 * an index that is filled in the background.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 5 * 60_000, message: 60_000 },
  maxFileBytes: 10_000_000,
  maxFilesBytes: 20_000_000,
  actionsPerMinute: 60,
};

const DAY = 86_400_000;
const id = z.number().int().positive();
const ticketAnswer = z.object({ id, number: z.string() });
const tickets = z.array(z.object({ id, number: z.string(), title: z.string() }));
const articles = z.array(z.object({ body: z.string(), subject: z.string().nullish() }));
const expanded = z.object({ state: z.string() });
const meAnswer = z.object({ id, active: z.boolean() });
const articleAnswer = z.object({ id });

type Parts = ConnectorParts<SettingsOf<'zammad'>>;

export function createZammad(parts: Parts): Connector {
  const origin = withoutSlash(parts.settings.address);
  const token = secretOf(parts, 'token');
  const headers = { authorization: `Token token=${token}` };
  const remote = createRemote({ ...parts, base: `${origin}/api/v1`, headers, secrets: [token], refusal });
  return {
    kind: 'zammad',
    capabilities,
    testConnection: () => test(parts, remote),
    createTicket: (ticket, context) => create(parts, { remote, origin }, ticket, context),
    addNote: (to, note, context) => article(remote, to, note, { context, internal: true }),
    addReply: (to, note, context) => article(remote, to, note, { context, internal: false }),
    setStatus: async (of, state) => {
      const name = mapped(parts.mapping.states, state, 'state');
      return name.ok ? setStatus(parts, remote, of, name.value) : name;
    },
    findByMarker: (marker) => find(remote, origin, marker),
    hasMessage: async (on, marker) => {
      const path = `/ticket_articles/by_ticket/${encodeURIComponent(on.id)}`;
      const list = await remote.call({ method: 'GET', path, expect: [200], read: articles });
      return list.ok ? ok(list.value.some(({ body }) => body.includes(marker))) : list;
    },
  };
}

async function test({ settings }: Parts, remote: Remote) {
  const me = await remote.call({ method: 'GET', path: '/users/me', expect: [200], read: meAnswer });
  if (!me.ok) return verdict([failedBy(me.error, 'role')]);
  const { active } = me.value;
  return verdict([
    passed('reach'),
    active ? passed('sign-in') : failed('sign-in', 'The account is not active.'),
    unknown('queue', `Whether it may write in ${settings.group} shows with the first ticket.`),
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
  const subject = markedSubject(ticket.subject, marker);
  const made = await remote.call({
    method: 'POST',
    path: '/tickets',
    json: {
      ...Object.fromEntries(mappedFields(mapping, ticket)),
      title: subject,
      group: settings.group,
      customer_id: `guess:${ticket.requester.email}`,
      priority: priority.value,
      article: {
        subject,
        body: plainHtml(markedText(ticket.text, marker)),
        content_type: 'text/html',
        type: 'note',
        internal: false,
      },
    },
    expect: [201],
    read: ticketAnswer,
  });
  return made.ok ? ok(toRemote(origin, made.value)) : made;
}

async function article(
  remote: Remote,
  to: RemoteTicket,
  { text, minutes, files }: OutgoingNote,
  { context, internal }: { readonly context: SendContext; readonly internal: boolean },
): Promise<Answer<undefined>> {
  const refusedSize = tooLarge(files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const attachments = files.map(({ name, type, bytes }) => ({
    filename: name,
    data: Buffer.from(bytes).toString('base64'),
    'mime-type': mediaType(type),
  }));
  const json = {
    ticket_id: Number(to.id),
    subject: `Remote session ${context.marker}`,
    body: plainHtml(markedText(text, context.marker)),
    content_type: 'text/html',
    type: 'note',
    internal,
    ...(minutes === undefined ? {} : { time_unit: String(minutes) }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
  const made = await remote.call({
    method: 'POST',
    path: '/ticket_articles',
    json,
    expect: [201],
    read: articleAnswer,
  });
  return made.ok ? ok(undefined) : made;
}

async function setStatus(
  { settings, now }: Parts,
  remote: Remote,
  of: RemoteTicket,
  state: string,
): Promise<Answer<undefined>> {
  const path = `/tickets/${encodeURIComponent(of.id)}`;
  const until = new Date(now() + settings.pendingDays * DAY).toISOString();
  const json = state.startsWith('pending') ? { state, pending_time: until } : { state };
  const put = await remote.call({ method: 'PUT', path, json, expect: [200], read: articleAnswer });
  if (!put.ok) return put;
  const query = { expand: 'true' };
  const after = await remote.call({ method: 'GET', path, query, expect: [200], read: expanded });
  if (!after.ok) return after;
  return after.value.state === state
    ? ok(undefined)
    : err(
        trouble('validation', `The ticket stayed ${after.value.state} instead of ${state}.`, {
          field: 'state',
        }),
      );
}

/** With quotes for its search index, without them where Zammad has none and compares text. */
async function find(
  remote: Remote,
  origin: string,
  marker: string,
): Promise<Answer<RemoteTicket | undefined>> {
  for (const words of [`"${keyOf(marker)}"`, keyOf(marker)]) {
    const query = { query: words, expand: 'true', page: '1', per_page: '25' };
    const list = await remote.call({
      method: 'GET',
      path: '/tickets/search',
      query,
      expect: [200],
      read: tickets,
    });
    if (!list.ok) return list;
    const ticket = list.value.find(({ title }) => title.includes(marker));
    if (ticket !== undefined) return ok(toRemote(origin, ticket));
  }
  return ok(undefined);
}

function toRemote(origin: string, { id, number }: { id: number; number: string }): RemoteTicket {
  return { id: String(id), number, url: `${origin}/#ticket/zoom/${id}` };
}

const errorAnswer = z.object({ error: z.string(), error_human: z.string().nullish() });

function refusal(_status: number, body: unknown): Refusal {
  const said = errorAnswer.safeParse(body);
  return said.success ? { detail: said.data.error_human ?? said.data.error } : {};
}
