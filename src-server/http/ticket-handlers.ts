import type { FastifyReply } from 'fastify';
import type { ticketRoutes } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Attachments } from '../desk/attachments.ts';
import type { Queues } from '../desk/queues.ts';
import type { Tickets } from '../desk/tickets.ts';
import type { Handlers } from './mount-routes.ts';

export function ticketHandlers(
  tickets: Tickets,
  attachments: Attachments,
  queues: Queues,
): Handlers<typeof ticketRoutes> {
  return {
    list: async ({ actor, query }) => ok(await tickets.list(actor, query)),
    get: ({ actor, params }) => tickets.get(actor, params.id),
    create: ({ actor, body }) => tickets.create(actor, body),
    change: ({ actor, params, body }) => tickets.change(actor, params.id, body),
    addMessage: ({ actor, params, body }) => tickets.addMessage(actor, params.id, body),
    attach: ({ actor, query, body }) => attachments.add(actor, query.name, body),
    async download({ actor, params, reply }) {
      const read = await attachments.read(actor, params.id);
      if (!read.ok) return read;
      asDownload(reply, read.value.attachment.name);
      return ok(Buffer.from(read.value.bytes));
    },
    queues: async ({ actor }) => ok(await queues.list(actor)),
    createQueue: ({ actor, body }) => queues.create(actor, body),
    requesters: async ({ actor, query }) => ok(await queues.requesters(actor, query.text)),
  };
}

/** What others sent is saved, never shown: no type a browser would run, and a policy should one do so all the same. */
function asDownload(reply: FastifyReply, name: string): void {
  reply.headers({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  });
}
