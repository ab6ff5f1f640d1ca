import { sql, type SelectQueryBuilder } from 'kysely';
import { idSchema } from '../../src-shared/helpdesk/id.ts';
import type { Tables, TicketTable } from './tables.ts';

/** An order of the list; the id follows, so that no two tickets are at the same place. */
export interface Order {
  readonly columns: readonly ('created_at' | 'updated_at' | 'priority_rank' | 'due_at')[];
  readonly direction: 'asc' | 'desc';
}

/** Where a page ended, for the next question. Counting rows instead would skip some when others come in between. */
export function pageEnd(last: TicketTable, order: Order): string {
  return [...order.columns.map((column) => last[column]), last.id].join('.');
}

/** What comes after that place. A mark that cannot be read begins anew. */
export function pageAfter<O>(
  query: SelectQueryBuilder<Tables, 'ticket', O>,
  order: Order,
  mark: string | undefined,
): SelectQueryBuilder<Tables, 'ticket', O> {
  if (mark === undefined) return query;
  const parts = mark.split('.');
  const id = parts.pop() ?? '';
  const values = parts.map(Number);
  if (values.length !== order.columns.length || !values.every(Number.isSafeInteger)) return query;
  if (!idSchema.safeParse(id).success) return query;
  const left = sql.join([...order.columns, 'id'].map((column) => sql.ref(`ticket.${column}`)));
  // a column may be smaller than what somebody wrote into the mark
  const right = sql.join([...values.map((value) => sql`cast(${value} as bigint)`), sql`${id}`]);
  const than = sql.raw(order.direction === 'asc' ? '>' : '<');
  return query.where(sql<boolean>`(${left}) ${than} (${right})`);
}
