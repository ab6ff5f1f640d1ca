import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport, type Transporter } from 'nodemailer';
import type { MailSending, MailVerdict } from '../../src-shared/helpdesk/mail.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { WrittenMail } from './write-mail.ts';

/** Where mail may be handed to: asked with the address that is about to be connected to. // TM-16 */
export type MayConnect = (host: string, port: number, address: string) => boolean;

export interface SmtpAccount {
  readonly sending: MailSending;
  readonly password: string | null;
}

export interface SmtpOptions {
  readonly mayConnect: MayConnect;
  /** Said in the greeting. */
  readonly name: string;
}

export type SmtpOutcome =
  | { readonly type: 'sent' }
  | { readonly type: 'failed'; readonly final: boolean; readonly detail: string };

/** All of it together is shorter than a lease of `desk/mail-sender.ts`. In ms. */
const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;
const WHOLE_MS = 240_000;

type Trouble = Omit<MailVerdict, 'verdict'> & { readonly verdict: Exclude<MailVerdict['verdict'], 'ok'> };

/** Hands one mail over. Never throws for what the network or the other server does. */
export async function sendMail(
  account: SmtpAccount,
  { envelope, raw }: WrittenMail,
  options: SmtpOptions,
): Promise<SmtpOutcome> {
  const done = await withTransport(account, options, async (transport) => {
    await transport.sendMail({
      envelope: { from: envelope.from, to: [...envelope.to] },
      raw: Buffer.from(raw),
    });
  });
  if (done.ok) return { type: 'sent' };
  const { verdict, detail, code } = done.error;
  // what says no for good says so with a code from 500 on; a wrong password is the help desk's, not the mail's
  const final = verdict === 'refused' && code !== null && code >= 500;
  return { type: 'failed', final, detail: `${verdict}: ${detail}` };
}

/** Connects and signs in, and sends nothing. */
export async function testSmtp(account: SmtpAccount, options: SmtpOptions): Promise<MailVerdict> {
  const done = await withTransport(account, options, async (transport) => {
    await transport.verify();
  });
  const { host, port } = account.sending;
  if (done.ok) return { verdict: 'ok', detail: `${host}:${port} takes our mail.` };
  return { verdict: done.error.verdict, detail: done.error.detail.slice(0, 1_000) };
}

async function withTransport(
  account: SmtpAccount,
  options: SmtpOptions,
  run: (transport: Transporter) => Promise<void>,
): Promise<Result<null, Trouble & { readonly code: number | null }>> {
  const address = await addressOf(account.sending, options.mayConnect);
  if (!address.ok) return err({ ...address.error, code: null });
  const transport = transportTo(address.value, account, options.name);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('It took too long.'), { code: 'ETIMEDOUT' })),
      WHOLE_MS,
    );
  });
  try {
    await Promise.race([run(transport), late]);
    return ok(null);
  } catch (error) {
    return err(troubleOf(error));
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

/** Asked once, and connected to what was answered: a name cannot change in between. */
async function addressOf(
  { host, port }: MailSending,
  mayConnect: MayConnect,
): Promise<Result<string, Trouble>> {
  const found = isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host }];
  if (found.length === 0)
    return err({ verdict: 'unknown-host', detail: `There is no server named ${host}.` });
  const allowed = found.find(({ address }) => mayConnect(host, port, address));
  if (allowed !== undefined) return ok(allowed.address);
  const detail = `${host}:${port} is in a private network or no port for mail; whoever runs the server can allow it in ALONGSIDE_SMTP_SERVERS.`;
  return err({ verdict: 'not-allowed', detail });
}

function transportTo(address: string, { sending, password }: SmtpAccount, name: string): Transporter {
  const { host, port, security, user } = sending;
  return createTransport({
    host: address,
    port,
    name,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    tls: { ...(isIP(host) === 0 ? { servername: host } : {}), minVersion: 'TLSv1.2' },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    dnsTimeout: CONNECT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function troubleOf(error: unknown): Trouble & { readonly code: number | null } {
  const of = error instanceof Error ? error : new Error('unknown');
  const code = 'responseCode' in of && typeof of.responseCode === 'number' ? of.responseCode : null;
  return {
    verdict: verdictOf('code' in of ? String(of.code) : '', of.message),
    detail: of.message.slice(0, 900),
    code,
  };
}

function verdictOf(code: string, message: string): Trouble['verdict'] {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in';
  if (code === 'ETLS' || /certificate|self.signed|SSL|TLS|altnames/i.test(message)) return 'tls';
  if (
    ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'ECONNREFUSED', 'ECONNRESET', 'EDNS', 'EPROTOCOL'].includes(code)
  )
    return 'no-answer';
  return 'refused';
}
