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
  withRequester,
  withoutSlash,
} from './connector-parts.ts';
import type { ConnectorParts } from './connector-parts.ts';
import { createRemote, type Refusal, type Remote } from './remote.ts';

/*
 * Jira Service Management Cloud. Files are uploaded as temporary ones; attaching them is at the same time the comment.
 * States are transitions, whose names each project chooses. Its search is behind by a while.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 5 * 60_000, message: 60_000 },
  maxFileBytes: 10_000_000, // an administrator may have set less
  maxFilesBytes: 20_000_000,
  actionsPerMinute: 30,
};

const PAGE = 100;
const MAX_PAGES = 50;
const madeRequest = z.object({ issueId: z.string(), issueKey: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/) });
const temporary = z.object({
  temporaryAttachments: z.array(z.object({ temporaryAttachmentId: z.string() })).min(1),
});
const anything = z.object({});
const comments = z.object({ values: z.array(z.object({ body: z.string() })), isLastPage: z.boolean() });
const transitions = z.object({ values: z.array(z.object({ id: z.string(), name: z.string() })) });
const request = z.object({ currentStatus: z.object({ status: z.string() }) });
const issues = z.object({
  issues: z.array(z.object({ key: z.string(), fields: z.object({ summary: z.string() }) })),
});
const requestFields = z.object({
  requestTypeFields: z.array(z.object({ fieldId: z.string(), name: z.string(), required: z.boolean() })),
});
const meAnswer = z.object({ accountId: z.string(), active: z.boolean() });

type Parts = ConnectorParts<SettingsOf<'jira'>>;

export function createJira(parts: Parts): Connector {
  const origin = withoutSlash(parts.settings.address);
  const token = secretOf(parts, 'token');
  const basic = Buffer.from(`${parts.settings.email}:${token}`).toString('base64');
  const headers = { authorization: `Basic ${basic}` };
  const remote = createRemote({
    ...parts,
    base: `${origin}/rest`,
    headers,
    secrets: [token, basic],
    refusal,
  });
  return {
    kind: 'jira',
    capabilities,
    testConnection: () => test(parts, remote),
    createTicket: (ticket, context) => create(parts, { remote, origin }, ticket, context),
    addNote: (to, note, context) => comment(parts, remote, to, { ...note, context, public: false }),
    addReply: (to, note, context) => comment(parts, remote, to, { ...note, context, public: true }),
    setStatus: async (of, state) => {
      const name = mapped(parts.mapping.states, state, 'state');
      return name.ok ? transition(remote, of, name.value) : name;
    },
    findByMarker: (marker) => find(remote, origin, marker),
    hasMessage: (on, marker) => hasMessage(remote, on, marker),
  };
}

async function test({ settings, mapping }: Parts, remote: Remote) {
  const me = await remote.call({ method: 'GET', path: '/api/3/myself', expect: [200], read: meAnswer });
  if (!me.ok) return verdict([failedBy(me.error, 'sign-in')]);
  const known = [
    passed('reach'),
    me.value.active ? passed('sign-in') : failed('sign-in', 'The account is not active.'),
  ];
  const path = `${deskPath(settings)}/requesttype/${settings.requestTypeId}/field`;
  const fields = await remote.call({ method: 'GET', path, expect: [200], read: requestFields });
  if (!fields.ok) return verdict([...known, failedBy(fields.error, 'queue')]);
  const filled = new Set(['summary', 'description', ...mapping.fields.map(({ to }) => to)]);
  const empty = fields.value.requestTypeFields.filter(
    ({ fieldId, required }) => required && !filled.has(fieldId),
  );
  const names = empty.map(({ name, fieldId }) => `${name} (${fieldId})`).join(', ');
  return verdict([
    ...known,
    passed('queue'),
    empty.length === 0
      ? passed('fields')
      : failed('fields', `The form demands ${names}, which nothing fills.`),
  ]);
}

interface Place {
  readonly remote: Remote;
  readonly origin: string;
}

async function create(
  { settings, mapping }: Parts,
  { remote, origin }: Place,
  ticket: OutgoingTicket,
  { marker }: SendContext,
): Promise<Answer<RemoteTicket>> {
  const made = await remote.call({
    method: 'POST',
    path: '/servicedeskapi/request',
    json: {
      serviceDeskId: settings.serviceDeskId,
      requestTypeId: settings.requestTypeId,
      requestFieldValues: {
        ...Object.fromEntries(mappedFields(mapping, ticket)),
        summary: markedSubject(ticket.subject, marker),
        description: markedText(withRequester(ticket), marker),
      },
    },
    expect: [201],
    read: madeRequest,
  });
  return made.ok ? ok(toRemote(origin, made.value.issueKey)) : made;
}

interface Comment extends OutgoingNote {
  readonly context: SendContext;
  readonly public: boolean;
}

async function comment(
  { settings }: Parts,
  remote: Remote,
  to: RemoteTicket,
  note: Comment,
): Promise<Answer<undefined>> {
  const refusedSize = tooLarge(note.files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const body = markedText(note.text, note.context.marker);
  const ids = await upload(remote, settings, note.files);
  if (!ids.ok) return ids;
  const call =
    ids.value.length === 0
      ? { path: `${requestPath(to)}/comment`, json: { body, public: note.public } }
      : {
          path: `${requestPath(to)}/attachment`,
          json: { temporaryAttachmentIds: ids.value, public: note.public, additionalComment: { body } },
        };
  const made = await remote.call({ method: 'POST', ...call, expect: [201], read: anything });
  return made.ok ? ok(undefined) : made;
}

/** A temporary file that no request takes is dropped by Jira: a second try uploads anew. */
async function upload(
  remote: Remote,
  settings: Parts['settings'],
  files: OutgoingNote['files'],
): Promise<Answer<readonly string[]>> {
  const ids: string[] = [];
  for (const file of files) {
    const answer = await remote.call({
      method: 'POST',
      path: `${deskPath(settings)}/attachTemporaryFile`,
      headers: { 'x-atlassian-token': 'no-check', 'x-experimentalapi': 'opt-in' },
      form: [{ name: 'file', file }],
      expect: [201],
      read: temporary,
    });
    if (!answer.ok) return err({ ...answer.error, mayHaveHappened: false });
    ids.push(...answer.value.temporaryAttachments.map(({ temporaryAttachmentId }) => temporaryAttachmentId));
  }
  return ok(ids);
}

