import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { MailSending } from '../../src-shared/helpdesk/mail.ts';
import { backOff, outboxLimits } from '../domain/outbox-steps.ts';
import type { MailAttachment } from '../domain/incoming-mail.ts';
import type { MailOutTable } from '../storage/mail-tables.ts';
import type { Tables } from '../storage/tables.ts';
import type { Desk } from './desk.ts';
import type { MailSettingsStore } from './mail-settings.ts';

/** All that a mail is made of. The same row always gives the same mail. */
export interface Letter {
  readonly tenantId: Id;
  readonly ticket: { readonly number: number; readonly subject: string };
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  readonly thread: readonly string[];
  readonly inReplyTo: string | null;
  readonly automatic: boolean;
  readonly plusAddress: boolean;
  readonly random: string;
  readonly at: number;
}

/** A letter as bytes, and how it is handed to a mail server. */
export interface SealedLetter {
  readonly messageId: string;
  send(through: MailSending, password: string | null): Promise<SendOutcome>;
}

export type SendOutcome =
  | { readonly type: 'sent' }
  /** `final`: a second try would end the same. */
  | { readonly type: 'failed'; readonly final: boolean; readonly detail: string };

export interface MailSenderOptions {
  readonly desk: Desk;
  readonly settings: MailSettingsStore;
  readonly write: (letter: Letter) => Promise<SealedLetter>;
  /** In [0, 1). */
  readonly chance: () => number;
  /** What happened, in ids and codes. */
  readonly onTried?: (id: Id, outcome: 'sent' | 'later' | 'dead') => void;
}

export interface MailSender {
  /** Sends one mail that is due. Answers whether there was one. */
  workOnce(): Promise<boolean>;
  /** Works until it is stopped; the stop resolves when nothing is under way any more. */
  start(onError: (error: unknown) => void): () => Promise<void>;
}

/** Longer than any try takes (`mail/smtp-send.ts`), or another process would begin while the first still sends. In ms. */
const LEASE_MS = 300_000;
const POLL_MS = 5_000;

export function createMailSender(options: MailSenderOptions): MailSender {
  const workOnce = async (): Promise<boolean> => {
    const row = await claim(options.desk);
    if (row !== null) await workOn(options, row);
    return row !== null;
  };
  return {
    workOnce,
    start(onError) {
      const stopped = new AbortController();
      let news = false; // something changed since the last look: also while it went on
      let wake = (): void => undefined;
      const heard = options.desk.events.on(() => {
        news = true;
        wake();
      });
      const loop = async (): Promise<void> => {
        await takeBack(options.desk).catch(onError);
        while (!stopped.signal.aborted) {
          news = false;
          const more = await workOnce().catch((error: unknown) => {
            onError(error);
            return false;
          });
          if (more || stopped.signal.aborted || news) continue;
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, POLL_MS).unref();
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
      };
      const running = loop();
      return async () => {
        stopped.abort();
        heard();
        wake();
        await running;
      };
    },
  };
}

/** SQLite has one process only: what is claimed at its start was claimed by the one before, which is gone. */
async function takeBack({ db }: Desk): Promise<void> {
  if (db.kind !== 'sqlite') return;
  await db.query
    .updateTable('mail_out')
    .set({ token: null, lease_until: 0 })
    .where('state', '=', 'waiting')
    .execute();
}

/** The first that is due, in the order of each ticket. SQLite has the write lock; PostgreSQL passes over what is taken. */
function claim(desk: Desk): Promise<MailOutTable | null> {
  const { db } = desk;
  return db.transaction(async (tx) => {
    const now = desk.now();
    const due = tx
      .selectFrom('mail_out')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('not_before', '<=', now)
      .where('lease_until', '<=', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('mail_out as older')
              .select('older.id')
              .whereRef('older.tenant_id', '=', 'mail_out.tenant_id')
              .whereRef('older.ticket_id', '=', 'mail_out.ticket_id')
              .whereRef('older.created_at', '<', 'mail_out.created_at')
              .where('older.state', '=', 'waiting'),
          ),
        ),
      )
      .orderBy('not_before')
      .limit(1);
    const row = await (db.kind === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst();
    if (row === undefined) return null;
    const held = { token: desk.newId(), lease_until: now + LEASE_MS };
    await tx
      .updateTable('mail_out')
      .set(held)
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .execute();
    return { ...row, ...held };
  });
}

/** What goes wrong with one mail holds up no other, and is tried again as if its server had not answered. */
async function workOn(options: MailSenderOptions, row: MailOutTable): Promise<void> {
  try {
    await work(options, row);
  } catch (error) {
    const detail = `It could not be written: ${error instanceof Error ? error.name : 'unknown'}.`;
    await failed(options, row, { type: 'failed', final: false, detail });
  }
}

