import { z } from 'zod';
import { idSchema } from '../id.ts';
import { linkKindSchema } from '../ticket-links.ts';
import { markdownSchema, requesterSchema, ticketSchema } from '../ticket.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

/** What is done with tickets besides writing and changing: linking, joining, dividing, taking and giving. */
export const workRoutes = {
  link: route({
    method: 'POST',
    path: '/api/tickets/:id/links',
    needs: 'tickets.write',
    summary: 'Links a ticket to another one: "this one `kind` that one".',
    params: byId,
    query: nothing,
    body: z.strictObject({ kind: linkKindSchema, toId: idSchema }),
    answers: ticketSchema,
  }),
  unlink: route({
    method: 'DELETE',
    path: '/api/tickets/:id/links/:kind/:toId',
    needs: 'tickets.write',
    summary: 'Takes a link away, from either of its ends.',
    params: z.strictObject({ id: idSchema, kind: linkKindSchema, toId: idSchema }),
    query: nothing,
    body: none,
    answers: ticketSchema,
  }),
  merge: route({
    method: 'POST',
    path: '/api/tickets/:id/merge',
    needs: 'tickets.write',
    summary:
      'Merges others into this ticket: their messages, files, tags, watchers and links come here, and they are closed. `tell` names people who wait here now and do not know it yet.',
    params: byId,
    query: nothing,
    body: z.strictObject({ fromIds: z.array(idSchema).min(1).max(20) }),
    answers: z.strictObject({ ticket: ticketSchema, tell: z.array(requesterSchema) }),
  }),
  split: route({
    method: 'POST',
    path: '/api/tickets/:id/split',
    needs: 'tickets.write',
    summary: 'Moves some messages to a new ticket that follows this one. `from` is this one as it is then.',
    params: byId,
    query: nothing,
    body: z.strictObject({
      messageIds: z.array(idSchema).min(1).max(200),
      /** Of the new ticket; empty: as this one's. */
      subject: z.string().trim().max(200).default(''),
    }),
    answers: z.strictObject({ ticket: ticketSchema, from: ticketSchema }),
  }),
  claim: route({
    method: 'POST',
    path: '/api/tickets/:id/claim',
    needs: 'tickets.write',
    summary: 'Takes a ticket that nobody has. CONFLICT, with the ticket, when somebody was quicker.',
    params: byId,
    query: nothing,
    body: none,
    answers: ticketSchema,
  }),
  handOver: route({
    method: 'POST',
    path: '/api/tickets/:id/hand-over',
    needs: 'tickets.write',
    summary:
      'Gives a ticket to somebody else, or back to a queue, with a note of what they have to know. Who waited keeps their place.',
    params: byId,
    query: nothing,
    body: z.strictObject({
      to: z.union([z.strictObject({ memberId: idSchema }), z.strictObject({ queueId: idSchema })]),
      note: markdownSchema.max(20_000),
    }),
    answers: ticketSchema,
  }),
} as const;
