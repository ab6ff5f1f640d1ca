import { ticketQuerySchema, type TicketQuery } from '../../src-shared/helpdesk/api/ticket-routes.ts';

/** What a list of tickets shows: kept in the address, so that a reload, a bookmark and "back" keep it. */
export type TicketFilters = Omit<TicketQuery, 'after' | 'limit'>;

const filtersSchema = ticketQuerySchema.omit({ after: true, limit: true });
const names = ['text', 'state', 'priority', 'queue', 'assignee', 'requester', 'tag', 'sort'] as const;

/** From the address. What makes no sense there is left out, not refused: people edit addresses. */
export function filtersIn(search: URLSearchParams): TicketFilters {
  const asked = names.flatMap((name) => {
    const value = search.get(name);
    if (value === null || value === '') return [];
    return filtersSchema.shape[name].safeParse(value).success ? [[name, value] as const] : [];
  });
  return filtersSchema.parse(Object.fromEntries(asked));
}

/** Into the address, in one order, without what is usual. */
export function searchOf(filters: TicketFilters): string {
  const kept = names.flatMap((name) => {
    const value = filters[name];
    return value === undefined || value === '' || (name === 'sort' && value === 'updated')
      ? []
      : [[name, value]];
  });
  return new URLSearchParams(kept).toString();
}
