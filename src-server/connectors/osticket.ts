import { z } from 'zod';
import type { SettingsOf } from '../../src-shared/helpdesk/connector-settings.ts';
import { trouble, type ConnectorTrouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../src-shared/result.ts';
import type {
  Answer,
  Connector,
  ConnectorCapabilities,
  OutgoingFile,
  OutgoingTicket,
  RemoteTicket,
  SendContext,
} from '../domain/connector.ts';
import { markedSubject, markedText } from '../domain/session-marker.ts';
import {
  failedBy,
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
 * osTicket's interface makes tickets and nothing else: no notes, no states, no reading. So everything goes into the first
 * message, and after a lost answer nobody can be asked: the outbox makes a dead letter of it.
 */

const capabilities: ConnectorCapabilities = {
  notes: false,
  replies: false,
  states: false,
  finds: false,
  idempotentMs: { create: 0, message: 0 },
  settleMs: { create: 0, message: 0 },
  maxFileBytes: 5_000_000,
  maxFilesBytes: 10_000_000,
  actionsPerMinute: 30,
};

type Parts = ConnectorParts<SettingsOf<'osticket'>>;

export function createOsticket(parts: Parts): Connector {
  const origin = withoutSlash(parts.settings.address);
  const apiKey = secretOf(parts, 'apiKey');
  const headers = { 'x-api-key': apiKey };
  const remote = createRemote({ ...parts, base: `${origin}/api`, headers, secrets: [apiKey], refusal });
  const never = async () => err(trouble('validation', 'osTicket only takes new tickets.'));
  return {
    kind: 'osticket',
    capabilities,
    testConnection: () => test(remote),
    createTicket: (ticket, context) => create(parts, { remote, origin }, ticket, context),
    addNote: never,
    addReply: never,
    setStatus: never,
    findByMarker: never,
    hasMessage: never,
  };
}

/** An empty ticket is refused for its fields, but only after the key was taken: no ticket comes of it. */
async function test(remote: Remote) {
  const path = '/tickets.json';
  const answer = await remote.call({
    method: 'POST',
    path,
    json: {},
    expect: [201],
    as: 'text',
    read: z.string(),
  });
  const error: ConnectorTrouble = answer.ok ? trouble('validation', 'took an empty ticket') : answer.error;
  if (error.kind !== 'validation' || error.field === 'address') return verdict([failedBy(error, 'sign-in')]);
  return verdict([
    passed('reach'),
    passed('sign-in', 'The key is taken from this address.'),
    unknown('create', 'osTicket can not be asked more without making a ticket.'),
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
  const refusedSize = tooLarge(ticket.files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const made = await remote.call({
    method: 'POST',
    path: '/tickets.json',
    json: {
      ...Object.fromEntries(mappedFields(mapping, ticket)),
      alert: settings.alert,
      autorespond: settings.autorespond,
      source: 'API',
      name: ticket.requester.name,
      email: ticket.requester.email,
      subject: markedSubject(ticket.subject, marker),
      message: `data:text/html,${dataSafe(plainHtml(markedText(ticket.text, marker)))}`,
      ...(settings.topicId === undefined ? {} : { topicId: Number(settings.topicId) }),
      ...(ticket.files.length === 0 ? {} : { attachments: ticket.files.map(toAttachment) }),
    },
    expect: [201],
    as: 'text',
    read: z.string(),
  });
  return made.ok ? toRemote(origin, made.value) : made;
}

function toAttachment({ name, type, bytes }: OutgoingFile) {
  return { [name]: `data:${mediaType(type)};base64,${Buffer.from(bytes).toString('base64')}` };
}

/** What a reader of data URLs might decode is written as HTML instead: right either way. */
function dataSafe(html: string): string {
  return html.replaceAll('%', '&#37;').replaceAll('+', '&#43;');
}

/** The whole answer is the ticket's number. */
function toRemote(origin: string, answer: string): Answer<RemoteTicket> {
  const number = answer.replaceAll('"', '');
  const known = /^[A-Za-z0-9#-]{1,40}$/.test(number);
  if (!known) return err({ ...trouble('validation', '201, but no ticket number'), mayHaveHappened: true });
  const url = `${origin}/scp/tickets.php?a=search&query=${encodeURIComponent(number)}`;
  return ok({ id: number, number, url });
}

/** Errors are plain text. */
function refusal(_status: number, body: unknown): Refusal {
  return typeof body === 'string' ? { detail: body.slice(0, 300) } : {};
}
