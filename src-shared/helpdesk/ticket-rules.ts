import type { TicketState } from './ticket.ts';

/** Where a ticket may go from each state. Closed is the end: who writes again gets a new ticket that follows on. */
const next: Readonly<Record<TicketState, readonly TicketState[]>> = {
  new: ['open', 'waiting', 'solved', 'closed'],
  open: ['waiting', 'solved', 'closed'],
  waiting: ['open', 'solved', 'closed'],
  solved: ['reopened', 'closed'],
  reopened: ['open', 'waiting', 'solved', 'closed'],
  closed: [],
};

export function statesAfter(state: TicketState): readonly TicketState[] {
  return next[state];
}

/** Staying is always allowed. */
export function mayBecome(from: TicketState, to: TicketState): boolean {
  return from === to || next[from].includes(to);
}

/** A message, as far as it moves a ticket. */
export interface Reply {
  /** `machine`: an automatic answer, a rule, a connector. */
  readonly by: 'requester' | 'technician' | 'machine';
  readonly kind: 'public' | 'internal';
  /** What the technician chose to make of the ticket with it. */
  readonly choose?: TicketState | undefined;
}

export type AfterReply =
  | { readonly type: 'state'; readonly state: TicketState }
  /** The ticket is closed: the message begins a new ticket, linked to this one. */
  | { readonly type: 'follow-up' }
  | { readonly type: 'refused'; readonly from: TicketState; readonly to: TicketState };

/** What a message does to the state of its ticket. */
export function afterReply(state: TicketState, reply: Reply): AfterReply {
  if (reply.choose !== undefined)
    return mayBecome(state, reply.choose)
      ? { type: 'state', state: reply.choose }
      : { type: 'refused', from: state, to: reply.choose };
  // notes are among ourselves, and a machine neither answers nor asks
  if (reply.kind === 'internal' || reply.by === 'machine') return { type: 'state', state };
  return reply.by === 'requester' ? afterRequester(state) : afterTechnician(state);
}

function afterRequester(state: TicketState): AfterReply {
  switch (state) {
    case 'waiting':
      return { type: 'state', state: 'open' };
    case 'solved':
      return { type: 'state', state: 'reopened' };
    case 'closed':
      return { type: 'follow-up' };
    case 'new':
    case 'open':
    case 'reopened':
      return { type: 'state', state };
  }
}

function afterTechnician(state: TicketState): AfterReply {
  switch (state) {
    case 'new':
    case 'reopened':
      return { type: 'state', state: 'open' };
    case 'closed':
      return { type: 'follow-up' };
    case 'open':
    case 'waiting':
    case 'solved':
      return { type: 'state', state };
  }
}
