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
import { keyOf } from '../domain/session-marker.ts';
import { failedBy, mapped, mappedFields, passed, secretOf, tooLarge, verdict } from './connector-parts.ts';
import type { ConnectorParts } from './connector-parts.ts';
import { mediaType } from './multipart.ts';
import { createRemote, type Remote } from './remote.ts';
import { signCall, signatureHeaders } from './webhook-signature.ts';

/*
 * The signed webhook: for systems that none of the others fits. The receiver promises to know a delivery's id again, so
 * that a second try is no second ticket.
 */

const capabilities: ConnectorCapabilities = {
  notes: true,
  replies: true,
  states: true,
  finds: false,
  idempotentMs: { create: Number.MAX_SAFE_INTEGER, message: Number.MAX_SAFE_INTEGER },
  settleMs: { create: 0, message: 0 },
  maxFileBytes: 5_000_000,
  maxFilesBytes: 10_000_000,
  actionsPerMinute: 60,
};

/** A receiver may say what it calls the ticket; without, our key is its name. */
const ticketAnswer = z.object({
  id: z.string().min(1).max(200),
  number: z.string().min(1).max(200).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
});

type Parts = ConnectorParts<SettingsOf<'webhook'>>;

export function createWebhook(parts: Parts): Connector {
  const { address } = parts.settings;
  const secret = secretOf(parts, 'secret');
  const remote = createRemote({
    ...parts,
    base: address,
    headers: {},
    secrets: [secret],
    refusal: () => ({}),
  });
  const post = async (event: string, data: unknown, delivery: string) =>
    deliver(parts, remote, { event, data, delivery });
  const message = async (
    event: string,
    to: RemoteTicket,
    note: OutgoingNote,
    { marker, idempotencyKey }: SendContext,
  ) => {
    const refusedSize = tooLarge(note.files, capabilities);
    if (refusedSize !== undefined) return err(refusedSize);
    const { text, minutes } = note;
    const data = { ticket: to, key: keyOf(marker), text, minutes, files: note.files.map(toFile) };
    return nothing(await post(event, data, idempotencyKey));
  };
  const unasked = async () => err(trouble('validation', 'A webhook can not be asked.'));
  return {
    kind: 'webhook',
    capabilities,
    testConnection: async () => {
      const answer = await post('test', {}, `test.${parts.boundary()}`);
      if (!answer.ok) return verdict([failedBy(answer.error, 'create')]);
      return verdict([passed('reach'), passed('create', 'The signed test was taken.')]);
    },
    createTicket: (ticket, context) => create(parts, post, ticket, context),
    addNote: (to, note, context) => message('note.added', to, note, context),
    addReply: (to, note, context) => message('reply.added', to, note, context),
    setStatus: async (of, state, { idempotencyKey }) => {
      const theirs = mapped(parts.mapping.states, state, 'state');
      if (!theirs.ok) return theirs;
      return nothing(await post('state.changed', { ticket: of, state: theirs.value }, idempotencyKey));
    },
    findByMarker: unasked,
    hasMessage: unasked,
  };
}

type Post = (event: string, data: unknown, delivery: string) => Promise<Answer<string>>;

async function create(
  { mapping, settings }: Parts,
  post: Post,
  ticket: OutgoingTicket,
  { marker, idempotencyKey }: SendContext,
): Promise<Answer<RemoteTicket>> {
  const priority = mapped(mapping.priorities, ticket.priority, 'priority');
  if (!priority.ok) return priority;
  const refusedSize = tooLarge(ticket.files, capabilities);
  if (refusedSize !== undefined) return err(refusedSize);
  const key = keyOf(marker);
  const { subject, text, requester } = ticket;
  const fields = Object.fromEntries(mappedFields(mapping, ticket));
  const files = ticket.files.map(toFile);
  const data = { key, subject, text, requester, priority: priority.value, tags: mapping.tags, fields, files };
  const answer = await post('ticket.created', data, idempotencyKey);
  if (!answer.ok) return answer;
  const named = ticketAnswer.safeParse(parsed(answer.value));
  if (!named.success) return ok({ id: key, number: key, url: settings.address });
  const { id, number = id, url = settings.address } = named.data;
  return ok({ id, number, url });
}

interface Delivery {
  readonly event: string;
  readonly data: unknown;
  /** The same at every try: so are the bytes of the body. */
  readonly delivery: string;
}

async function deliver(
  parts: Parts,
  remote: Remote,
  { event, data, delivery }: Delivery,
): Promise<Answer<string>> {
  const body = Buffer.from(JSON.stringify({ version: 1, event, delivery, data }), 'utf8');
  const timestampS = Math.floor(parts.now() / 1_000);
  const signature = signCall(secretOf(parts, 'secret'), { delivery, timestampS, body });
  const headers = {
    [signatureHeaders.delivery]: delivery,
    [signatureHeaders.timestamp]: String(timestampS),
    [signatureHeaders.signature]: signature,
  };
  const raw = { type: 'application/json', bytes: body };
  return remote.call({
    method: 'POST',
    path: '',
    headers,
    raw,
    expect: [200, 201, 202, 204],
    as: 'text',
    read: z.string(),
  });
}

function toFile({ name, type, bytes }: OutgoingFile) {
  return { name, type: mediaType(type), base64: Buffer.from(bytes).toString('base64') };
}

function nothing(answer: Answer<string>): Answer<undefined> {
  return answer.ok ? ok(undefined) : answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an empty answer is fine
  }
}
