import type { workRoutes } from '../../src-shared/helpdesk/api/work-routes.ts';
import type { TicketClaims } from '../desk/ticket-claims.ts';
import type { TicketLinks } from '../desk/ticket-links.ts';
import type { TicketMerging } from '../desk/ticket-merging.ts';
import type { Handlers } from './mount-routes.ts';

export function workHandlers(
  links: TicketLinks,
  merging: TicketMerging,
  claims: TicketClaims,
): Handlers<typeof workRoutes> {
  return {
    link: ({ actor, params, body }) => links.add(actor, params.id, body.kind, body.toId),
    unlink: ({ actor, params }) => links.remove(actor, params.id, params.kind, params.toId),
    merge: ({ actor, params, body }) => merging.merge(actor, params.id, body.fromIds),
    split: ({ actor, params, body }) => merging.split(actor, params.id, body.messageIds, body.subject),
    claim: ({ actor, params }) => claims.claim(actor, params.id),
    handOver: ({ actor, params, body }) => claims.handOver(actor, params.id, body.to, body.note),
  };
}
