import { describe, expect, test } from 'vitest';
import { apiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import type { TicketSummary } from '../../../src-shared/helpdesk/ticket.ts';
import { filtersIn, searchOf } from '../../../src-renderer/helpdesk/ticket-filters.ts';
import { renewed } from '../../../src-renderer/helpdesk/ticket-list-store.ts';
import { deskOf, fakeServer, id, summary, type Asked } from './fake-server.ts';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_none, index) => summary(from + index));
const numbers = (rows: readonly TicketSummary[]) => rows.map(({ number }) => number);

/** A server with so many tickets, which answers in pages. */
function paged(total: number) {
  return ({ path }: Asked) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const from = Number(query.get('after') ?? 0);
    const to = Math.min(total, from + Number(query.get('limit')));
    return { tickets: range(from + 1, to), next: to < total ? String(to) : null, total };
  };
}

describe('the list of tickets', () => {
  test('grows page by page until all are here, and asks no more then', async () => {
    const server = fakeServer({ 'tickets.list': paged(230) });
    const { tickets } = deskOf(server);
    await tickets.show({ sort: 'updated' });
    expect(tickets.getState()).toMatchObject({ total: 230, loading: 'no' });
    await Promise.all([tickets.more(), tickets.more()]);
    await tickets.more();
    await tickets.more();
    expect(numbers(tickets.getState().rows)).toEqual(numbers(range(1, 230)));
    expect(server.of('tickets.list')).toHaveLength(3);
  });

  test('shows the old rows until the new ones are here, and says so', async () => {
    const { tickets } = deskOf(fakeServer({ 'tickets.list': paged(3) }));
    await tickets.show({ sort: 'updated' });
    const shown = tickets.show({ sort: 'updated', text: 'poster' });
    expect(tickets.getState()).toMatchObject({ stale: true, rows: range(1, 3) });
    await shown;
    expect(tickets.getState().stale).toBe(false);
  });

  test('of two questions only the last one’s answer counts', async () => {
    const waiting: (() => void)[] = [];
    const { tickets } = deskOf(
      fakeServer({
        'tickets.list': async ({ path }) => {
          const text = new URLSearchParams(path.split('?')[1]).get('text');
          if (text === 'a') await new Promise<void>((go) => waiting.push(go));
          return { tickets: [summary(text === 'a' ? 1 : 2)], next: null, total: 1 };
        },
      }),
    );
    const slow = tickets.show({ sort: 'updated', text: 'a' });
    await tickets.show({ sort: 'updated', text: 'ab' });
    waiting.forEach((go) => go());
    await slow;
    expect(numbers(tickets.getState().rows)).toEqual([2]);
  });

  test('keeps its rows when the server does not answer', async () => {
    let answers = true;
    const { tickets } = deskOf(
      fakeServer({ 'tickets.list': (asked) => (answers ? paged(3)(asked) : undefined) }),
    );
    await tickets.show({ sort: 'updated' });
    answers = false;
    await tickets.again();
    expect(tickets.getState()).toMatchObject({
      rows: range(1, 3),
      error: apiError('UNREACHABLE', expect.any(String)),
    });
  });

  test('a row changed on this page is the newer of the two', async () => {
    const { tickets } = deskOf(fakeServer({ 'tickets.list': paged(3) }));
    await tickets.show({ sort: 'updated' });
    tickets.put(summary(2, { version: 5, state: 'solved' }));
    tickets.put(summary(2, { version: 4, state: 'open' }));
    expect(tickets.getState().rows[1]).toMatchObject({ version: 5, state: 'solved' });
  });
});

describe('a first page over rows that were loaded before', () => {
  const old = { rows: range(1, 300), next: '300' };

  test('a ticket that moved up from far below stands once, and nothing else is lost', () => {
    const moved = summary(250, { version: 2 });
    const { rows, next } = renewed(old, [moved, ...range(1, 99)], '99');
    expect(numbers(rows)).toEqual([250, ...numbers(range(1, 249)), ...numbers(range(251, 300))]);
    expect(next).toBe('300');
  });

  test('a ticket that fits no longer is gone', () => {
    const page = [...range(1, 49), ...range(51, 101)];
    expect(numbers(renewed(old, page, '101').rows)).toEqual(numbers([...page, ...range(102, 300)]));
  });

  test('where nothing is as it was, the page is all there is', () => {
    const page = range(901, 1000);
    expect(renewed(old, page, '1000')).toEqual({ rows: page, next: '1000' });
  });
});

describe('filters in the address', () => {
  test('come back as they went, and nonsense is left out', () => {
    const filters = {
      text: 'no sound',
      state: 'new,open',
      queue: id('desk'),
      assignee: 'me',
      sort: 'priority',
    } as const;
    expect(filtersIn(new URLSearchParams(searchOf(filters)))).toEqual(filters);
    expect(filtersIn(new URLSearchParams('priority=huge&queue=x&sort=up&tag=a b&other=1'))).toEqual({
      sort: 'updated',
    });
    expect(searchOf({ sort: 'updated' })).toBe('');
  });
});