/** `wanted` is the name or id of a transition, best one named as the status it leads to. */
async function transition(remote: Remote, of: RemoteTicket, wanted: string): Promise<Answer<undefined>> {
  const path = `${requestPath(of)}/transition`;
  const now = await remote.call({ method: 'GET', path: requestPath(of), expect: [200], read: request });
  if (!now.ok) return now;
  if (sameWords(now.value.currentStatus.status, wanted)) return ok(undefined);
  const offered = await remote.call({ method: 'GET', path, expect: [200], read: transitions });
  if (!offered.ok) return offered;
  const chosen = offered.value.values.find(({ id, name }) => id === wanted || sameWords(name, wanted));
  if (chosen === undefined) {
    const names = offered.value.values.map(({ name }) => name).join(', ');
    const words = `From ${now.value.currentStatus.status} there is no transition ${wanted}, only: ${names}.`;
    return err(trouble('validation', words, { field: 'state' }));
  }
  const json = { id: chosen.id };
  const made = await remote.call({
    method: 'POST',
    path,
    json,
    expect: [200, 204],
    as: 'text',
    read: z.string(),
  });
  return made.ok ? ok(undefined) : made;
}

async function find(
  remote: Remote,
  origin: string,
  marker: string,
): Promise<Answer<RemoteTicket | undefined>> {
  const jql = `summary ~ "\\"${keyOf(marker)}\\""`;
  const query = { jql, fields: 'summary', maxResults: '20' };
  const list = await remote.call({
    method: 'GET',
    path: '/api/3/search/jql',
    query,
    expect: [200],
    read: issues,
  });
  if (!list.ok) return list;
  const issue = list.value.issues.find(({ fields }) => fields.summary.includes(marker));
  return ok(issue === undefined ? undefined : toRemote(origin, issue.key));
}

async function hasMessage(remote: Remote, on: RemoteTicket, marker: string): Promise<Answer<boolean>> {
  const path = `${requestPath(on)}/comment`;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { public: 'true', internal: 'true', start: String(page * PAGE), limit: String(PAGE) };
    const list = await remote.call({ method: 'GET', path, query, expect: [200], read: comments });
    if (!list.ok) return list;
    if (list.value.values.some(({ body }) => body.includes(marker))) return ok(true);
    if (list.value.isLastPage) return ok(false);
  }
  return err(trouble('too_large', 'The request has too many comments to look through.'));
}

function sameWords(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function deskPath({ serviceDeskId }: Parts['settings']): string {
  return `/servicedeskapi/servicedesk/${serviceDeskId}`;
}

function requestPath({ id }: RemoteTicket): string {
  return `/servicedeskapi/request/${encodeURIComponent(id)}`;
}

function toRemote(origin: string, key: string): RemoteTicket {
  return { id: key, number: key, url: `${origin}/browse/${key}` };
}

const deskError = z.object({ errorMessage: z.string() });
const platformError = z.object({
  errorMessages: z.array(z.string()).default([]),
  errors: z.record(z.string(), z.string()).default({}),
});

function refusal(_status: number, body: unknown): Refusal {
  const desk = deskError.safeParse(body);
  if (desk.success) return { detail: desk.data.errorMessage };
  const platform = platformError.safeParse(body);
  if (!platform.success) return {};
  const [field, words] = Object.entries(platform.data.errors)[0] ?? [];
  return { detail: words ?? platform.data.errorMessages[0], field };
}
