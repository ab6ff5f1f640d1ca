import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Author, HistoryEntry, MessageKind } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Tables } from '../storage/tables.ts';
import type { Actor, Desk } from './desk.ts';

export interface Place {
  readonly tenantId: Id;
  readonly ticketId: Id;
  readonly author: Author;
}

/** Who changes a ticket: a member by their login, a person who is helped, or the server. */
export interface Who {
  readonly tenantId: Id;
  readonly author: Author;
}

export function whoIs(actor: Actor): Who {
  return { tenantId: actor.tenantId, author: authorOf(actor) };
}

/** The member's id; null for everybody else. */
export function memberIdOf({ author }: Who): Id | null {
  return author.type === 'member' ? author.id : null;
}

export function authorOf({ memberId, name }: Actor): Author {
  return { type: 'member', id: memberId, name };
}

const columnsOf = (author: Author) => ({
  author_type: author.type,
  author_id: author.type === 'system' ? null : author.id,
  author_name: author.type === 'system' ? null : author.name,
});

export async function writeMessage(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, ticketId, author }: Place,
  message: { readonly kind: MessageKind; readonly body: string; readonly key?: string | undefined },
): Promise<{ readonly id: Id }> {
  const id = desk.newId();
  const { last } = await tx
    .selectFrom('message')
    .select((eb) => eb.fn.max('at').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('message')
    .values({
      tenant_id: tenantId,
      id,
      ticket_id: ticketId,
      kind: message.kind,
      ...columnsOf(author),
      body: message.body.replaceAll('\0', ''), // PostgreSQL holds no zero byte in a text
      // an answer stands below what it answers, also when the clock was set back or stood still between them
      at: Math.max(desk.now(), Number(last ?? 0) + 1),
      idempotency_key: message.key ?? null,
    })
    .execute();
  return { id };
}

export async function writeHistory(
  tx: Kysely<Tables>,
  desk: Desk,
  { tenantId, ticketId, author, version }: Place & { readonly version: number },
  entries: readonly Pick<HistoryEntry, 'what' | 'from' | 'to'>[],
): Promise<void> {
  const rows = entries.map(({ what, from, to }) => ({
    tenant_id: tenantId,
    id: desk.newId(),
    ticket_id: ticketId,
    at: desk.now(),
    ...columnsOf(author),
    what,
    old_value: from,
    new_value: to,
    version,
  }));
  if (rows.length > 0) await tx.insertInto('history').values(rows).execute();
}

/** Files that the same person stored before and that no message has yet; otherwise nothing is written. */
export async function takeAttachments(
  tx: Kysely<Tables>,
  tenantId: Id,
  uploadedBy: Id | null,
  messageId: Id,
  ids: readonly Id[],
): Promise<Result<null, ApiError>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return ok(null);
  const { numUpdatedRows } = await tx
    .updateTable('attachment')
    .set({ message_id: messageId })
    .where('tenant_id', '=', tenantId)
    .where('uploaded_by', uploadedBy === null ? 'is' : '=', uploadedBy)
    .where('message_id', 'is', null)
    .where('id', 'in', wanted)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === wanted.length) return ok(null);
  return err(
    apiError('INVALID', 'A file is not there any more. Attach it again.', {
      fields: { attachmentIds: 'names a file that is gone' },
    }),
  );
}
