import { createTransport } from 'nodemailer';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';
import { expect, onTestFinished } from 'vitest';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { openMail, type OpenMail } from '../../../src-server/open-mail.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { defaultAcknowledgeText } from '../../../src-shared/helpdesk/mail.ts';
import type { Ticket } from '../../../src-shared/helpdesk/ticket.ts';
import { deskOn, type TestDesk } from './desk-on.ts';

/** The mail server of the world outside: takes what we send, or answers what the test says. */
export interface PostOffice {
  readonly port: number;
  readonly mails: {
    readonly raw: Buffer;
    readonly parsed: ParsedMail;
    readonly from: string;
    readonly to: string[];
  }[];
  /** The answer to the next mails; null takes them. */
  refuse: number | null;
}

export async function postOffice(auth?: {
  readonly user: string;
  readonly pass: string;
}): Promise<PostOffice> {
  const office: { port: number; mails: PostOffice['mails']; refuse: number | null } = {
    port: 0,
    mails: [],
    refuse: null,
  };
  const server = new SMTPServer({
    disabledCommands: auth === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    authOptional: auth === undefined,
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, done) =>
      username === auth?.user && password === auth?.pass
        ? done(null, { user: username })
        : done(Object.assign(new Error('Wrong password'), { responseCode: 535 })),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void keep(Buffer.concat(chunks), envelope, done));
    },
  });
  const keep = async (
    raw: Buffer,
    { mailFrom, rcptTo }: SMTPServerEnvelope,
    done: (error?: Error) => void,
  ): Promise<void> => {
    const { refuse } = office;
    if (refuse !== null) return done(Object.assign(new Error('Not now'), { responseCode: refuse }));
    const parsed = await simpleParser(raw);
    const from = mailFrom === false ? '' : mailFrom.address;
    office.mails.push({ raw, parsed, from, to: rcptTo.map((one) => one.address) });
    return done();
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.server.address();
  office.port = address !== null && typeof address === 'object' ? address.port : 0;
  return office;
}

export interface MailWorld extends TestDesk {
  readonly mail: OpenMail;
  readonly actor: Actor;
  readonly outside: PostOffice;
  readonly queueId: string;
  /** Brings a mail to our listener; answers the code it was answered with. */
  bring(mail: object, envelope?: { from?: string; to?: string[] }): Promise<number>;
  tickets(): Promise<readonly Ticket[]>;
  /** As a member, publicly. */
  answer(ticket: Pick<Ticket, 'id'>, body: string, kind?: 'public' | 'internal'): Promise<void>;
  /** Resolves once so many mails have gone out. */
  sent(count: number): Promise<PostOffice['mails'][number]>;
}

export interface MailWorldOptions {
  readonly acknowledge?: boolean;
  readonly plusAddress?: boolean;
  readonly address?: string;
}

/** A help desk with an address, a listener, and a mail server to send through: all over real SMTP. */
export async function mailWorld(place: DatabasePlace, options: MailWorldOptions = {}): Promise<MailWorld> {
  const here = await deskOn(place);
  const actor = await here.owner();
  const outside = await postOffice();
  const mail = await openMail({
    desk: here.desk,
    config: {
      smtp: { host: '127.0.0.1', port: 0, name: 'desk.example' },
      smtpServers: [`127.0.0.1:${outside.port}`],
      tls: undefined,
      secretKeys: '',
      dataDir: null,
    },
    log: () => undefined,
  });
  onTestFinished(() => mail.close());
  const [queue] = await createQueues(here.desk).list(actor);
  const queueId = queue?.id ?? '';
  await setUpSending(mail, actor, outside.port, options);
  const address = options.address ?? 'help@desk.example';
  expect(
    await mail.settings.addAddress(actor, { address, name: 'Example help desk', queueId }),
  ).toMatchObject({ ok: true });
  const tickets = createTickets(here.desk);
  return {
    ...here,
    mail,
    actor,
    outside,
    queueId,
    bring: (message, envelope) => bring(mail.port ?? 0, message, envelope),
    async tickets() {
      const page = await tickets.list(actor, ticketRoutes.list.query.parse({ sort: 'oldest' }));
      const all: Ticket[] = [];
      for (const { id } of page.tickets) {
        const one = await tickets.get(actor, id);
        if (one.ok) all.push(one.value);
      }
      return all.toSorted((a, b) => a.number - b.number);
    },
    async answer({ id }, body, kind = 'public') {
      here.pass(1_000);
      expect(await tickets.addMessage(actor, id, { kind, body, attachmentIds: [] })).toMatchObject({
        ok: true,
      });
    },
    async sent(count) {
      await expect
        .poll(
          async () => {
            await mail.sender.workOnce();
            return outside.mails.length;
          },
          { timeout: 10_000 },
        )
        .toBeGreaterThanOrEqual(count);
      const last = outside.mails[count - 1];
      if (last === undefined) throw new Error('nothing was sent');
      return last;
    },
  };
}

export async function setUpSending(
  mail: OpenMail,
  actor: Actor,
  port: number,
  { acknowledge = false, plusAddress = true }: MailWorldOptions = {},
): Promise<void> {
  const set = await mail.settings.change(actor, {
    sending: { host: '127.0.0.1', port, security: 'none', user: null },
    plusAddress,
    acknowledge,
    acknowledgeText: defaultAcknowledgeText,
  });
  expect(set).toMatchObject({ ok: true });
}

export const maria = {
  from: 'Maria Weber <maria@home.example>',
  to: 'help@desk.example',
  subject: 'Printer',
  text: 'It prints stripes.',
};

/** Hands a mail over SMTP as another mail server would. */
export async function bring(
  port: number,
  message: object,
  envelope?: { from?: string; to?: string[] },
): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({
      ...message,
      ...(envelope === undefined ? {} : { envelope }),
    });
    return Number(response.slice(0, 3));
  } catch (error) {
    return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  } finally {
    transport.close();
  }
}
