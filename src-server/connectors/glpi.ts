import { z } from 'zod';
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
import { markedSubject, markedText } from '../domain/session-marker.ts';
import {
  failedBy,
  mapped,
  mappedFields,
  passed,
  tooLarge,
  verdict,
  withRequester,
  withoutSlash,
} from './connector-parts.ts';
import { inGlpiSession, type GlpiParts } from './glpi-session.ts';
import { plainHtml } from './plain-html.ts';
import type { Remote } from './remote.ts';

/*
 * GLPI, apirest.php. A note with files takes many calls: documents first, each linked once, the follow-up with the marker
 * last. So when the follow-up is there, all is there, and a second try links nothing twice.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: true,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 60_000, message: 60_000 },
  maxFileBytes: 2_000_000, // PHP's own default for uploads
  maxFilesBytes: 10_000_000,
  actionsPerMinute: 30,
};

const PAGE = 200;
const MAX_PAGES = 25;
const SOLVED = 5;
const CLOSED = 6;
const id = z.coerce.number().int().positive();
const made = z.object({ id });
const ticketAnswer = z.object({ id, status: z.coerce.number() });
const named = z.object({ id, name: z.string().nullable() });
const ticketList = z.array(named);
const followups = z.array(z.object({ content: z.string().nullable() }));
const links = z.array(z.object({ documents_id: z.coerce.number() }));
const profile = z.object({ active_profile: z.object({ name: z.string() }) });
const updated = z.array(z.record(z.string(), z.union([z.boolean(), z.string()])));

export function createGlpi(parts: GlpiParts): Connector {
  const origin = withoutSlash(parts.settings.address);
  const run = <T>(work: (remote: Remote) => Promise<Answer<T>>) => inGlpiSession(parts, work);
  return {
    kind: 'glpi',
    capabilities,
    testConnection: async () => {
      const call = { method: 'GET', path: '/getActiveProfile', expect: [200], read: profile } as const;
      const found = await run((remote) => remote.call(call));
      if (!found.ok) return verdict([failedBy(found.error, 'role')]);
      return verdict([passed('reach'), passed('sign-in'), passed('role', found.value.active_profile.name)]);
    },
    createTicket: (ticket, context) => run((remote) => create(parts, { remote, origin }, ticket, context)),
    addNote: (to, note, context) => run((remote) => followup(remote, to, note, { context, isPrivate: 1 })),
    addReply: (to, note, context) => run((remote) => followup(remote, to, note, { context, isPrivate: 0 })),
    setStatus: async (of, state, context) => {
      const status = mapped(parts.mapping.states, state, 'state');
      if (!status.ok) return status;
      return run((remote) => setStatus(remote, of, Number(status.value), context));
    },
    findByMarker: (marker) => run((remote) => find(remote, origin, marker)),
    hasMessage: (on, marker) => run((remote) => hasMessage(remote, on, marker)),
  };
}

interface Place {
  readonly remote: Remote;
  readonly origin: string;
}

async function create(
  { mapping }: GlpiParts,
  { remote, origin }: Place,
  ticket: OutgoingTicket,
  { marker }: SendContext,
): Promise<Answer<RemoteTicket>> {
  const urgency = mapped(mapping.priorities, ticket.priority, 'priority');
  if (!urgency.ok) return urgency;
  const input = {
    ...Object.fromEntries(mappedFields(mapping, ticket)),
    name: markedSubject(ticket.subject, marker),
    content: plainHtml(markedText(withRequester(ticket), marker)),
    urgency: Number(urgency.value),
  };
  const answer = await remote.call({
    method: 'POST',
    path: '/Ticket',
    json: { input },
    expect: [201],
    read: made,
  });
  return answer.ok ? ok(toRemote(origin, answer.value.id)) : answer;
}

async function followup(
  remote: Remote,
  to: RemoteTicket,
  note: OutgoingNote,
  { context, isPrivate }: { readonly context: SendContext; readonly isPrivate: 0 | 1 },
): Promise<Answer<undefined>> {
  const refusedSize = tooLarge(note.files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const linked = await linkFiles(remote, to, note.files, context.marker);
  if (!linked.ok) return linked;
  const content = plainHtml(markedText(note.text, context.marker));
  const input = { itemtype: 'Ticket', items_id: Number(to.id), content, is_private: isPrivate };
  const json = { input };
  const answer = await remote.call({
    method: 'POST',
    path: '/ITILFollowup',
    json,
    expect: [201],
    read: made,
  });
  return answer.ok ? ok(undefined) : answer;
}

/** Links what is not linked yet: a second try sees the names of the first. */
async function linkFiles(
  remote: Remote,
  to: RemoteTicket,
  files: readonly OutgoingFile[],
  marker: string,
): Promise<Answer<undefined>> {
  if (files.length === 0) return ok(undefined);
  const there = await linkedNames(remote, to);
  if (!there.ok) return there;
  for (const [index, file] of files.entries()) {
    const name = `${file.name} ${index + 1} ${marker}`;
    if (there.value.includes(name)) continue;
    const document = await upload(remote, file, name);
    if (!document.ok) return err({ ...document.error, mayHaveHappened: false }); // unlinked, nobody sees it
    const link = await linkDocument(remote, to, document.value);
    if (!link.ok) return link;
  }
  return ok(undefined);
}

