import type { Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Tables } from './tables.ts';

/** Whether this organisation has it. An id of another one is as unknown as an id of nothing. // HD-2 */
export async function hasRow(
  db: Kysely<Tables>,
  table: 'member' | 'queue' | 'ticket',
  tenantId: Id,
  id: Id,
): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
