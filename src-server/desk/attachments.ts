import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import { safeFileName } from '../../src-shared/helpdesk/file-name.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Attachment } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { toAttachment } from '../storage/ticket-store.ts';
import type { Tables } from '../storage/tables.ts';
import type { Actor, Desk } from './desk.ts';

export interface Attachments {
  add(actor: Actor, name: string, bytes: Uint8Array): Promise<Result<Attachment, ApiError>>;
  read(
    actor: Actor,
    id: Id,
  ): Promise<Result<{ readonly attachment: Attachment; readonly bytes: Uint8Array }, ApiError>>;
  /** Takes out what no message took within a day; answers how many. */
  sweep(): Promise<number>;
}

const KEPT_MS = 86_400_000;
/** What one member may have stored that no message took: as much as one message holds. Otherwise one login fills the disk. */
const MAX_UNSENT_BYTES = MAX_ATTACHMENTS * MAX_ATTACHMENT_BYTES;

export function createAttachments(desk: Desk): Attachments {
  const { db } = desk;
  return {
    async add({ tenantId, memberId }, name, bytes) {
      if (bytes.length === 0)
        return err(apiError('INVALID', 'The file is empty.', { fields: { file: 'is empty' } }));
      if ((await unsentBytes(db.query, tenantId, memberId)) + bytes.length > MAX_UNSENT_BYTES)
        return err(apiError('TOO_MANY', 'Too many files wait to be sent. Send them, or wait a day.'));
      const attachment: Attachment = {
        id: desk.newId(),
        name: safeFileName(name),
        type: await typeOf(bytes),
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
      await db.query
        .insertInto('attachment')
        .values({
          ...attachment,
          tenant_id: tenantId,
          message_id: null,
          uploaded_by: memberId,
          uploaded_at: desk.now(),
          bytes,
        })
        .execute();
      return ok(attachment);
    },

    async read({ tenantId }, id) {
      const row = await db.query
        .selectFrom('attachment')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return err(apiError('NOT_FOUND', 'There is no such file.'));
      return ok({ attachment: toAttachment(row), bytes: row.bytes });
    },

    async sweep() {
      const { numDeletedRows } = await db.query
        .deleteFrom('attachment')
        .where('message_id', 'is', null)
        .where('uploaded_at', '<', desk.now() - KEPT_MS)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

async function unsentBytes(query: Kysely<Tables>, tenantId: Id, memberId: Id): Promise<number> {
  const { total } = await query
    .selectFrom('attachment')
    .select((eb) => eb.fn.sum<number>('size').as('total'))
    .where('tenant_id', '=', tenantId)
    .where('message_id', 'is', null)
    .where('uploaded_by', '=', memberId)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}

/** By the first bytes; text is told from the rest by having no zero byte. Never what could run in a browser. */
export async function typeOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found !== undefined) return found.mime;
  return bytes.subarray(0, 4096).includes(0) ? 'application/octet-stream' : 'text/plain';
}
