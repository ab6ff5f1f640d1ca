import type { FastifyInstance } from 'fastify';
import { bulkRoutes } from '../src-shared/helpdesk/api/bulk-routes.ts';
import { macroRoutes } from '../src-shared/helpdesk/api/macro-routes.ts';
import { slaRoutes } from '../src-shared/helpdesk/api/sla-routes.ts';
import { ticketRoutes } from '../src-shared/helpdesk/api/ticket-routes.ts';
import { viewRoutes } from '../src-shared/helpdesk/api/view-routes.ts';
import { waitingRoutes } from '../src-shared/helpdesk/api/waiting-routes.ts';
import { workRoutes } from '../src-shared/helpdesk/api/work-routes.ts';
import type { Attachments } from './desk/attachments.ts';
import type { Desk } from './desk/desk.ts';
import { createMacros } from './desk/macros.ts';
import { createQueues } from './desk/queues.ts';
import { createSla } from './desk/sla.ts';
import { createTicketBulk } from './desk/ticket-bulk.ts';
import { createTicketClaims } from './desk/ticket-claims.ts';
import { createTicketLinks } from './desk/ticket-links.ts';
import { createTicketMerging } from './desk/ticket-merging.ts';
import { createTickets } from './desk/tickets.ts';
import { createViews } from './desk/views.ts';
import { createWaiting } from './desk/waiting.ts';
import { bulkHandlers, macroHandlers, viewHandlers } from './http/macro-handlers.ts';
import { mountRoutes, type Gate } from './http/mount-routes.ts';
import { slaHandlers } from './http/sla-handlers.ts';
import { ticketHandlers } from './http/ticket-handlers.ts';
import { waitingHandlers } from './http/waiting-handlers.ts';
import { workHandlers } from './http/work-handlers.ts';

/** How often clocks are looked at, and people who have left the line, in ms. */
const CLOCKS_MS = 5_000;
const LINE_MS = 60_000;

/** Everything about tickets: the routes, and what goes on by itself. `stop` ends when that has come to rest. */
export function mountTicketDesk(
  app: FastifyInstance,
  gate: Gate,
  desk: Desk,
  attachments: Attachments,
): { stop(): Promise<void> } {
  const claims = createTicketClaims(desk);
  const waiting = createWaiting(desk, claims);
  const sla = createSla(desk);
  mountRoutes(app, gate, ticketRoutes, ticketHandlers(createTickets(desk), attachments, createQueues(desk)));
  mountRoutes(
    app,
    gate,
    workRoutes,
    workHandlers(createTicketLinks(desk), createTicketMerging(desk), claims),
  );
  mountRoutes(app, gate, bulkRoutes, bulkHandlers(createTicketBulk(desk)));
  mountRoutes(app, gate, waitingRoutes, waitingHandlers(waiting));
  mountRoutes(app, gate, slaRoutes, slaHandlers(sla));
  mountRoutes(app, gate, macroRoutes, macroHandlers(createMacros(desk)));
  mountRoutes(app, gate, viewRoutes, viewHandlers(createViews(desk)));
  const failed = () => app.log.warn('clocks or the line could not be looked at'); // never an error's text // SG-13
  const clocks = again(CLOCKS_MS, sla.step, failed);
  const line = again(LINE_MS, async () => (await waiting.sweep(), false), failed);
  return { stop: async () => void (await Promise.all([clocks.stop(), line.stop()])) };
}

/** Runs now and then, never twice at one time, and on at once while there is more; one failure ends nothing. */
function again(ms: number, step: () => Promise<boolean>, failed: () => void) {
  const stopped = { now: false };
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const run = async () => {
    busy = true;
    try {
      let more = true;
      while (more && !stopped.now) more = await step();
    } catch {
      if (!stopped.now) failed();
    }
    busy = false;
  };
  const timer = setInterval(() => {
    if (!busy) running = run();
  }, ms).unref();
  return {
    async stop() {
      stopped.now = true;
      clearInterval(timer);
      await running;
    },
  };
}
