import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import {
  linkKindSchema,
  linksOf,
  storedLink,
  type LinkKind,
  type TicketLink,
} from '../../src-shared/helpdesk/ticket-links.ts';
import { ticketStateSchema, type LinkedTicket } from '../../src-shared/helpdesk/ticket.ts';
import type { Tables, TicketLinkTable } from './tables.ts';

/** Tickets that hang together are looked through up to so many; nobody links more by hand. */
const MOST = 2_000;

/** All links of the tickets that hang together with these, however far away. */
export async function linksAround(
  db: Kysely<Tables>,
  tenantId: Id,
  ids: readonly Id[],
): Promise<readonly TicketLink[]> {
  const seen = new Set<Id>();
  const links = new Map<string, TicketLink>();
  for (let next = [...ids]; next.length > 0 && seen.size < MOST;) {
    const asked = next;
    for (const id of asked) seen.add(id);
    const rows = await linkRows(db, tenantId, asked);
    for (const row of rows) {
      const link = toLink(row);
      links.set(`${link.from} ${link.kind} ${link.to}`, link);
    }
    next = [...new Set(rows.flatMap((row) => [row.from_id, row.to_id]))].filter((id) => !seen.has(id));
  }
  return [...links.values()];
}

/** The links of one ticket, as it sees them, with what a page shows of the others. */
export async function linksShown(db: Kysely<Tables>, tenantId: Id, id: Id): Promise<LinkedTicket[]> {
  const links = linksOf((await linkRows(db, tenantId, [id])).map(toLink), id);
  if (links.length === 0) return [];
  const rows = await db
    .selectFrom('ticket')
    .select(['id', 'number', 'subject', 'state'])
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      links.map(({ to }) => to),
    )
    .execute();
  return links
    .flatMap(({ kind, to }) => {
      const row = rows.find((one) => one.id === to);
      return row === undefined ? [] : [{ kind, ...row, state: ticketStateSchema.parse(row.state) }];
    })
    .toSorted((a, b) => a.number - b.number || a.kind.localeCompare(b.kind));
}

export async function insertLinks(
  tx: Kysely<Tables>,
  tenantId: Id,
  links: readonly TicketLink[],
  at: number,
): Promise<void> {
  const rows = links.map(({ from, kind, to }) => ({
    tenant_id: tenantId,
    from_id: from,
    kind,
    to_id: to,
    created_at: at,
  }));
  if (rows.length > 0) await tx.insertInto('ticket_link').values(rows).execute();
}

/** Whether there was such a link. */
export async function deleteLink(tx: Kysely<Tables>, tenantId: Id, link: TicketLink): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('ticket_link')
    .where('tenant_id', '=', tenantId)
    .where('from_id', '=', link.from)
    .where('kind', '=', link.kind)
    .where('to_id', '=', link.to)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function linkRows(db: Kysely<Tables>, tenantId: Id, ids: readonly Id[]): Promise<TicketLinkTable[]> {
  return db
    .selectFrom('ticket_link')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('from_id', 'in', ids), eb('to_id', 'in', ids)]))
    .orderBy('created_at')
    .execute();
}

function toLink(row: TicketLinkTable): TicketLink {
  const kind: LinkKind = linkKindSchema.parse(row.kind);
  return storedLink(row.from_id, kind, row.to_id);
}
