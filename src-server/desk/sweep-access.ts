import type { Desk } from './desk.ts';

/** Takes out logins and invitations that have run out: they would pile up for years. Answers how many. */
export async function sweepAccess({ db, now }: Pick<Desk, 'db' | 'now'>): Promise<number> {
  const at = now();
  let gone = 0;
  for (const table of ['login', 'invitation'] as const) {
    const { numDeletedRows } = await db.query
      .deleteFrom(table)
      .where('expires_at', '<=', at)
      .executeTakeFirst();
    gone += Number(numDeletedRows);
  }
  return gone;
}
