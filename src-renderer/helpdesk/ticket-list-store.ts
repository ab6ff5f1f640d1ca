import { createStore } from 'zustand/vanilla';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { ticketRoutes } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { TicketSummary } from '../../src-shared/helpdesk/ticket.ts';
import type { ApiClient } from './api-client.ts';
import { searchOf, type TicketFilters } from './ticket-filters.ts';

/** Tickets in a page: enough that a fast scroll seldom meets the end. */
export const PAGE_SIZE = 100;

export interface TicketListState {
  readonly filters: TicketFilters;
  readonly rows: readonly TicketSummary[];
  /** How many fit on the server; null until it has said so. */
  readonly total: number | null;
  /** Where the next page begins; null when all are here. */
  readonly next: string | null;
  readonly loading: 'no' | 'first' | 'more' | 'again';
  /** The rows are those of other filters, shown until the new ones are here. */
  readonly stale: boolean;
  readonly error: ApiError | null;
}

export type TicketListStore = ReturnType<typeof createTicketListStore>;

export function createTicketListStore(api: ApiClient) {
  const store = createStore<TicketListState>(() => ({
    filters: { sort: 'updated' },
    rows: [],
    total: null,
    next: null,
    loading: 'no',
    stale: false,
    error: null,
  }));
  let asked = new AbortController();
  const page = (after: string | undefined, signal: AbortSignal) =>
    api.call(
      ticketRoutes.list,
      { query: { ...store.getState().filters, after, limit: PAGE_SIZE } },
      { signal },
    );
  const begin = (loading: TicketListState['loading']) => {
    asked.abort();
    asked = new AbortController();
    store.setState({ loading });
    return asked.signal;
  };

  async function first(loading: 'first' | 'again'): Promise<void> {
    const signal = begin(loading);
    const answer = await page(undefined, signal);
    if (signal.aborted) return;
    if (!answer.ok) return store.setState({ loading: 'no', error: answer.error });
    const { tickets, next, total } = answer.value;
    store.setState((old) => ({
      ...(loading === 'again' && !old.stale ? renewed(old, tickets, next) : { rows: tickets, next }),
      total,
      loading: 'no',
      stale: false,
      error: null,
    }));
  }

  return {
    ...store,
    /** How far down the list was scrolled, in px: for whoever comes back to it. */
    place: { top: 0 },
    /** Shows other tickets. The old ones stay until the new ones are here. */
    async show(filters: TicketFilters): Promise<void> {
      const { filters: old, total } = store.getState();
      if (total !== null && searchOf(filters) === searchOf(old)) return first('again');
      store.setState({ filters, stale: total !== null });
      return first('first');
    },
    /** Looks again at what is shown; rows further down stay where they are. */
    again: () => first('again'),
    async more(): Promise<void> {
      const { next, loading, error } = store.getState();
      if (next === null || loading !== 'no' || error !== null) return;
      const signal = begin('more');
      const answer = await page(next, signal);
      if (signal.aborted) return;
      if (!answer.ok) return store.setState({ loading: 'no', error: answer.error });
      store.setState(({ rows }) => ({
        rows: joined(rows, answer.value.tickets),
        next: answer.value.next,
        total: answer.value.total,
        loading: 'no',
      }));
    },
    /** A ticket was changed on this page: its row says so at once. */
    put(ticket: TicketSummary): void {
      store.setState(({ rows }) => ({
        rows: rows.map((row) => (row.id === ticket.id && row.version <= ticket.version ? ticket : row)),
      }));
    },
  };
}

/** A ticket may have moved between two pages while they were asked for: it stands once, where it came last. */
function joined(rows: readonly TicketSummary[], page: readonly TicketSummary[]): readonly TicketSummary[] {
  const ids = new Set(page.map(({ id }) => id));
  return [...rows.filter(({ id }) => !ids.has(id)), ...page];
}

/**
 * A new first page over older rows. Its last row that has not changed since says where the older rows go on; those before
 * it that the page does not have are gone from this list.
 */
export function renewed(
  old: Pick<TicketListState, 'rows' | 'next'>,
  page: readonly TicketSummary[],
  next: string | null,
): Pick<TicketListState, 'rows' | 'next'> {
  if (next === null || old.rows.length <= page.length) return { rows: page, next };
  const places = new Map(old.rows.map((row, index) => [row.id, { index, version: row.version }]));
  const anchor = [...page].reverse().find(({ id, version }) => places.get(id)?.version === version);
  const place = anchor === undefined ? undefined : places.get(anchor.id);
  if (place === undefined) return { rows: page, next };
  const ids = new Set(page.map(({ id }) => id));
  return {
    rows: [...page, ...old.rows.slice(place.index + 1).filter(({ id }) => !ids.has(id))],
    next: old.next,
  };
}
