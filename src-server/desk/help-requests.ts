import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { newTicketSchema } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { waitingRoutes } from '../../src-shared/helpdesk/api/waiting-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { plainMarkdown } from '../../src-shared/helpdesk/plain-markdown.ts';
import { subjectSchema, tagSchema } from '../../src-shared/helpdesk/ticket.ts';
import { reportJsonSchema } from '../../src-shared/report/report-json.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import type { QueueTable, Tables } from '../storage/tables.ts';
import type { Desk } from './desk.ts';
import { insertTicket, requesterFor } from './ticket-filing.ts';
import type { Who } from './ticket-writing.ts';

export type Asked = z.output<typeof waitingRoutes.ask.body>;

export interface Filed {
  readonly who: Who;
  readonly ticketId: Id;
}

/** Longest subject that is made of what a person wrote, in characters. */
const SUBJECT = 100;
/** Most findings that become tags. */
const FINDINGS = 20;

/** The request with its ticket, its first message and the report as a file: all of it or nothing. */
export async function fileRequest(
  tx: Kysely<Tables>,
  desk: Desk,
  queue: QueueTable,
  asked: Asked,
  secretHash: string,
): Promise<Result<Filed, ApiError>> {
  const { tenant_id: tenantId } = queue;
  const { name, email } = asked;
  const requesterId = await requesterFor(tx, desk, tenantId, { name, email });
  const who: Who = {
    tenantId,
    author:
      requesterId === null || requesterId === undefined
        ? { type: 'system' }
        : { type: 'requester', id: requesterId, name },
  };
  const report = asked.report === undefined ? null : await storeReport(tx, desk, tenantId, asked.report);
  const filed = await insertTicket(tx, desk, who, {
    ...newTicketSchema.parse({ subject: subjectOf(asked.what), body: asMarkdown(asked.what) }),
    queueId: queue.id,
    requester: requesterId === null || requesterId === undefined ? undefined : { id: requesterId },
    tags: report?.tags ?? [],
    attachmentIds: report === null ? [] : [report.id],
  });
  if (!filed.ok) return filed;
  const now = desk.now();
  await tx
    .insertInto('help_request')
    .values({
      tenant_id: tenantId,
      id: desk.newId(),
      ticket_id: filed.value,
      queue_id: queue.id,
      name,
      secret_hash: secretHash,
      state: 'waiting',
      created_at: now,
      seen_at: now,
      taken_at: null,
    })
    .execute();
  return ok({ who, ticketId: filed.value });
}

/** As it came, for whoever reads it with the app. What a newer app says is kept as well; it only makes no tags. */
async function storeReport(
  tx: Kysely<Tables>,
  desk: Desk,
  tenantId: Id,
  report: Record<string, unknown>,
): Promise<{ readonly id: Id; readonly tags: string[] }> {
  const id = desk.newId();
  const bytes = new TextEncoder().encode(JSON.stringify(report)); // no indents: they can be far more than what was sent
  await tx
    .insertInto('attachment')
    .values({
      tenant_id: tenantId,
      id,
      message_id: null,
      uploaded_by: null,
      uploaded_at: desk.now(),
      name: 'report.json',
      type: 'application/json',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
    })
    .execute();
  const read = reportJsonSchema.safeParse(report);
  const fired = read.success ? read.data.rules.filter(({ result }) => result === 'fired') : [];
  const tags = fired.flatMap((rule) => tagSchema.safeParse(rule.id).data ?? []).slice(0, FINDINGS);
  return { id, tags };
}

/** The first line, as far as a subject goes. */
function subjectOf(what: string): string {
  const line = what
    .split(/[\n\r]/)
    .map((one) => one.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').trim())
    .find((one) => one !== '');
  const letters = [...(line ?? '')];
  const text = letters.length > SUBJECT ? `${letters.slice(0, SUBJECT - 1).join('')}…` : letters.join('');
  return subjectSchema.safeParse(text).data ?? 'Help wanted';
}

/** Plain text, line by line, as Markdown that reads just so. */
function asMarkdown(what: string): string {
  return what.split(/\r?\n/).map(plainMarkdown).join('  \n');
}
