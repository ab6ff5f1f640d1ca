import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Result } from '../../src-shared/result.ts';
import type { IncomingMail } from '../domain/incoming-mail.ts';
import type { MailLimits } from './mail-limits.ts';
import { readMail, withoutTag, type MailTrouble } from './read-mail.ts';
import type { TicketTokens } from './ticket-token.ts';

/** Where mails end up. */
export interface MailIntake {
  /** The help desk behind an address (lower case, without what is behind a plus); null: not ours, refused. */
  deskOf(address: string): Promise<MailDesk | null>;
  /**
   * Stores a mail for good before it answers: only then the sender hears that it arrived. The same mail (by its
   * message id) comes again when the answer was lost, and must not be stored twice.
   */
  take(deskId: string, mail: IncomingMail): Promise<void>;
}

export interface MailDesk {
  readonly id: string;
  readonly tokens: TicketTokens;
  /** Its own addresses, lower case. */
  readonly addresses: ReadonlySet<string>;
}

export interface MailListenerOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Said in the greeting. */
  readonly name: string;
  readonly limits: MailLimits;
  readonly maxConnections: number;
  /** Mails from one address of the network that may be on their way at a time. */
  readonly maxConnectionsEach: number;
  readonly idleMs: number;
  readonly tls: { readonly key: string; readonly cert: string } | null;
  readonly intake: MailIntake;
  /** What happened, in ids and sizes; never what stood in a mail. */
  readonly log: (event: MailEvent) => void;
}

export type MailEvent =
  | { readonly event: 'mail-taken'; readonly bytes: number; readonly automatic: string | null }
  | { readonly event: 'mail-refused'; readonly bytes: number; readonly why: MailTrouble }
  | { readonly event: 'mail-failed'; readonly detail: string }
  | { readonly event: 'mail-connection-trouble'; readonly detail: string };

export interface MailListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Recipients of one mail that are heard at all. */
const MAX_RECIPIENTS = 20;

/** Listens for mails. Takes them for our own addresses only: it hands nothing on. */
export async function openMailListener(options: MailListenerOptions): Promise<MailListener> {
  const connections = new Map<string, number>();
  const server = new SMTPServer({
    name: options.name,
    banner: 'ready',
    size: options.limits.maxBytes,
    maxClients: options.maxConnections,
    socketTimeout: options.idleMs,
    closeTimeout: 2_000,
    disableReverseLookup: true,
    logger: false,
    hidePIPELINING: false,
    authOptional: true,
    disabledCommands: options.tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...options.tls,
    onConnect: ({ remoteAddress }, done) => {
      const open = connections.get(remoteAddress) ?? 0;
      if (open >= options.maxConnectionsEach) return done(refusal(421, 'Too many connections'));
      connections.set(remoteAddress, open + 1);
      return done();
    },
    onClose: ({ remoteAddress }) => {
      const open = (connections.get(remoteAddress) ?? 1) - 1;
      if (open <= 0) connections.delete(remoteAddress);
      else connections.set(remoteAddress, open);
    },
    onRcptTo: ({ address }, session, done) => void answerRecipient(options, address, session, done),
    onData: (stream, session, done) => void answerMail(options, stream, session, done),
  });
  server.on('error', (error: Error) =>
    options.log({ event: 'mail-connection-trouble', detail: error.message }),
  );
  server.listen(options.port, options.host);
  await once(server.server, 'listening');
  const address = server.server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : options.port,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

type Answer = (error?: Error | null, message?: string) => void;

async function answerRecipient(
  options: MailListenerOptions,
  address: string,
  session: SMTPServerSession,
  answer: Answer,
): Promise<void> {
  answer(await hearRecipient(options, address, session));
}

async function answerMail(
  options: MailListenerOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  answer: Answer,
): Promise<void> {
  try {
    const taken = await takeMail(options, stream, session);
    if (typeof taken === 'string') answer(null, taken);
    else answer(taken);
  } catch (error) {
    options.log({ event: 'mail-failed', detail: error instanceof Error ? error.message : 'unknown' });
    answer(refusal(451, 'Try again later'));
  }
}

async function hearRecipient(
  { intake, log }: MailListenerOptions,
  address: string,
  { envelope }: SMTPServerSession,
): Promise<Error | null> {
  if (envelope.rcptTo.length >= MAX_RECIPIENTS) return refusal(452, 'Too many recipients');
  try {
    const desk = await intake.deskOf(withoutTag(address));
    return desk === null ? refusal(550, 'No such address here') : null;
  } catch (error) {
    log({ event: 'mail-failed', detail: error instanceof Error ? error.message : 'unknown' });
    return refusal(451, 'Try again later');
  }
}

async function takeMail(
  options: MailListenerOptions,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<string | Error> {
  const raw = await readAll(stream, options.limits.maxBytes);
  if (raw === null || stream.sizeExceeded) {
    options.log({ event: 'mail-refused', bytes: stream.byteLength, why: 'too-large' });
    return refusal(552, 'Too large');
  }
  const envelopeTo = envelope.rcptTo.map(({ address }) => address.toLowerCase());
  const envelopeFrom = envelope.mailFrom === false ? '' : envelope.mailFrom.address.toLowerCase();
  for (const desk of await desksOf(options.intake, envelopeTo)) {
    const mail: Result<IncomingMail, MailTrouble> = await readMail(raw, {
      limits: options.limits,
      tokens: desk.tokens,
      ours: desk.addresses,
      envelopeFrom,
      envelopeTo,
    });
    if (!mail.ok) {
      options.log({ event: 'mail-refused', bytes: raw.byteLength, why: mail.error });
      return refusal(554, refusalWords[mail.error]);
    }
    await options.intake.take(desk.id, mail.value);
    options.log({ event: 'mail-taken', bytes: raw.byteLength, automatic: mail.value.automatic });
  }
  return 'Taken';
}

/** Each desk once, however many of its addresses the mail names. */
async function desksOf(intake: MailIntake, addresses: readonly string[]): Promise<readonly MailDesk[]> {
  const desks = new Map<string, MailDesk>();
  for (const address of addresses) {
    const desk = await intake.deskOf(withoutTag(address));
    if (desk !== null) desks.set(desk.id, desk);
  }
  return [...desks.values()];
}

/** All bytes; null once there are more than `most`. The rest is read and dropped, as SMTP wants. */
async function readAll(stream: SMTPServerDataStream, most: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.byteLength;
    if (size <= most) chunks.push(chunk);
  }
  return size > most ? null : Buffer.concat(chunks);
}

const refusalWords: Readonly<Record<MailTrouble, string>> = {
  'too-large': 'Too large',
  'head-too-large': 'Head too large',
  'too-many-parts': 'Too many parts',
  'too-deep': 'Parts too deep',
  'no-sender': 'No sender that could be answered',
  unreadable: 'Not readable as a mail',
};

/** An answer of the server's own: its code tells the sender whether to try again. */
function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
