import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { auditRoutes } from '../src-shared/helpdesk/api/audit-routes.ts';
import type { Identity } from '../src-shared/helpdesk/member.ts';
import { createListeners } from '../src-shared/listeners.ts';
import type { ServerConfig } from './config.ts';
import type { Accounts } from './desk/accounts.ts';
import { createAttachments } from './desk/attachments.ts';
import { createAuditLog } from './desk/audit-log.ts';
import { deskEventSchema, type Desk, type DeskEvent, type DeskEvents } from './desk/desk.ts';
import { sweepAccess } from './desk/sweep-access.ts';
import { addApiPages } from './http/api-pages.ts';
import { auditHandlers } from './http/audit-handlers.ts';
import { createGate } from './http/gate.ts';
import { loginCookie } from './http/login-cookie.ts';
import type { Metrics } from './http/metrics.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { addLearning } from './learning.ts';
import { lockFolder, type FolderLock } from './storage/folder-lock.ts';
import { openAccounts } from './open-accounts.ts';
import { openCompanySignIn } from './open-company-sign-in.ts';
import { openConnections } from './open-connections.ts';
import { openKnowledge } from './open-knowledge.ts';
import { openMail } from './open-mail.ts';
import { FILE_NAME } from './records-command.ts';
import { mountTicketDesk } from './ticket-desk.ts';
import { inMemory, openDatabase, type DatabasePlace } from './storage/open-database.ts';
import { messageOf } from './storage/message-of.ts';
import { readJson } from './storage/read-json.ts';
import { listenOnPostgres } from './storage/shared-news.ts';

/** Tickets, people and what they may: everything that outlives the process. */
export interface HelpDesk {
  readonly desk: Desk;
  readonly accounts: Accounts;
  /** Whose cookie an upgrade request has; looking keeps no login alive. */
  identifyRequest(request: IncomingMessage): Promise<Identity | null>;
  close(): Promise<void>;
}

export interface HelpDeskOptions {
  readonly config: ServerConfig;
  readonly origins: () => ReadonlySet<string>;
  /** Where its pages are, those named in the configuration first: passkeys belong to the first name. */
  readonly pages: () => readonly string[];
  readonly addressOf: (request: FastifyRequest) => string;
  readonly metrics: Metrics;
}

/** How often files that no message took, and logins that have ended, are looked for; ms. */
const SWEEP_MS = 3_600_000;
/** How often the audit chains' heads are signed, in ms. // HD-12 */
const SIGN_MS = 5 * 60_000;

/** Opens the records and answers the help desk's routes. Throws with a sentence when the records cannot be opened. */
export async function openHelpDesk(
  app: FastifyInstance,
  { config, origins, pages, addressOf, metrics }: HelpDeskOptions,
): Promise<HelpDesk> {
  const lock = await lockOf(config);
  const db = await openDatabase(placeOf(config), metrics.query).catch((error: unknown) => {
    lock?.release();
    throw error;
  });
  const news = createNews(config.databaseUrl); // tries again and again: only once there is something to hear
  const desk: Desk = {
    db,
    now: Date.now,
    newId: () => randomBytes(16).toString('base64url'),
    newSecret: () => randomBytes(32).toString('base64url'),
    events: news,
  };
  const attachments = createAttachments(desk);
  const auditLog = createAuditLog(desk);
  const cookie = loginCookie(config.tls !== undefined || config.behindTlsProxy);
  const knowledge = await openKnowledge(desk);
  const connections = await openConnections(desk, config, (error) => app.log.error(nameOf(error), 'outbox'));
  const { accounts, credentials, logins, mount } = openAccounts({
    desk,
    cookie,
    pages,
    begin: knowledge.begin,
  });
  const mountCompanySignIn = await openCompanySignIn({ desk, config, logins, cookie, pages });
  const gate = createGate({ credentials, origins, addressOf, callsPerMinute: config.apiCallsPerMinute });
  addApiPages(app, config.version);
  await app.register(fastifyCookie);
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  mount(app, gate);
  mountCompanySignIn(app, gate);
  knowledge.mount(app, gate);
  const tickets = mountTicketDesk(app, gate, desk, attachments);
  const learning = await addLearning({ app, gate, desk, config, metrics });
  mountRoutes(app, gate, auditRoutes, auditHandlers(auditLog));
  const letGo = async (): Promise<void> => {
    knowledge.close();
    await tickets.stop();
    await connections.close();
    await learning.close();
    await news.close();
    await db.close();
    lock?.release();
  };
  const mail = await openMail({
    desk,
    config,
    log: ({ event, ...what }) => app.log.info(what, event),
  }).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });
  mail.mount(app, gate);
  const signing = setInterval(() => void auditLog.signAll().catch(() => 0), SIGN_MS).unref();
  connections.mount(app, gate);
  const sweep = () => {
    for (const run of [attachments.sweep, () => sweepAccess(desk)]) void run().catch(() => 0);
  };
  const sweeping = setInterval(sweep, SWEEP_MS).unref();
  return {
    desk,
    accounts,
    async identifyRequest({ headers }) {
      const secret = cookie.readHeader(headers.cookie);
      return secret === null ? null : accounts.identify(secret, 'look');
    },
    async close() {
      clearInterval(signing);
      clearInterval(sweeping);
      await mail.close();
      await letGo();
    },
  };
}

