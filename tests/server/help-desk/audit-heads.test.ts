import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CommandRefused } from '../../../src-server/command-refused.ts';
import { appendAudit } from '../../../src-server/desk/audit-chain.ts';
import { HEAD_EVERY } from '../../../src-server/desk/audit-heads.ts';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import { auditFaults } from '../../../src-server/desk/audit-proof.ts';
import type { Desk } from '../../../src-server/desk/desk.ts';
import { runRecordsCommand } from '../../../src-server/records-command.ts';
import { inMemory, type DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import type { AuditExport } from '../../../src-shared/helpdesk/api/audit-routes.ts';
import { testConfig } from '../test-server.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';
import { servedDesk } from './set-up-desk.ts';

const WHOLE = { after: 0, limit: 10_000 };

async function write({ db, now }: Desk, tenantId: string, count: number): Promise<void> {
  await db.transaction(async (tx) => {
    for (let nth = 1; nth <= count; nth += 1)
      await appendAudit(tx, { tenantId, at: now(), actorId: null, action: 'test.done', detail: { nth } });
  });
}

/** A chain of twelve or so, signed in the middle and at its end. */
async function chainOn(place: DatabasePlace) {
  const { desk, owner, pass } = await deskOn(place);
  const ada = await owner();
  const log = createAuditLog(desk);
  await write(desk, ada.tenantId, 5);
  await log.sign(ada);
  const earlier = await log.exportChain(ada, WHOLE);
  pass(60_000);
  await write(desk, ada.tenantId, 5);
  await log.sign(ada);
  return { desk, ada, log, owner, earlier, whole: await log.exportChain(ada, WHOLE) };
}

onBothDatabases('signed heads', (place) => {
  test('HD-12: a head is signed on demand, once for an entry, and by itself for each organisation that has new ones', async () => {
    const { desk, ada, log, owner, whole } = await chainOn(await place());
    expect(whole.heads).toHaveLength(2);
    expect(auditFaults(whole, null)).toEqual([]);
    expect(await log.sign(ada)).toEqual({ ok: true, value: whole.heads[1] });
    expect(await log.signAll()).toBe(0);
    const bo = await owner('School');
    expect(await log.signAll()).toBe(1);
    expect(await log.signAll()).toBe(0);
    const boys = await log.exportChain(bo, WHOLE);
    expect(boys.heads).toHaveLength(1);
    expect(boys.keys).toEqual(whole.keys);
    expect(auditFaults({ ...boys, heads: whole.heads }, null)[0]).toContain('is not signed');
    await write(desk, ada.tenantId, 1);
    expect(await log.signAll()).toBe(1);
  });

  test('HD-12: the export comes in pages that fit each other', async () => {
    const { ada, log, whole } = await chainOn(await place());
    const pages: AuditExport[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: AuditExport & { readonly next: number | null } = await log.exportChain(ada, {
        after,
        limit: 5,
      });
      pages.push(page);
      after = page.next;
    }
    const together = {
      ...whole,
      entries: pages.flatMap(({ entries }) => entries),
      heads: pages.flatMap(({ heads }) => heads),
    };
    expect(pages.length).toBeGreaterThan(2);
    expect(together).toEqual(whole);
  });
});

describe('an exported chain', () => {
  test('HD-12: any entry that is changed, taken out or put elsewhere is found', async () => {
    const { whole } = await chainOn(inMemory);
    const { entries } = whole;
    const faultsOf = (changed: AuditExport['entries']) =>
      auditFaults({ ...whole, heads: [], entries: changed }, null);
    expect(faultsOf(entries)).toEqual([]);
    for (const [index, entry] of entries.entries()) {
      const changes = [
        { seq: entry.seq + 1 },
        { at: entry.at + 1 },
        { actorId: 'A'.repeat(22) },
        { action: 'test.undone' },
        { detail: { ...entry.detail, more: 1 } },
        { hash: '0'.repeat(64) },
      ];
      for (const change of changes)
        expect(
          faultsOf(entries.with(index, { ...entry, ...change })),
          `${index} ${JSON.stringify(change)}`,
        ).not.toEqual([]);
      const next = entries[index + 1];
      if (next === undefined) continue; // the end cut off is the next test's
      expect(faultsOf(entries.toSpliced(index, 1)), `${index} out`).not.toEqual([]);
      expect(faultsOf(entries.with(index, next).with(index + 1, entry)), `${index} swapped`).not.toEqual([]);
    }
    expect(auditFaults({ ...whole, organisationId: 'B'.repeat(22) }, null)).not.toEqual([]);
  });

  test('HD-12: an end cut off anywhere is found from a head that was kept, and only so', async () => {
    const { whole, earlier } = await chainOn(inMemory);
    const kept = earlier.heads[0]?.seq ?? 0;
    for (let length = 0; length < whole.entries.length; length += 1) {
      const cut = { ...whole, entries: whole.entries.slice(0, length), heads: [] };
      expect(auditFaults(cut, null)).toEqual([]);
      expect(auditFaults(cut, whole).length, `${length} of ${whole.entries.length}`).toBeGreaterThan(0);
      expect(auditFaults(cut, earlier).length > 0, `${length}, against the older one`).toBe(length < kept);
    }
  });

  test('HD-12: a chain that was written anew and signed with another key is found from a head that was kept', async () => {
    const { earlier, desk, ada, log } = await chainOn(inMemory);
    const before = await desk.db.query.selectFrom('audit').selectAll().orderBy('seq').execute();
    for (const table of ['audit', 'audit_head', 'server_state'] as const)
      await desk.db.query.deleteFrom(table).execute();
    for (const { action, at } of before)
      await desk.db.transaction((tx) =>
        appendAudit(tx, { tenantId: ada.tenantId, at, actorId: null, action, detail: { forged: true } }),
      );
    await log.sign(ada);
    const forged = await log.exportChain(ada, WHOLE);
    expect(auditFaults(forged, null)).toEqual([]);
    expect(auditFaults(forged, earlier).join()).toContain('is not the one that was signed');
    const [head] = earlier.heads;
    if (head === undefined) throw new Error('no head');
    const changed = { ...earlier, heads: [{ ...head, at: head.at + 1 }] };
    expect(auditFaults(forged, changed).join()).toContain('is not signed');
  });

  test('HD-12: every thousandth entry is signed in the transaction that writes it', async () => {
    const { desk, owner } = await deskOn(inMemory);
    const { tenantId } = await owner();
    await write(desk, tenantId, HEAD_EVERY + 3);
    const { heads } = await createAuditLog(desk).exportChain({ tenantId }, WHOLE);
    expect(heads.map(({ seq }) => seq)).toEqual([HEAD_EVERY]);
  });

  test('HD-12: who may read the chain exports it over HTTP, and the command verifies the file without a server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'alongside-audit-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { memberOf, owner } = await servedDesk();
    const auditor = await memberOf('auditor');
    expect((await auditor.call(allRoutes.audit.signHead)).answer).toMatchObject({ seq: 5 });
    const first = await auditor.call(allRoutes.audit.exportChain);
    await owner.call(allRoutes.tokens.create, { body: { name: 'x', scopes: ['audit.read'], days: 1 } });
    const second = await auditor.call(allRoutes.audit.exportChain);
    const file = async (name: string, content: unknown) => {
      await writeFile(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const [older, newer] = [await file('old.json', first.answer), await file('new.json', second.answer)];
    const lines: string[] = [];
    const run = (...args: string[]) =>
      runRecordsCommand('verify-audit', args, testConfig(), { say: (line) => void lines.push(line) });
    await run(newer, older);
    expect(lines).toEqual(['Verified: 6 entries and 1 signed heads fit each other.']);
    const cut = await file('cut.json', {
      ...second.answer,
      heads: [],
      entries: second.answer.entries.slice(0, 3),
    });
    await expect(run(cut, older)).rejects.toThrow(CommandRefused);
    await expect(run(cut, older)).rejects.toThrow('the chain ends at 3');
    await expect(run(await file('no.json', {}))).rejects.toThrow('is no exported audit chain');
    await expect(run(join(folder, 'missing.json'))).rejects.toThrow('cannot be read');
  });
});
