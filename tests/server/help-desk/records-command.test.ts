import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CommandRefused } from '../../../src-server/command-refused.ts';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { runRecordsCommand, type RecordsCommand } from '../../../src-server/records-command.ts';
import { lockFolder } from '../../../src-server/storage/folder-lock.ts';
import {
  inMemory,
  openDatabase,
  type Database,
  type DatabasePlace,
} from '../../../src-server/storage/open-database.ts';
import { tableKeys, type TableName } from '../../../src-server/storage/table-keys.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { testConfig } from '../test-server.ts';
import { deskOn } from './desk-on.ts';
import { newPostgresDatabase } from './shared-postgres.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'alongside-records-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const fileIn = (dir: string): DatabasePlace => ({ kind: 'sqlite', file: join(dir, 'alongside.sqlite') });

/** Two organisations with tickets of several messages, files and history. */
async function fill(place: DatabasePlace): Promise<void> {
  const { desk, owner } = await deskOn(place);
  const [tickets, attachments] = [createTickets(desk), createAttachments(desk)];
  for (const actor of [await owner('Library'), await owner('School')])
    for (let count = 1; count <= 12; count += 1) {
      const file = await attachments.add(actor, `log ${count}.txt`, Buffer.from(`bytes ${count}\0\u{1f600}`));
      const body = ticketRoutes.create.body.parse({
        subject: `Printer ${count} says "no"`,
        body: `Seit gestern, Größe ${count}\n\n| a | b |`,
        requester: { name: 'Margaret', email: `margaret${count % 3}@example.org` },
        tags: ['printer'],
        attachmentIds: file.ok ? [file.value.id] : [],
      });
      const made = await tickets.create(actor, body);
      if (made.ok)
        await tickets.change(actor, made.value.id, {
          version: 1,
          state: 'open',
          watcherIds: [actor.memberId],
        });
    }
  await desk.db.close();
}

/** Every row of every table, in order. */
async function everything(place: DatabasePlace): Promise<unknown> {
  const db = await openDatabase(place);
  const all: Record<string, unknown> = {};
  for (const [table, keys] of Object.entries(tableKeys))
    all[table] = await rowsOf(db, table as TableName, keys);
  await db.close();
  return JSON.parse(JSON.stringify(all));
}

async function rowsOf(db: Database, table: TableName, keys: readonly string[]): Promise<unknown[]> {
  const { rows } = await sql<{ bytes?: Uint8Array }>`select * from ${sql.table(table)}`.execute(db.query);
  const plain = rows.map((row) =>
    'bytes' in row ? { ...row, bytes: Buffer.from(row.bytes ?? []).toString('hex') } : row,
  );
  const keyOf = (row: object) => keys.map((key) => String(Reflect.get(row, key))).join(' ');
  return plain.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function run(command: RecordsCommand, args: string[], env: Record<string, string>): Promise<string> {
  const lines: string[] = [];
  await runRecordsCommand(command, args, testConfig(env), { say: (line) => void lines.push(line) });
  return lines.join('\n');
}

describe('records without the server', () => {
  test('the list of tables is what the migrations make, and each comes after those it points to', async () => {
    const db = await openDatabase(inMemory);
    onTestFinished(() => db.close());
    const { rows } = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'
      and name not like 'ticket_words%'`.execute(db.query);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(tableKeys).toSorted());
    const before = new Set<string>();
    for (const table of Object.keys(tableKeys)) {
      before.add(table);
      const points = await sql<{
        table: string;
      }>`select "table" from pragma_foreign_key_list(${table})`.execute(db.query);
      for (const point of points.rows) expect(before, table).toContain(point.table);
    }
  });

  test('backup and restore: every row comes back, on SQLite and from PostgreSQL and into it', async () => {
    const from = await folder();
    await fill(fileIn(from));
    const original = await everything(fileIn(from));
    const file = join(from, 'backup.sqlite');
    expect(await run('backup', [file], { ALONGSIDE_DATA_DIR: from })).toContain('Verified: 24 tickets');
    const into = await folder();
    await run('restore', [file], { ALONGSIDE_DATA_DIR: into });
    expect(await everything(fileIn(into))).toEqual(original);
    const url = await newPostgresDatabase();
    await run('restore', [file], { ALONGSIDE_DATA_DIR: into, DATABASE_URL: url });
    expect(await everything({ kind: 'postgres', url })).toEqual(original);
    const again = join(from, 'from-postgres.sqlite');
    await run('backup', [again], { DATABASE_URL: url });
    expect(await everything({ kind: 'sqlite', file: again })).toEqual(original);
  }, 60_000);

  test('move-to-postgres takes everything along, words included, and refuses a database that holds some', async () => {
    const from = await folder();
    await fill(fileIn(from));
    const url = await newPostgresDatabase();
    const env = { ALONGSIDE_DATA_DIR: from, DATABASE_URL: url };
    expect(await run('move-to-postgres', [], env)).toContain('Moved.');
    expect(await everything({ kind: 'postgres', url })).toEqual(await everything(fileIn(from)));
    const db = await openDatabase({ kind: 'postgres', url });
    const { rows } = await sql<{ count: number }>`select count(*) as count from ticket_words
      where document @@ to_tsquery('simple', 'größe:*')`.execute(db.query);
    await db.close();
    expect(Number(rows[0]?.count)).toBe(24);
    await expect(run('move-to-postgres', [], env)).rejects.toThrow('There are records already');
  }, 60_000);

  test('nothing is lost by mistake: a backup overwrites no file, a restore keeps what was there', async () => {
    const dir = await folder();
    await fill(fileIn(dir));
    const env = { ALONGSIDE_DATA_DIR: dir };
    const file = join(dir, 'backup.sqlite');
    await run('backup', [file], env);
    await expect(run('backup', [file], env)).rejects.toThrow(CommandRefused);
    await expect(run('restore', [file], env)).rejects.toThrow('There are records already');
    const original = await everything(fileIn(dir));
    await run('restore', [file, '--replace'], env);
    const kept = (await readdir(dir)).find((name) => name.includes('.before-')) ?? '';
    expect(await everything({ kind: 'sqlite', file: join(dir, kept) })).toEqual(original);
    const lock = lockFolder(dir);
    await expect(run('restore', [file, '--replace'], env)).rejects.toThrow('A server is running');
    lock?.release();
    await expect(run('restore', [join(dir, 'none')], env)).rejects.toThrow('There is no file');
  });

  test('verify finds a changed file, a broken chain, a missing row and a damaged database', async () => {
    const dir = await folder();
    await fill(fileIn(dir));
    const harm = async (text: string) => {
      const file = join(await folder(), 'harmed.sqlite');
      await run('backup', [file], { ALONGSIDE_DATA_DIR: dir });
      const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
      db.exec(text);
      db.close();
      return run('verify', [file], {});
    };
    await expect(harm(`update attachment set bytes = x'00' where name = 'log 3.txt'`)).rejects.toThrow(
      'log 3.txt',
    );
    await expect(harm('delete from audit where seq = 1')).rejects.toThrow('breaks at entry 1');
    await expect(harm('delete from queue')).rejects.toThrow('points to a missing one of queue');
    await expect(harm('delete from ticket_words_row')).rejects.toThrow('24 tickets cannot be found');
    expect(await harm('select 1')).toContain('Verified');
  }, 60_000);
});