/** No more than that: messages may name what was written. // SG-13 */
function nameOf(error: unknown): { readonly error: string } {
  return { error: error instanceof Error ? error.name : 'unknown' };
}

/** Two servers on one file would not hear of each other's changes; with PostgreSQL they may be as many as wanted. */
async function lockOf({ dataDir, databaseUrl }: ServerConfig): Promise<FolderLock | null> {
  if (dataDir === null || databaseUrl !== null) return null;
  const lock = await mkdir(dataDir, { recursive: true, mode: 0o700 })
    .then(() => lockFolder(dataDir))
    .catch((error: unknown) => {
      throw new Error(`the folder of ALONGSIDE_DATA_DIR cannot be used: ${messageOf(error)}`);
    });
  if (lock === null)
    throw new Error(`another server uses ${dataDir}. Stop it, or set ALONGSIDE_DATA_DIR to another folder.`);
  return lock;
}

function placeOf({ databaseUrl, dataDir }: ServerConfig): DatabasePlace {
  if (databaseUrl !== null) return { kind: 'postgres', url: databaseUrl };
  if (dataDir === null) return inMemory;
  return { kind: 'sqlite', file: join(dataDir, FILE_NAME) };
}

/** With PostgreSQL other processes may serve the same organisation: everybody hears it from there. */
function createNews(databaseUrl: string | null): DeskEvents & { close(): Promise<void> } {
  const listeners = createListeners<DeskEvent>();
  if (databaseUrl === null) return { tell: listeners.tell, on: listeners.on, close: async () => undefined };
  const shared = listenOnPostgres(databaseUrl, (text) => {
    const event = deskEventSchema.safeParse(readJson<unknown>(text, null));
    if (event.success) listeners.tell(event.data);
  });
  return { tell: (event) => shared.say(JSON.stringify(event)), on: listeners.on, close: shared.close };
}

const SET_UP_FILE = 'set-up-link.txt';

/** Where the first owner signs up, and the file that says so; none when the records are in memory. */
export interface SetUpOffer {
  readonly link: string;
  readonly file: string | null;
}

/**
 * Offers the first run: a link with a token that dies with its use, after 30 minutes, or with the next start. It goes
 * into a file that only this user can read, never into the log. Null when the server has been set up. // HD-5
 */
export async function offerSetUp(
  { accounts }: HelpDesk,
  { dataDir }: ServerConfig,
  url: string,
): Promise<SetUpOffer | null> {
  const file = dataDir === null ? null : join(dataDir, SET_UP_FILE);
  const token = await accounts.offerSetUp();
  if (token === null) {
    if (file !== null) await rm(file, { force: true });
    return null;
  }
  const link = `${url}/#set-up=${token}`;
  if (file !== null) {
    await mkdir(dataDir ?? '.', { recursive: true, mode: 0o700 });
    await writeFile(file, `${link}\n`, { mode: 0o600 });
    await chmod(file, 0o600); // an older file keeps its mode
  }
  return { link, file };
}