async function linkedNames(remote: Remote, to: RemoteTicket): Promise<Answer<readonly string[]>> {
  const path = `${ticketPath(to)}/Document_Item`;
  const query = { range: `0-${PAGE - 1}` };
  const list = await remote.call({ method: 'GET', path, query, expect: [200, 206], read: links });
  if (!list.ok) return list;
  const names: string[] = [];
  for (const { documents_id } of list.value) {
    const document = await remote.call({
      method: 'GET',
      path: `/Document/${documents_id}`,
      expect: [200],
      read: named,
    });
    if (!document.ok) return document;
    names.push(document.value.name ?? '');
  }
  return ok(names);
}

async function upload(remote: Remote, file: OutgoingFile, name: string): Promise<Answer<number>> {
  // the manifest and the form have to name the file alike: nothing that a form would have to encode
  const filename = file.name.replaceAll(/["\\/\p{Cc}]/gu, '_');
  const manifest = JSON.stringify({ input: { name, _filename: [filename] } });
  const form = [
    { name: 'uploadManifest', value: manifest, type: 'application/json' },
    { name: 'filename[0]', file: { ...file, name: filename } },
  ];
  const answer = await remote.call({ method: 'POST', path: '/Document', form, expect: [201], read: made });
  return answer.ok ? ok(answer.value.id) : answer;
}

async function linkDocument(remote: Remote, to: RemoteTicket, document: number): Promise<Answer<undefined>> {
  const json = { input: { documents_id: document, itemtype: 'Ticket', items_id: Number(to.id) } };
  const answer = await remote.call({
    method: 'POST',
    path: '/Document_Item',
    json,
    expect: [201],
    read: made,
  });
  return answer.ok ? ok(undefined) : answer;
}

/** Solving is a solution object, all else a field. Asked first, so that a second try adds no second solution. */
async function setStatus(
  remote: Remote,
  of: RemoteTicket,
  status: number,
  { marker }: SendContext,
): Promise<Answer<undefined>> {
  const before = await readStatus(remote, of);
  if (!before.ok) return before;
  if (before.value === status || (status === SOLVED && before.value === CLOSED)) return ok(undefined);
  const answer = status === SOLVED ? await solve(remote, of, marker) : await putStatus(remote, of, status);
  if (!answer.ok) return answer;
  const after = await readStatus(remote, of);
  if (!after.ok) return after;
  return after.value === status
    ? ok(undefined)
    : err(trouble('validation', `The ticket stayed in status ${after.value}.`, { field: 'status' }));
}

async function solve(remote: Remote, of: RemoteTicket, marker: string): Promise<Answer<undefined>> {
  const content = plainHtml(`Solved in a remote session. ${marker}`);
  const json = { input: { itemtype: 'Ticket', items_id: Number(of.id), content } };
  const answer = await remote.call({
    method: 'POST',
    path: '/ITILSolution',
    json,
    expect: [201],
    read: made,
  });
  return answer.ok ? ok(undefined) : answer;
}

async function putStatus(remote: Remote, of: RemoteTicket, status: number): Promise<Answer<undefined>> {
  const call = { method: 'PUT', path: ticketPath(of), json: { input: { status } }, read: updated } as const;
  const answer = await remote.call({ ...call, expect: [200, 207] }); // 207: an item was refused
  if (!answer.ok) return answer;
  const item = answer.value.find((entry) => of.id in entry);
  if (item?.[of.id] === true) return ok(undefined);
  return err(trouble('validation', String(item?.['message'] ?? 'refused'), { field: 'status' }));
}

async function readStatus(remote: Remote, of: RemoteTicket): Promise<Answer<number>> {
  const answer = await remote.call({
    method: 'GET',
    path: ticketPath(of),
    expect: [200],
    read: ticketAnswer,
  });
  return answer.ok ? ok(answer.value.status) : answer;
}

async function find(
  remote: Remote,
  origin: string,
  marker: string,
): Promise<Answer<RemoteTicket | undefined>> {
  const query = { 'searchText[name]': marker, range: '0-24' };
  const list = await remote.call({
    method: 'GET',
    path: '/Ticket',
    query,
    expect: [200, 206],
    read: ticketList,
  });
  if (!list.ok) return list;
  const ticket = list.value.find(({ name }) => name?.includes(marker));
  return ok(ticket === undefined ? undefined : toRemote(origin, ticket.id));
}

async function hasMessage(remote: Remote, on: RemoteTicket, marker: string): Promise<Answer<boolean>> {
  const path = `${ticketPath(on)}/ITILFollowup`;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { range: `${page * PAGE}-${(page + 1) * PAGE - 1}` };
    const list = await remote.call({ method: 'GET', path, query, expect: [200, 206], read: followups });
    if (!list.ok) return list.error.detail.includes('ERROR_RANGE_EXCEED_TOTAL') ? ok(false) : list;
    if (list.value.some(({ content }) => content?.includes(marker))) return ok(true);
    if (list.value.length < PAGE) return ok(false);
  }
  return err(trouble('too_large', 'The ticket has too many follow-ups to look through.'));
}

function ticketPath({ id }: RemoteTicket): string {
  return `/Ticket/${encodeURIComponent(id)}`;
}

function toRemote(origin: string, id: number): RemoteTicket {
  return { id: String(id), number: String(id), url: `${origin}/front/ticket.form.php?id=${id}` };
}