async function work(options: MailSenderOptions, row: MailOutTable): Promise<void> {
  const { desk, settings, write, onTried } = options;
  const account = await settings.account(row.tenant_id);
  if (!account.ok) return failed(options, row, { type: 'failed', final: false, detail: account.error });
  const letter = await letterOf(desk.db.query, row, account.value.plusAddress);
  if (letter === null)
    return failed(options, row, { type: 'failed', final: true, detail: 'Its ticket is gone.' });
  const sealed = await write(letter);
  // before the try: whatever happens to this process, its answer is known by it, and the next try has the same
  if (!(await change(desk, row, { mail_id: sealed.messageId }))) return;
  const outcome = await sealed.send(account.value.sending, account.value.password);
  if (outcome.type === 'failed') return failed(options, row, outcome);
  const done = { state: 'sent', sent_at: desk.now(), trouble: null, token: null, lease_until: 0 };
  await change(desk, row, { ...done, attempts: row.attempts + 1 });
  onTried?.(row.id, 'sent');
}

async function failed(
  { desk, chance, onTried }: MailSenderOptions,
  row: MailOutTable,
  { final, detail }: Extract<SendOutcome, { readonly type: 'failed' }>,
): Promise<void> {
  const now = desk.now();
  const attempts = row.attempts + 1;
  const dead = final || now - row.since >= outboxLimits.giveUpMs;
  await change(desk, row, {
    state: dead ? 'dead' : 'waiting',
    attempts,
    not_before: now + backOff(attempts, chance()),
    trouble: detail
      .replaceAll(/\p{Cc}+/gu, ' ')
      .slice(0, 1_000)
      .replaceAll(/\p{Cs}/gu, ''),
    token: null,
    lease_until: 0,
  });
  onTried?.(row.id, dead ? 'dead' : 'later');
}

/** Only while the claim is ours; answers whether it was. */
async function change(desk: Desk, row: MailOutTable, set: Partial<MailOutTable>): Promise<boolean> {
  const { numUpdatedRows } = await desk.db.query
    .updateTable('mail_out')
    .set(set)
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .where('token', '=', row.token)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

async function letterOf(db: Kysely<Tables>, row: MailOutTable, plusAddress: boolean): Promise<Letter | null> {
  const { tenant_id: tenantId } = row;
  const ticket = await db
    .selectFrom('ticket')
    .select(['number', 'subject'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.ticket_id)
    .executeTakeFirst();
  const text = row.message_id === null ? row.text : await bodyOf(db, tenantId, row.message_id);
  if (ticket === undefined || text === null) return null;
  const before = await threadOf(db, row);
  return {
    tenantId,
    ticket,
    from: { name: row.from_name, address: row.from_address },
    to: { name: row.to_name, address: row.to_address },
    text,
    attachments: row.message_id === null ? [] : await filesOf(db, tenantId, row.message_id),
    thread: before.map(({ id }) => id),
    inReplyTo: before.findLast(({ ours }) => !ours)?.id ?? null,
    automatic: row.message_id === null,
    plusAddress,
    random: row.random,
    at: row.created_at,
  };
}

async function bodyOf(db: Kysely<Tables>, tenantId: Id, messageId: Id): Promise<string | null> {
  const row = await db
    .selectFrom('message')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  return row?.body ?? null;
}

async function filesOf(db: Kysely<Tables>, tenantId: Id, messageId: Id): Promise<MailAttachment[]> {
  const rows = await db
    .selectFrom('attachment')
    .select(['name', 'type', 'bytes'])
    .where('tenant_id', '=', tenantId)
    .where('message_id', '=', messageId)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
  return rows.map((file) => ({ ...file, inline: false }));
}

/** The thread's ids up to this mail, oldest first; the requester's own mails among them, not the notes. */
async function threadOf(
  db: Kysely<Tables>,
  row: MailOutTable,
): Promise<readonly { readonly id: string; readonly ours: boolean }[]> {
  const arrived = await db
    .selectFrom('mail_in')
    .select(['mail_id', 'at'])
    .where('tenant_id', '=', row.tenant_id)
    .where('ticket_id', '=', row.ticket_id)
    .where('outcome', 'in', ['ticket', 'reply'])
    .where('at', '<=', row.created_at)
    .execute();
  const sent = await db
    .selectFrom('mail_out')
    .select(['mail_id', 'created_at as at'])
    .where('tenant_id', '=', row.tenant_id)
    .where('ticket_id', '=', row.ticket_id)
    .where('created_at', '<', row.created_at)
    .execute();
  return [...arrived.map((one) => ({ ...one, ours: false })), ...sent.map((one) => ({ ...one, ours: true }))]
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ mail_id: id, ours }) => (id === null ? [] : [{ id, ours }]));
}
