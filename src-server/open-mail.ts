import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { mailRoutes } from '../src-shared/helpdesk/api/mail-routes.ts';
import type { MailVerdict } from '../src-shared/helpdesk/mail.ts';
import type { ServerConfig } from './config.ts';
import { isPublicAddress } from './connectors/network-guard.ts';
import type { Desk } from './desk/desk.ts';
import { takeMail } from './desk/mail-intake.ts';
import { createMailLetters } from './desk/mail-letters.ts';
import { createMailSender, type MailSender } from './desk/mail-sender.ts';
import { createMailSettings, type MailSettingsStore } from './desk/mail-settings.ts';
import { createSecretBox } from './domain/secret-box.ts';
import { mailHandlers } from './http/mail-handlers.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import {
  openMailListener,
  type MailEvent,
  type MailIntake,
  type MailListener,
} from './mail/mail-listener.ts';
import { defaultMailLimits } from './mail/mail-limits.ts';
import { sendMail, testSmtp, type MayConnect, type SmtpOptions } from './mail/smtp-send.ts';
import { createTicketTokens, type TicketTokens } from './mail/ticket-token.ts';
import { writeMail } from './mail/write-mail.ts';
import { messageOf } from './storage/message-of.ts';
import { readSecretKeys } from './storage/secret-keys.ts';

/** What mail needs of the configuration. */
export type MailConfig = Pick<ServerConfig, 'smtp' | 'smtpServers' | 'tls' | 'secretKeys' | 'dataDir'>;

export interface MailParts {
  readonly desk: Desk;
  readonly config: MailConfig;
  /** What happened, in ids and sizes. */
  readonly log: (
    event: MailEvent | { readonly event: 'mail-out'; readonly id: string; readonly what: string },
  ) => void;
}

export interface OpenMail {
  readonly settings: MailSettingsStore;
  readonly sender: MailSender;
  /** The port mail arrives on; null: it does not. */
  readonly port: number | null;
  mount(app: FastifyInstance, gate: Gate): void;
  close(): Promise<void>;
}

const CHANCES = 2 ** 32;
const MAIL_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525]);

/** Takes mail, where a port is set for that, and sends what waits. */
export async function openMail({ desk, config, log }: MailParts): Promise<OpenMail> {
  const keys = await readSecretKeys(config.secretKeys, config.dataDir);
  const secrets = createSecretBox({ keys, randomBytes });
  const tokens = tokensWith(await tokenKey(desk));
  let listener: MailListener | null = null;
  const settings = createMailSettings({ desk, secrets, listensOn: () => listener?.port ?? null });
  const smtp: SmtpOptions = { mayConnect: guardOf(config), name: config.smtp?.name ?? 'localhost' };
  const sender = createMailSender({
    desk,
    settings,
    chance: () => randomInt(CHANCES) / CHANCES,
    async write(letter) {
      const written = await writeMail(letter, tokens(letter.tenantId));
      return {
        messageId: written.messageId,
        send: (sending, password) => sendMail({ sending, password }, written, smtp),
      };
    },
    onTried: (id, what) => log({ event: 'mail-out', id, what }),
  });
  listener = await listen(config, intakeOf(desk, settings, tokens), log).catch((error: unknown) => {
    throw new Error(`mail cannot be taken on port ${config.smtp?.port ?? 0}: ${messageOf(error)}`);
  });
  const stop = sender.start(() => log({ event: 'mail-failed', detail: 'the records did not answer' }));
  const test = async ({ tenantId }: { readonly tenantId: string }): Promise<MailVerdict> => {
    const account = await settings.account(tenantId);
    if (!account.ok) return { verdict: 'no-settings', detail: account.error };
    return testSmtp(account.value, smtp);
  };
  return {
    settings,
    sender,
    port: listener?.port ?? null,
    mount: (app, gate) =>
      mountRoutes(app, gate, mailRoutes, mailHandlers(settings, createMailLetters(desk), test)),
    async close() {
      await listener?.close();
      await stop();
    },
  };
}

/** The key of references: in the records, so that old mails find their tickets after a restore and on every process. */
async function tokenKey({ db }: Desk): Promise<Uint8Array> {
  const name = 'mail-reference-key';
  await db.query
    .insertInto('server_state')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await db.query
    .selectFrom('server_state')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return Buffer.from(row.value, 'base64url');
}

function tokensWith(key: Uint8Array): (tenantId: string) => TicketTokens {
  return (tenantId) => createTicketTokens(key, tenantId);
}

/** Public addresses on the ports of mail; all else only where whoever runs the server names it. // TM-16 */
function guardOf({ smtpServers }: MailConfig): MayConnect {
  const allowed = new Set(smtpServers);
  return (host, port, address) =>
    allowed.has(`${host}:${port}`) || (MAIL_PORTS.has(port) && isPublicAddress(address));
}

function intakeOf(
  desk: Desk,
  settings: MailSettingsStore,
  tokens: (tenantId: string) => TicketTokens,
): MailIntake {
  return {
    async deskOf(address) {
      const place = await settings.placeOf(address);
      if (place === null) return null;
      return {
        id: `${place.tenantId} ${place.addressId}`,
        tokens: tokens(place.tenantId),
        addresses: place.ours,
      };
    },
    async take(deskId, mail) {
      const [tenantId = '', addressId = ''] = deskId.split(' ');
      await takeMail(desk, { tenantId, addressId }, mail);
    },
  };
}

async function listen(
  { smtp, tls }: MailConfig,
  intake: MailIntake,
  log: (event: MailEvent) => void,
): Promise<MailListener | null> {
  if (smtp === null) return null;
  return openMailListener({
    ...smtp,
    limits: defaultMailLimits,
    maxConnections: 100,
    maxConnectionsEach: 10,
    idleMs: 60_000,
    tls:
      tls === undefined ? null : { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') },
    intake,
    log,
  });
}
