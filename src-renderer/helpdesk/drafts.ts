import { z } from 'zod';
import { idSchema, type Id } from '../../src-shared/helpdesk/id.ts';
import { attachmentSchema, messageKindSchema } from '../../src-shared/helpdesk/ticket.ts';

/** What somebody has typed into a ticket and not sent: kept in the browser until it is sent or thrown away. */
export const draftSchema = z.strictObject({
  kind: messageKindSchema,
  body: z.string().max(100_000),
  /** Files that the server has already. It keeps them for a day. */
  attachments: z.array(attachmentSchema).max(20),
  /** Sent with it, so that a try that was answered into the void is not sent twice. // HD-7 */
  key: z.string().min(8).max(100),
});
export type Draft = z.infer<typeof draftSchema>;

export interface Drafts {
  read(ticketId: Id): Draft | null;
  /** Null, or nothing typed and nothing attached: there is no draft. */
  write(ticketId: Id, draft: Draft | null): void;
  /** Tickets with a draft of this person. */
  list(): readonly Id[];
  clear(): void;
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Each person has their own: two who share a browser do not see each other's. */
export function createDrafts(storage: DraftStorage, memberId: Id): Drafts {
  const prefix = `alongside.draft.${memberId}.`;
  const list = () =>
    Array.from({ length: storage.length }, (_none, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => idSchema.safeParse(key.slice(prefix.length)).data ?? []);
  return {
    read(ticketId) {
      try {
        const text = storage.getItem(prefix + ticketId);
        return text === null ? null : (draftSchema.safeParse(JSON.parse(text)).data ?? null);
      } catch {
        return null; // blocked or spoilt
      }
    },
    write(ticketId, draft) {
      try {
        if (draft === null || (draft.body === '' && draft.attachments.length === 0))
          storage.removeItem(prefix + ticketId);
        else storage.setItem(prefix + ticketId, JSON.stringify(draft));
      } catch {
        // a browser that keeps nothing, or is full: the draft lasts as long as the page
      }
    },
    list,
    clear: () => list().forEach((id) => storage.removeItem(prefix + id)),
  };
}
