import type { Priority, TicketState } from '../../../src-shared/helpdesk/ticket.ts';

/** Who wrote: a bot's or a machine's text neither answers anybody nor waits for an answer. */
export type SlaAuthor = 'requester' | 'technician' | 'machine';

/** What of a ticket's history the clocks look at, oldest first. `at` is epoch ms. */
export type SlaEvent =
  | {
      readonly type: 'created';
      readonly at: number;
      readonly priority: Priority;
      readonly queueId: string;
    }
  | {
      readonly type: 'message';
      readonly at: number;
      readonly by: SlaAuthor;
      readonly kind: 'public' | 'internal';
    }
  | { readonly type: 'state'; readonly at: number; readonly to: TicketState }
  | { readonly type: 'priority'; readonly at: number; readonly to: Priority }
  | { readonly type: 'queue'; readonly at: number; readonly to: string };

/** Who has the ball: the resolution clock runs only while it is us. */
export type Turn = 'ours' | 'theirs' | 'done';

/** Whose turn it is in a state. */
export function turnIn(state: TicketState): Turn {
  switch (state) {
    case 'new':
    case 'open':
    case 'reopened':
      return 'ours';
    case 'waiting':
      return 'theirs';
    case 'solved':
    case 'closed':
      return 'done';
  }
}
