import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { firstBroken } from '../../../src-server/desk/audit-chain.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { isDiskFull } from '../../../src-server/domain/disk-full.ts';
import { verifyRecords } from '../../../src-server/storage/verify-records.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { deskOn } from './desk-on.ts';

test('a full disk refuses, leaves nothing half written, and when there is room again all goes on', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'alongside-full-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const { desk, accounts, owner } = await deskOn({ kind: 'sqlite', file: join(dir, 'alongside.sqlite') });
  const actor = await owner();
  const [tickets, attachments] = [createTickets(desk), createAttachments(desk)];
  const file = (body: string) =>
    tickets.create(actor, ticketRoutes.create.body.parse({ subject: 'Printer', body }));
  const first = await file('small');
  const id = first.ok ? first.value.id : '';
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(desk.db.query);
  const room = async (pages: number) =>
    void (await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + pages)}`.execute(
      desk.db.query,
    ));
  // at each size of what is left another statement of the same change is the first that does not fit
  for (let pages = 0; pages < 12; pages += 1) {
    await room(pages);
    const say = ticketRoutes.addMessage.body.parse({ kind: 'public', body: 'word '.repeat(15_000) });
    for (const write of [
      () => file('word '.repeat(15_000)),
      () => tickets.addMessage(actor, id, say),
      () => attachments.add(actor, 'a.bin', new Uint8Array(200_000)),
    ])
      await expect(write(), `${pages} pages`).rejects.toSatisfy(isDiskFull);
    expect(await verifyRecords(desk.db, firstBroken)).toEqual([]);
    expect(await accounts.isSetUp()).toBe(true);
  }
  await room(100_000);
  expect(await file('word '.repeat(15_000))).toMatchObject({ ok: true, value: { number: 2 } });
  const read = await tickets.get(actor, id);
  expect(read.ok && [read.value.version, read.value.messages.length]).toEqual([1, 1]);
});
