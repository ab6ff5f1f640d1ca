import { z } from 'zod';
import { idSchema, type Id } from '../../src-shared/helpdesk/id.ts';
import type { Permission } from '../../src-shared/helpdesk/permissions.ts';
import type { Database } from '../storage/open-database.ts';

/** What every part of the help desk works with. Time and chance are handed in, so that tests can choose them. */
export interface Desk {
  readonly db: Database;
  /** ms since 1970, UTC. */
  now(): number;
  newId(): Id;
  /** 256 random bits in base64url. */
  newSecret(): string;
  readonly events: DeskEvents;
}

/** Who does it: from the login, and nothing else decides which organisation's records are touched. // HD-2 */
export interface Actor {
  readonly tenantId: Id;
  readonly memberId: Id;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** Told after the records have it, so whoever hears it and asks gets what is new. */
export const deskEventSchema = z.strictObject({
  tenantId: idSchema,
  type: z.enum([
    'ticket.changed',
    'ticket.warned',
    'ticket.breached',
    'queue.changed',
    'member.changed',
    'article.changed',
  ]),
  id: idSchema,
  /** The ticket's version; for others 0. */
  version: z.number().int().min(0),
  /** Whose login did it; null when a requester or the server did. */
  byId: idSchema.nullable(),
});
export type DeskEvent = Readonly<z.infer<typeof deskEventSchema>>;

export interface DeskEvents {
  tell(event: DeskEvent): void;
  on(listener: (event: DeskEvent) => void): () => void;
}
